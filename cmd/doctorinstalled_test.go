package cmd

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"vaxcheck/cmd/cli"
	"vaxcheck/trust/inforce"
)

// TestDoctorInstalled: what is damaged or lost is part of the answer, and keeps
// the doors shut if judging may be other than it was.
func TestDoctorInstalled(t *testing.T) {
	remove := func(t *testing.T, name string) {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	header := func(t *testing.T, name string) {
		if err := os.WriteFile(name, []byte("vaxcheck"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name   string
		spoil  func(t *testing.T, name string)
		files  []string
		code   string
		exit   int
		phrase string
	}{
		{"whole", damage, nil, "", 0, "nothing is damaged or lost"},
		{"newest set damaged", damage, []string{"newest"}, "set_lost", cli.ExitNotReady, "….set: damaged"},
		{"newest set gone", remove, []string{"newest"}, "set_lost", cli.ExitNotReady,
			"this user: the set that was installed last is gone; Another set is used"},
		{"older set damaged", damage, []string{"older"}, "", 0, "nothing is damaged or lost"},
		{"local copy damaged, and no newer", damageEnd, []string{"local.1.blob"}, "damage_recovered", 0,
			"local additions and blocks: damaged"},
		{"local copy damaged, nobody knows of when", header, []string{"local.1.blob"}, "local_doubtful",
			cli.ExitNotReady, "local additions and blocks: damaged"},
		{"local copy gone", remove, []string{"local.2.blob"}, "local_doubtful", cli.ExitNotReady,
			"one of its two copies is missing"},
		{"local copies damaged", damage, []string{"local.1.blob", "local.2.blob"}, "local_doubtful",
			cli.ExitNotReady, "damaged"},
		{"history damaged", damage, []string{"origin.1.blob"}, "damage_recovered", 0, "origin of the set: damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHome(t)
			names := map[string]string{
				"older":  h.install(t, inforce.User, published(t, onDay(2), clinic)).File,
				"newest": h.install(t, inforce.User, published(t, onDay(3), clinic)).File,
			}
			h.keepLocal(t, inforce.User, blockOf(t, hospital.URL))
			h.keepLocal(t, inforce.User, blockOf(t, clinic.URL))
			for _, name := range tt.files {
				if names[name] != "" {
					name = names[name]
				}
				tt.spoil(t, h.file(inforce.User, name))
			}
			got := h.run("doctor")
			if got.code != tt.exit || !strings.Contains(got.out, tt.phrase) || got.err != "" {
				t.Errorf("%+v", got)
			}
			var c struct {
				Checks []struct {
					ID    string
					Code  *string
					Facts struct{ Damage []json.RawMessage }
				}
			}
			decodeInto(t, h.run("doctor", "--format", "json").out, &c)
			for _, check := range c.Checks {
				if check.ID != "installed" {
					continue
				}
				if tt.code == "" && (check.Code != nil || len(check.Facts.Damage) > 0) || tt.code != "" &&
					(check.Code == nil || *check.Code != tt.code || len(check.Facts.Damage) != len(tt.files)) {
					t.Errorf("%+v", check)
				}
				return
			}
			t.Error("not checked")
		})
	}
}

// damageEnd changes the last byte of a file, and leaves its header.
func damageEnd(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil || len(data) == 0 {
		t.Fatal(err)
	}
	data[len(data)-1] ^= 0x20
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestNoCopyWhole: where no copy is whole, none is said to be used.
func TestNoCopyWhole(t *testing.T) {
	h := newHome(t)
	h.keepLocal(t, inforce.User, blockOf(t, hospital.URL))
	damage(t, h.file(inforce.User, "local.1.blob"))
	damage(t, h.file(inforce.User, "local.2.blob"))
	got := h.run("trust", "status")
	if got.code != cli.ExitNotReady || strings.Contains(got.err, "is used") ||
		!strings.Contains(got.err, "local additions and blocks: damaged: half-written") {
		t.Errorf("%+v", got)
	}
}
