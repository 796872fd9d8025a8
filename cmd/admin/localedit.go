package admin

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// localEdit is a change of one local layer, before it is written.
type localEdit struct {
	console  *cli.Console
	known    *inforce.Trust
	into     *inforce.Holding // that is changed
	result   localChange
	warnings []string
	change   func(trust.Local) (trust.Local, error) // nil for none
}

// entry is who runs the command, and when.
func entry(c *cli.Console, why string) trust.Entry {
	e := trust.Entry{When: c.Env.Now(), Why: why}
	if c.Env.User != nil {
		e.Who = c.Env.User()
	}
	if e.Who == "" {
		e.Who = "-"
	}
	return e
}

// write changes the file while nobody else can. What it holds by then may be
// newer than what was read.
func (c *localEdit) write() error {
	if c.change == nil {
		return nil
	}
	if err := c.into.ChangeLocal(c.change); err != nil {
		return cli.StoreError(c.console, c.into, err, cli.ExitFile)
	}
	c.result.Changed = true
	return nil
}

// add lets an issuer sign with the keys in a file.
func (c *localEdit) add(s *show.Settings, issuer, file, name, why string) error {
	w := localIn(s.Words)
	c.result.Action = actionAdd
	switch _, listed := c.known.Set.Issuer(issuer); {
	case issuer == "" || file == "" || name == "" && !listed:
		return cli.Usage(w.AddNeeds())
	case strings.TrimSpace(issuer) != issuer:
		return cli.Usage(w.IssuerBlank())
	case decode.IssuerProblem(issuer) != "":
		return cli.Usage(w.IssuerRefused(s.Words.Finding(decode.IssuerProblem(issuer))))
	}
	jwks, err := readNamed(c.console, file)
	if err != nil {
		return cli.FileError(fmt.Errorf("%s: %w", show.SafeText(file), cli.ShortPathError(err)))
	}
	jwks = bytes.TrimPrefix(jwks, []byte("\ufeff")) // as before cards: some editors put it there
	addition, notes, err := trust.NewAddition(issuer, name, jwks, entry(c.console, why))
	if err != nil {
		return cli.TrustRefused(c.console.Words, file, err)
	}
	for _, n := range notes {
		c.warnings = append(c.warnings, s.Words.Finding(n.Detail)+" "+show.SafeText(n.KeyID))
	}
	return c.addKeys(s, addition)
}

// addKeys adds those keys that are not there yet. A key that the directory lists
// stays its business: once withdrawn there it must not live on here.
func (c *localEdit) addKeys(s *show.Settings, addition trust.Addition) error {
	w := localIn(s.Words)
	fresh := trust.Local{Additions: []trust.Addition{addition}}
	for _, k := range addition.Keys() {
		if _, there := c.known.Set.Key(addition.Issuer, k.ID); there {
			fresh, _ = fresh.Without(k.ID)
			c.warnings = append(c.warnings, w.KeyThere(k.ID))
		}
	}
	if len(fresh.Additions) == 0 {
		if _, blocked := c.known.Set.BlockedIssuer(addition.Issuer); blocked {
			c.warnings = append(c.warnings, w.StillBlocked())
		}
		c.result.Entries = []show.EntryView{} // nothing is stored of now
		return nil
	}
	addition = fresh.Additions[0]
	if err := c.usable(addition); err != nil {
		return err
	}
	c.warnAddition(s, addition)
	c.result.Entries = []show.EntryView{show.AdditionView(addition, c.into.Scope)}
	c.change = func(l trust.Local) (trust.Local, error) { return l.Union(fresh), nil }
	return nil
}

// usable sees whether the keys would be in force: those whose private half was
// published never are.
func (c *localEdit) usable(addition trust.Addition) error {
	set, err := c.known.With(trust.Local{Additions: []trust.Addition{addition}})
	if err != nil {
		return cli.TrustRefused(c.console.Words, inforce.FileLocal, err)
	}
	for _, k := range addition.Keys() {
		if _, in := set.Key(addition.Issuer, k.ID); !in {
			return cli.Refused(fmt.Errorf("%s: %s", localIn(c.console.Words).Exposed(), k.ID))
		}
	}
	return nil
}

// warnAddition says loudly what an addition changes about what the directory
// says.
func (c *localEdit) warnAddition(s *show.Settings, addition trust.Addition) {
	w := localIn(s.Words)
	if is, listed := c.known.Signed.Issuer(addition.Issuer); listed {
		c.warnings = append(c.warnings, w.Listed(show.SafeText(is.Name), is.KeyCount))
	}
	c.warnNamesake(s, addition)
	if _, blocked := c.known.Set.BlockedIssuer(addition.Issuer); blocked {
		c.warnings = append(c.warnings, w.StillBlocked())
	}
	for _, k := range addition.Keys() {
		if gone, was := c.known.Set.Withdrawn(addition.Issuer, k.ID); was {
			c.warnings = append(c.warnings, w.WasWithdrawn(k.ID, gone.Last.Format("2006-01-02")))
		}
		if _, blocked := c.known.Set.BlockedKeyOf(addition.Issuer, k.ID); blocked {
			c.warnings = append(c.warnings, w.StillBlocked())
		}
	}
}

