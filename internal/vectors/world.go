package vectors

import (
	"io/fs"
	"path"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// TrustFile is the path of the trust set in the folder testdata, for a vector that is
// not judged with the bundled one.
func (v Vector) TrustFile() string {
	if v.Trust == "" {
		return path.Join("trust", "issuers.json")
	}
	return path.Join("trust", v.Trust)
}

// Set returns the trust set that a vector is judged with.
func (v Vector) Set(testdata fs.FS) (*trust.Set, error) {
	if v.Trust == "bundled" {
		return trust.Bundled()
	}
	data, err := fs.ReadFile(testdata, v.TrustFile())
	if err != nil {
		return nil, err
	}
	set, err := trust.LoadFile(data, "", "")
	if err != nil {
		return nil, err
	}
	return v.Layer(testdata, set)
}

// Layer puts over a set what the vector's head names.
func (v Vector) Layer(testdata fs.FS, set *trust.Set) (*trust.Set, error) {
	var local trust.Local
	var history func() *trust.History
	if v.Local != "" {
		data, err := fs.ReadFile(testdata, path.Join("trust", v.Local))
		if err != nil {
			return nil, err
		}
		if local, err = trust.DecodeLocal(data); err != nil {
			return nil, err
		}
	}
	if v.History != "" {
		data, err := fs.ReadFile(testdata, path.Join("trust", v.History))
		if err != nil {
			return nil, err
		}
		known, err := trust.LoadHistory(data)
		if err != nil {
			return nil, err
		}
		history = func() *trust.History { return known }
	}
	return set.With(local, history, time.Time{})
}

// PolicyFile is the path of the policy in the folder testdata, and empty for a built-in
// one.
func (v Vector) PolicyFile() string {
	if path.Ext(v.Policy) != ".toml" {
		return ""
	}
	return path.Join("policies", v.Policy)
}

// policy returns the policy that a vector is judged under.
func (v Vector) policy(testdata fs.FS) (rules.Policy, error) {
	if v.Policy == "" {
		return rules.Builtin()[0], nil
	}
	if p, found := rules.Find(v.Policy); found {
		return p, nil
	}
	text, err := fs.ReadFile(testdata, v.PolicyFile())
	if err != nil {
		return rules.Policy{}, err
	}
	return rules.Parse(text)
}

// instant returns the time that a vector is judged at: a stated one, or the clock's.
func (v Vector) instant() (verify.Instant, error) {
	at, err := time.Parse(time.RFC3339, v.At+v.Now)
	return verify.Instant{Time: at, Stated: v.At != ""}, err
}

// Credentials reads a body as the command reads a file, the chunks of whole sets joined.
func (v Vector) Credentials() []*decode.Credential {
	var chunks decode.Assembler
	var list []*decode.Credential
	for _, code := range codes.Read(v.Body) {
		if code.Problem != nil || !decode.IsChunk(code.Text) {
			list = append(list, decode.Parse(code))
		} else if c := chunks.Add(code); c != nil {
			list = append(list, c)
		}
	}
	return append(list, chunks.Rest()...)
}
