package cli

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/verify"
)

func TestParseConfiguration(t *testing.T) {
	full := "max_level = 'B'\npolicy = 'booster'\nlock_policy = true\nlanguage = 'ja'\n" +
		"[trust]\nmax_age = '30d'\n[update]\nproxy = 'http://me:secret@proxy.example:3128'\n"
	c, err := parseConfiguration([]byte(full))
	if err != nil {
		t.Fatal(err)
	}
	if !c.Caps || c.MaxLevel != verify.LevelB || c.Policy != "booster" || !c.LockPolicy || c.Language != "ja" ||
		c.MaxAgeDays != 30 || c.Proxy.Host != "proxy.example:3128" {
		t.Errorf("got %+v", c)
	}
	if c, err := parseConfiguration(nil); err != nil || c != (Configuration{}) {
		t.Errorf("an empty file: %+v, %v", c, err)
	}
}

// TestParseConfigurationRefuses: nothing of a file counts if anything in it is wrong,
// and the error tells what.
func TestParseConfigurationRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"max_level = ''":                            "max_level must be A, B or C",
		"max_level = 'D'":                           "max_level must be A, B or C",
		"max_level = 1":                             "not understood at line 1, column 13, key max_level",
		"\nmax_levle = 'A'":                         "unknown key at line 2, column 1, key max_levle",
		"Max_Level = 'A'":                           "unknown key at line 1, column 1: keys are in lower case",
		"policy = ' '":                              "policy must be a built-in name or a file",
		"policy = 'shc:/5676'":                      "policy must be a built-in name or a file",
		"lock_policy = true":                        "lock_policy needs a policy",
		"language = 'de'":                           "language must be one of " + words.TagList(),
		"[trust]\nmax_age = '0d'":                   "trust.max_age must be a number of whole days such as 30d",
		"[trust]\nmax_age = 30":                     "not understood at line 2, column 11, key trust.max_age",
		"max_age = '30d'":                           "unknown key at line 1, column 1, key max_age",
		"[update]\nproxy = 'p:3128'":                errProxy.Error(),
		"[update]\nproxy = 'ftp://p'":               errProxy.Error(),
		"[update]\nproxy = 'http://me:secret@p/?x'": errProxy.Error(),
		"[update]\nproxy = 'http://'":               errProxy.Error(),
		"level = [":                                 "not understood at line 1, column 9",
	} {
		c, err := parseConfiguration([]byte(text))
		if err == nil || err.Error() != want || c != (Configuration{}) {
			t.Errorf("%q: %+v, %v; want %q", text, c, err, want)
		}
	}
}

func TestParseDays(t *testing.T) {
	for text, want := range map[string]int{
		"1d": 1, "30d": 30, "720h": 30, "24h0m": 1, "36500d": maxDays,
		"": 0, "d": 0, "30": 0, "0d": 0, "-1d": 0, "0h": 0, "36h": 0, "1.5d": 0, "-24h": 0, "36501d": 0,
		"99999999999999999999d": 0,
		"30D":                   0, " 30d": 0, "30 d": 0, "1w": 0, "9999999h": 0,
	} {
		got, err := parseDays(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
}

func FuzzParseConfiguration(f *testing.F) {
	f.Add("max_level = 'A'\npolicy = 'booster'\nlock_policy = true")
	f.Add("language = 'ja'\n[trust]\nmax_age = '720h'\n[update]\nproxy = 'socks5://p'")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseConfiguration([]byte(text))
		if err != nil && c != (Configuration{}) {
			t.Errorf("%+v with error %v", c, err)
		}
		if c.MaxAgeDays < 0 || c.MaxAgeDays > maxDays || c.LockPolicy && c.Policy == "" || c.MaxLevel > verify.LevelC {
			t.Errorf("%+v", c)
		}
	})
}

