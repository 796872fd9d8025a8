package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/internal/stricttoml"
	"vaxcheck/verify"
)

const (
	ConfigName    = "config.toml"
	maxConfigFile = 64 << 10 // bytes
)

// configForm is the TOML form of a configuration file. What is nil is not in it.
type configForm struct {
	MaxLevel   *string `toml:"max_level"`
	Policy     *string `toml:"policy"`
	LockPolicy bool    `toml:"lock_policy"`
	Language   *string `toml:"language"`
	Trust      struct {
		MaxAge *string `toml:"max_age"`
	} `toml:"trust"`
	Update struct {
		Proxy *string `toml:"proxy"`
	} `toml:"update"`
}

// readConfiguration reads the configuration file in a folder. One that is not
// there says nothing; one that cannot be read or understood has err set.
func readConfiguration(folder string, read func(string, int64) ([]byte, error)) Configuration {
	if folder == "" {
		return Configuration{}
	}
	path := filepath.Join(folder, ConfigName)
	c := Configuration{Path: path}
	if notThere(path) {
		return c
	}
	text, err := read(path, maxConfigFile)
	if err == nil {
		c, err = parseConfiguration(text)
	}
	c.Path, c.Found, c.Err = path, true, err
	return c
}

// parseConfiguration understands all of a configuration file or nothing.
func parseConfiguration(text []byte) (Configuration, error) {
	var form configForm
	if err := stricttoml.Decode(text, &form); err != nil {
		return Configuration{}, err
	}
	c := Configuration{LockPolicy: form.LockPolicy}
	for _, key := range []struct {
		value *string
		set   func(*Configuration, string) error
	}{
		{form.MaxLevel, (*Configuration).setMaxLevel},
		{form.Policy, (*Configuration).setPolicy},
		{form.Language, (*Configuration).setLanguage},
		{form.Trust.MaxAge, (*Configuration).setMaxAge},
		{form.Update.Proxy, (*Configuration).setProxy},
	} {
		if key.value == nil {
			continue
		}
		if err := key.set(&c, *key.value); err != nil {
			return Configuration{}, err
		}
	}
	if c.LockPolicy && c.Policy == "" {
		return Configuration{}, errors.New("lock_policy needs a policy")
	}
	return c, nil
}

func (c *Configuration) setMaxLevel(text string) (err error) {
	if c.MaxLevel, err = verify.ParseLevel(text); err != nil {
		return errors.New("max_level must be A, B or C")
	}
	c.Caps = true
	return nil
}

func (c *Configuration) setPolicy(text string) error {
	if strings.TrimSpace(text) == "" || IsCode(text) {
		return errors.New("policy must be a built-in name or a file")
	}
	c.Policy = text
	return nil
}

func (c *Configuration) setLanguage(text string) error {
	lang, ok := words.Parse(text)
	if !ok {
		return fmt.Errorf("language must be one of %s", words.TagList())
	}
	c.Language = lang
	return nil
}

func (c *Configuration) setMaxAge(text string) (err error) {
	if c.MaxAgeDays, err = parseDays(text); err != nil {
		return fmt.Errorf("trust.max_age must be %w", err)
	}
	return nil
}

// setProxy takes what the update goes through. It is not quoted: there may be a
// password in it.
func (c *Configuration) setProxy(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Opaque != "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" ||
		u.Fragment != "" {
		return errProxy
	}
	switch u.Scheme {
	case "http", "https", "socks5":
		c.Proxy = u
		return nil
	}
	return errProxy
}

var errProxy = errors.New("update.proxy must be an address such as http://proxy.example:3128")

var errDays = errors.New("a number of whole days such as 30d")

// maxDays bounds a limit in days: more is a slip.
const maxDays = 36500

// parseDays reads a limit in whole days: 30d, or hours such as 720h.
func parseDays(text string) (int, error) {
	days, err := wholeDays(text)
	if err != nil || days < 1 || days > maxDays {
		return 0, errDays
	}
	return days, nil
}

func wholeDays(text string) (int, error) {
	if number, found := strings.CutSuffix(text, "d"); found {
		return strconv.Atoi(number)
	}
	const day = 24 * time.Hour
	d, err := time.ParseDuration(text)
	if d%day != 0 {
		return 0, errDays
	}
	return int(d / day), err
}

// notThere tells whether there is no file because nobody put one there. A folder
// that is a link to nowhere, or a file, is something that went wrong: a share that
// is not connected must not lift what it limits.
func notThere(path string) bool {
	if _, err := os.Lstat(filepath.Dir(path)); err != nil {
		return !errors.Is(err, fs.ErrPermission)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return false
	}
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// ConfigKeys are all keys of a configuration file, with an example of each.
var ConfigKeys = []show.PolicyKey{
	{Table: "", Name: "max_level", Value: "A"},
	{Table: "", Name: "policy", Value: "booster"},
	{Table: "", Name: "lock_policy", Value: true},
	{Table: "", Name: "language", Value: "ja"},
	{Table: "trust", Name: "max_age", Value: "30d"},
	{Table: "update", Name: "proxy", Value: "http://proxy.example:3128"},
}
