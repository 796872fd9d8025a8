package admin

import (
	"slices"
	"strings"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// lookup is what a trust set knows of an issuer or a key id.
type lookup struct {
	info    trust.Info
	byKey   bool // asked for by key id, so of each issuer only that key
	issuers []issuerView
	blocked *show.WhyView // of the key
}

func (f lookup) empty() bool { return len(f.issuers) == 0 && f.blocked == nil }

// findInSet looks for an issuer of exactly this id, else for all issuers of a key
// with this id, the built-in specimens and withdrawn keys among them.
func findInSet(set *trust.Set, what string) lookup {
	f := lookup{info: set.Info()}
	if v, known := everyKeyOf(set, what); known {
		f.issuers = []issuerView{v}
		return f
	}
	f.byKey = true
	f.blocked = keyBlock(set, "", what)
	for _, is := range everyIssuer(set) {
		if k, ok := set.Key(is.ID, what); ok {
			f.issuers = append(f.issuers, issuerIn(set, is, []trust.Key{k}, keyInDetail))
		}
	}
	for id, w := range set.Withdrawals() {
		if w.Key.ID == what {
			is, _ := set.Issuer(id)
			is.ID = id
			v := issuerIn(set, is, nil, nil)
			v.Keys = append(v.Keys, withdrawnKey(set, id, w))
			f.issuers = append(f.issuers, v)
		}
	}
	return f
}

// everyKeyOf describes an issuer with the keys it lists and those it has
// withdrawn. It is known too if it is only blocked, or all its keys are gone.
func everyKeyOf(set *trust.Set, id string) (v issuerView, known bool) {
	is, known := set.Issuer(id)
	is.ID = id
	v = issuerIn(set, is, set.Keys(id), keyInDetail)
	v.Gone = !known
	for of, w := range set.Withdrawals() {
		if of == id {
			v.Keys = append(v.Keys, withdrawnKey(set, id, w))
		}
	}
	return v, known || len(v.Keys) > 0 || v.Blocked != nil
}

// withdrawnKey is keyInDetail with both dates.
func withdrawnKey(set *trust.Set, issuer string, w trust.Withdrawal) keyView {
	v := keyInDetail(w.Key)
	v.Blocked = keyBlock(set, issuer, w.Key.ID)
	v.Withdrawn = &spanView{verify.Timestamp(w.First), verify.Timestamp(w.Last)}
	return v
}

func keyBlock(set *trust.Set, issuer, kid string) *show.WhyView {
	b, blocked := set.BlockedKeyOf(issuer, kid)
	if !blocked {
		return nil
	}
	why := show.NewWhyView(b.Entry)
	return &why
}

// issuerIn is issuerOf with what is blocked.
func issuerIn(set *trust.Set, is trust.Issuer, keys []trust.Key, describe func(trust.Key) keyView) issuerView {
	v := issuerOf(is, keys, describe)
	if b, blocked := set.BlockedIssuer(is.ID); blocked {
		why := show.NewWhyView(b.Entry)
		v.Blocked = &why
	}
	for i := range v.Keys {
		v.Keys[i].Blocked = keyBlock(set, is.ID, v.Keys[i].KID)
	}
	return v
}

// everyIssuer lists the issuers a set answers for.
func everyIssuer(set *trust.Set) []trust.Issuer {
	all := slices.Collect(set.Issuers())
	for _, is := range trust.Specimens() {
		if !slices.ContainsFunc(all, func(have trust.Issuer) bool { return have.ID == is.ID }) {
			all = append(all, is)
		}
	}
	return all
}

// findingView is a listing with the block of the key that was asked for.
type findingView struct {
	listingView
	Blocked *show.WhyView `json:"blocked,omitempty"`
}

func (f lookup) Object() any {
	return findingView{listingView{
		Schema: schemaTrust, TrustHead: HeadOf(f.info),
		Counts: SetCounts{f.info.Issuers, f.info.Keys}, Issuers: f.issuers,
	}, f.blocked}
}

func (f lookup) Objects() []any { return issuerLines(f.issuers) }

func (f lookup) Rows() [][]string { return keyRows(f.issuers) }

func (f lookup) Text(s *show.Settings) string {
	w := TrustIn(s.Words)
	var out string
	switch {
	case f.byKey && len(f.issuers) == 0:
		out = s.Table([][]string{f.blocked.BlockRow(s)})
	case f.byKey:
		k := f.issuers[0].Keys[0]
		out = s.Table(k.rows(s)) + "\n" + w.ListedBy(len(f.issuers)) + "\n"
		for i, is := range f.issuers {
			if i > 0 {
				out += "\n"
			}
			out += show.Indent(s.Table(append(is.rows(s), is.Keys[0].circumstances(s)...)))
		}
	default:
		is := f.issuers[0]
		out = s.Table(is.rows(s))
		for _, k := range is.Keys {
			out += "\n" + s.Table(append(k.rows(s), k.circumstances(s)...))
		}
	}
	return out + "\n" + s.Table(HeadOf(f.info).head(s, w.Unknown()))
}

// notInSet is the error for what the set does not hold, which it does not
// quote: someone may have given a code. Ids that differ in case or in a last
// slash are different issuers, but are worth a hint.
func notInSet(s *show.Settings, set *trust.Set, what string) error {
	same := func(id string) string { return strings.TrimRight(strings.ToLower(id), "/") }
	hint := TrustIn(s.Words).TrySearch()
	for _, is := range everyIssuer(set) {
		if same(is.ID) == same(what) {
			hint = cli.ErrorsIn(s.Words).DidYouMean(show.SafeText(is.ID))
		}
	}
	return cli.WithHint(cli.Usage(cli.ErrorsIn(s.Words).NotFound()), hint)
}