// TestConfigurationsMerge: limits cap, and of the rest the user's goes first
// unless the machine locks it.
func TestConfigurationsMerge(t *testing.T) {
	type merged struct {
		Level, Policy, Language string
		MaxAgeDays              int
		Proxy                   string
	}
	for _, tt := range []struct {
		name, machine, user string
		want                merged
	}{
		{"nothing", "", "", merged{"C", "", "en", 0, ""}},
		{"machine alone", "max_level='A'\npolicy='booster'\nlanguage='ja'\ntrust.max_age='30d'", "",
			merged{"A", "booster", "ja", 30, ""}},
		{"user alone", "", "max_level='B'\npolicy='primary'\nlanguage='ja'\ntrust.max_age='7d'",
			merged{"B", "primary", "ja", 7, ""}},
		{"user lowers", "max_level='B'\ntrust.max_age='30d'", "max_level='A'\ntrust.max_age='7d'",
			merged{"A", "", "en", 7, ""}},
		{"user cannot raise", "max_level='A'\ntrust.max_age='7d'", "max_level='C'\ntrust.max_age='30d'",
			merged{"A", "", "en", 7, ""}},
		{"user chooses", "policy='booster'\nlanguage='ja'", "policy='any'\nlanguage='en'",
			merged{"C", "any", "en", 0, ""}},
		{"machine's proxy", "update.proxy='http://m'", "", merged{"C", "", "en", 0, "http://m"}},
		{"user's proxy", "update.proxy='http://m'", "update.proxy='socks5://u:1'",
			merged{"C", "", "en", 0, "socks5://u:1"}},
		{"locked", "policy='booster'\nlock_policy=true", "policy='any'", merged{"C", "booster", "en", 0, ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			machine, err1 := parseConfiguration([]byte(tt.machine))
			user, err2 := parseConfiguration([]byte(tt.user))
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			c := Configurations{machine, user}
			level, _ := c.capLevel(verify.LevelC)
			got := merged{Level: level.String(), Language: c.Language("en"), MaxAgeDays: c.MaxAgeDays()}
			if file := c.PolicyFile(); file != nil {
				got.Policy = file.policyName()
			}
			if proxy := c.Proxy(); proxy != nil {
				got.Proxy = proxy.String()
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestReadConfigurations: what is there and cannot be used is never taken for
// what is not there.
func TestReadConfigurations(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("owners and modes are not checked here")
	}
	closed := func() string {
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	put := func(text string, mode os.FileMode) string {
		dir := closed()
		path := filepath.Join(dir, ConfigName)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil { // whatever the umask is
			t.Fatal(err)
		}
		return dir
	}
	folder, dangling, open := closed(), closed(), put("", 0o644)
	for _, err := range []error{
		os.Mkdir(filepath.Join(folder, ConfigName), 0o755),
		os.Symlink("none", filepath.Join(dangling, ConfigName)), os.Chmod(open, 0o777),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(open, ConfigName)
	for _, tt := range []struct {
		name   string
		places Places
		want   string // in the error, "" for none
	}{
		{"no folders", Places{}, ""},
		{"not there", Places{MachineConfig: filepath.Join(folder, "none"), UserConfig: t.TempDir()}, ""},
		{"a home that is none", Places{UserConfig: filepath.Join(file, "vaxcheck")}, ""},
		{"machine", Places{MachineConfig: put("", 0o644)}, ""},
		{"machine, group may write", Places{MachineConfig: put("", 0o664)}, errWritable.Error()},
		{"machine, others may write", Places{MachineConfig: put("", 0o646)}, errWritable.Error()},
		{"machine, others may replace it", Places{MachineConfig: open}, "its folder is " + errWritable.Error()},
		{"user, others may write", Places{UserConfig: put("", 0o666)}, ""},
		{"machine, a folder", Places{MachineConfig: folder}, ErrNotRegular.Error()},
		{"user, a folder", Places{UserConfig: folder}, "is a directory"},
		{"dangling link", Places{MachineConfig: dangling}, "no such file"},
		{"too large", Places{UserConfig: put(strings.Repeat("#\n", maxConfigFile), 0o600)}, ErrTooLarge.Error()},
		{"user locks", Places{UserConfig: put("policy = 'any'\nlock_policy = true", 0o600)}, errUserLock.Error()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := ReadConfigurations(tt.places)
			broken := c.Broken()
			if (broken == nil) != (tt.want == "") {
				t.Fatalf("got %+v", broken)
			}
			if broken != nil && !strings.Contains(broken.Err.Error(), tt.want) {
				t.Errorf("got %q, want %q", broken.Err, tt.want)
			}
		})
	}
}

// TestConfigKeys: the example in the help is a file that says everything there
// is to say.
func TestConfigKeys(t *testing.T) {
	for _, tag := range words.Tags() {
		w := show.SentencesIn(tag)
		c, err := parseConfiguration([]byte(show.TOML(ConfigKeys, w.Group("config-key").Of)))
		if err != nil || !c.Caps || c.Policy == "" || !c.LockPolicy || c.Language == "" ||
			c.MaxAgeDays == 0 || c.Proxy == nil {
			t.Errorf("%s: %+v, %v", w.Tag(), c, err)
		}
		for _, k := range ConfigKeys {
			if w.Group("config-key").Of(k.Path()) == "" {
				t.Errorf("%s: no comment on %s", w.Tag(), k.Path())
			}
		}
	}
}

// TestPlaceTable: the help tells the places that are used.
func TestPlaceTable(t *testing.T) {
	home := func(name string) string { return map[string]string{"HOME": "/home/a"}[name] }
	for _, p := range PlaceTable {
		if p.Goos == "windows" {
			continue // its paths can be joined on Windows only
		}
		full := func(path string) string { return strings.Replace(path, "~", "/home/a", 1) }
		want := Places{UserData: full(p.UserData), UserConfig: full(p.UserConfig),
			MachineData: full(p.MachineData), MachineConfig: full(p.MachineConfig), HomePath: "/home/a"}
		around := surroundings{Getenv: home, Look: func(string) error { return nil }}
		if got := around.places(p.Goos); runtime.GOOS != "windows" && got != want {
			t.Errorf("%s: %+v, help says %+v", p.System, got, want)
		}
	}
}

// TestConfigurationGone: a folder that should be there and is not limits all the
// same, by stopping everything.
func TestConfigurationGone(t *testing.T) {
	dir := t.TempDir()
	nowhere, file := filepath.Join(dir, "link"), filepath.Join(dir, "file")
	if err := errors.Join(os.Symlink(filepath.Join(dir, "share"), nowhere),
		os.WriteFile(file, nil, 0o600)); err != nil {
		t.Skip(err)
	}
	for _, folder := range []string{nowhere, file} {
		if c := readConfiguration(folder, readProtected); !c.Found || c.Err == nil {
			t.Errorf("%s: %+v", filepath.Base(folder), c)
		}
	}
	if c := readConfiguration(filepath.Join(dir, "none"), readProtected); c.Found || c.Err != nil {
		t.Errorf("a folder that nobody made: %+v", c)
	}
}