// block refuses an issuer or a key, or of an issuer one key.
func (c *localEdit) block(s *show.Settings, what, kid, why string) error {
	w := localIn(s.Words)
	c.result.Action = actionBlock
	if why == "" {
		return cli.Usage(w.BlockNeeds())
	}
	b, err := trust.NewBlock(what, entry(c.console, why))
	if kid != "" {
		b, err = trust.NewKeyBlock(what, kid, entry(c.console, why))
	}
	if err != nil || b.Issuer != "" && !verify.NamesIssuer(b.Issuer) {
		return cli.Usage(w.NotIssuerOrKey())
	}
	c.result.Entries = []show.EntryView{show.BlockView(b, c.into.Scope)}
	if c.blocked(b) {
		return nil
	}
	c.warnBlock(s, b)
	c.change = func(l trust.Local) (trust.Local, error) {
		return l.Union(trust.Local{Blocks: []trust.Block{b}}), nil
	}
	return nil
}

// blocked tells whether this layer has such a block.
func (c *localEdit) blocked(b trust.Block) bool {
	return slices.ContainsFunc(c.into.Local.Blocks, func(have trust.Block) bool {
		return have.Issuer == b.Issuer && have.KeyID == b.KeyID
	})
}

// warnBlock tells what else a block hits, or that it hits nothing known: a typo
// blocks nothing.
func (c *localEdit) warnBlock(s *show.Settings, b trust.Block) {
	w, set, what := localIn(s.Words), c.known.Set, b.Issuer+b.KeyID
	if b.Issuer != "" && b.KeyID != "" {
		c.warnKeyBlock(s, b)
		return
	}
	if codes := verify.StateCodes(what); len(codes) > 1 {
		c.warnings = append(c.warnings, w.BlocksState(strings.Join(codes, " ")))
		return
	}
	f := findInSet(set, what)
	switch {
	case len(f.issuers) == 0 && heldBeside(set, b):
		return
	case len(f.issuers) > 0 && !f.byKey:
		c.warnKin(what)
		return
	case len(f.issuers) > 0:
		if len(f.issuers) > 1 {
			c.warnings = append(c.warnings, w.Shared(len(f.issuers)))
		}
		return
	}
	text := w.BlocksNothing()
	if b.KeyID != "" && !strings.HasSuffix(b.KeyID, "=") { // one that ends so is of EU DCC
		text = w.KeyOfNobody()
	}
	text += " (" + cli.HintOf(notInSet(s, set, what)) + ")"
	c.warnings = append(c.warnings, text)
}

// heldBeside tells whether a block hits something that a set holds beside the issuers' directory.
func heldBeside(set *trust.Set, b trust.Block) bool {
	states := verify.StateCodes(b.Issuer)
	return set.HasMember(func(m *trust.Member) bool {
		return (b.Issuer == "" || m.Subject == b.Issuer || slices.Contains(states, m.Country)) &&
			(b.KeyID == "" || m.HasID(b.KeyID))
	})
}

// warnKeyBlock tells that a block of one key of an issuer hits nothing known.
func (c *localEdit) warnKeyBlock(s *show.Settings, b trust.Block) {
	w, set, states := localIn(s.Words), c.known.Set, verify.StateCodes(b.Issuer)
	_, known := set.Key(b.Issuer, b.KeyID)
	if _, withdrawn := set.Withdrawn(b.Issuer, b.KeyID); withdrawn {
		known = true
	}
	switch {
	case known, heldBeside(set, b):
	case states != nil:
		c.warnings = append(c.warnings, w.KeyOfNobody())
	default:
		c.warnings = append(c.warnings, w.BlocksNothing())
	}
}

// remove takes back what was added or blocked in this layer: all of an issuer or a key, or
// of an issuer one key.
func (c *localEdit) remove(s *show.Settings, what, kid string) error {
	w := localIn(s.Words)
	c.result.Action = actionRemove
	without := func(l trust.Local) (rest, gone trust.Local) { return l.Without(what) }
	if kid != "" {
		without = func(l trust.Local) (rest, gone trust.Local) { return l.WithoutKey(what, kid) }
	}
	_, gone := without(c.into.Local)
	if gone.Empty() {
		return c.notLocal(s, without)
	}
	c.result.Entries = show.EntryViews(gone, c.into.Scope)
	c.change = func(l trust.Local) (trust.Local, error) {
		left, _ := without(l)
		return left, nil
	}
	if len(gone.Blocks) > 0 {
		c.warnings = append(c.warnings, w.Unblocked())
	}
	return nil
}

// notLocal is the error for what this layer does not have. The user's verbs
// never touch the machine's layer, but tell of it.
func (c *localEdit) notLocal(s *show.Settings, without func(trust.Local) (rest, gone trust.Local)) error {
	w := localIn(s.Words)
	hint := w.SeeStatus()
	for _, k := range c.known.Stores {
		if _, gone := without(k.Local); !gone.Empty() {
			hint = w.InOther().Of(string(k.Scope))
		}
	}
	return cli.WithHint(cli.Usage(w.NotLocal()), hint)
}
