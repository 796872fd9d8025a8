package trust

import (
	"slices"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

// TestSupplements: each has a name of its own and adds to a part that a set can hold,
// and each part has one that it is made of, which is in the program.
func TestSupplements(t *testing.T) {
	names := []string{Directory}
	for _, s := range Supplements() {
		if slices.Contains(names, s.Name) {
			t.Errorf("%s: two of that name", s.Name)
		}
		names = append(names, s.Name)
		if !slices.ContainsFunc(partRows, func(r partRow) bool { return r.name == s.Part }) {
			t.Errorf("%s: adds to %s, which is no part", s.Name, s.Part)
		}
	}
	for _, row := range partRows {
		s := SupplementOf(row.name)
		own, err := row.bundled()
		if s == nil || s.Join != nil || own == nil || err != nil || len(s.Members(mustBundled(t))) == 0 {
			t.Errorf("%s: made of %+v", row.name, s)
		}
	}
	if s := SupplementOf(PartIssuers); s != nil {
		t.Errorf("the issuers are of %s", s.Name)
	}
}

// TestPartsEmpty: a set holds nothing of a part that it was not given.
func TestPartsEmpty(t *testing.T) {
	set := smallSet(t)
	for _, row := range partRows {
		if set.held.of(row.name) != nil || set.PartInfo(row.name) != set.Info() {
			t.Errorf("%s: %+v", row.name, set.PartInfo(row.name))
		}
		if with := set.WithPart(row.name, func() []*Set { return nil }); with.held.of(row.name) != nil ||
			len(with.Parts()) != 1 {
			t.Errorf("%s: something of nothing", row.name)
		}
		s := SupplementOf(row.name)
		if with := set.WithPart(row.name,
			func() []*Set { return []*Set{mustBundled(t)} }); len(s.Members(with)) != len(s.Members(mustBundled(t))) {
			t.Errorf("%s: %d members", row.name, len(s.Members(with)))
		}
	}
}

func authoritySet(t *testing.T, states ...string) *Set {
	t.Helper()
	var file []byte
	for _, state := range states {
		file = append(file, mint.NewAuthority(state[:2], state, state+" CSCA", "members "+state).PEM()...)
	}
	set, err := LoadAuthorities(file, "own", time.Unix(5, 0))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestCompareMembers tells what comes, goes and is otherwise judged.
func TestCompareMembers(t *testing.T) {
	before, after := authorityMembers(authoritySet(t, "AAU", "BBU")), authorityMembers(authoritySet(t, "BBU", "CCU"))
	subjects := func(list []Member) (all []string) {
		for _, m := range list {
			all = append(all, m.State)
		}
		return all
	}
	c := CompareMembers(before, after)
	if c.Before != 2 || c.After != 2 || !slices.Equal(subjects(c.Added), []string{"CCU"}) ||
		!slices.Equal(subjects(c.Removed), []string{"AAU"}) || c.Changed != nil {
		t.Errorf("%+v", c)
	}
	for name, change := range map[string]func(*Member){
		"withdrawn": func(m *Member) { m.Withdrawn = true },
		"lists":     func(m *Member) { m.Lists = []string{"health"} },
		"signs":     func(m *Member) { m.Signs = []string{"test"} },
		"used":      func(m *Member) { m.Revokes = &Revokes{Used: true} },
		"begins":    func(m *Member) { m.NotBefore = m.NotBefore.Add(time.Second) },
		"ends":      func(m *Member) { m.NotAfter = m.NotAfter.Add(time.Second) },
	} {
		other := slices.Clone(before)
		change(&other[1])
		if c := CompareMembers(before, other); len(c.Added)+len(c.Removed) != 0 ||
			!slices.Equal(subjects(c.Changed), []string{"BBU"}) {
			t.Errorf("%s: %+v", name, c)
		}
	}
	other := slices.Clone(before)
	other[0].Subject, other[0].Source = "as another list writes it", "another"
	if c := CompareMembers(before, other); len(c.Changed) != 0 {
		t.Errorf("what only is written otherwise: %+v", c)
	}
}

// TestMemberNamed: as people name a member, and search for it.
func TestMemberNamed(t *testing.T) {
	m := authorityMembers(authoritySet(t, "AAU"))[0]
	for what, want := range map[string]bool{
		"AA": true, "aa": true, "aau": true, m.KeyID: true, m.SHA256: true, "BB": false, m.SHA256[:8]: false,
		"AAU CSCA": false,
	} {
		if m.IsNamed(what) != want {
			t.Errorf("named %q: %v", what, !want)
		}
	}
	for search, want := range map[string]bool{"AA": true, "CS": false, "csc": true, "aau": true, "": true,
		"BB": false, "bbu": false, "AAUX": false} {
		if m.Matches(search) != want {
			t.Errorf("matches %q: %v", search, !want)
		}
	}
	m.ListedID = "listed"
	for id, want := range map[string]bool{m.KeyID: true, "listed": true, "another": false, "": false} {
		if m.HasID(id) != want {
			t.Errorf("has the id %q: %v", id, !want)
		}
	}
	m.Subject = "another's name"
	for search, want := range map[string]bool{"AAU": true, "aau": true, "csc": false, "ANOTHER": true} {
		if m.Matches(search) != want {
			t.Errorf("by state or subject, matches %q: %v", search, !want)
		}
	}
}
