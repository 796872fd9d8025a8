package admin

import (
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// localWords are those of what people add and block on a machine.
type localWords struct{ *words.Language }

// localIn returns them in the language of other sentences.
func localIn(w *show.Sentences) localWords { return localWords{w.Language} }

func (w localWords) Add() string         { return w.Say("local.add") }
func (w localWords) AddLong() string     { return w.Say("local.add-long") }
func (w localWords) Block() string       { return w.Say("local.block") }
func (w localWords) BlockLong() string   { return w.Say("local.block-long") }
func (w localWords) Remove() string      { return w.Say("local.remove") }
func (w localWords) RemoveLong() string  { return w.Say("local.remove-long") }
func (w localWords) MachineFlag() string { return w.Say("local.machine-flag") }
func (w localWords) IssuerFlag() string  { return w.Say("local.issuer-flag") }
func (w localWords) JWKSFlag() string    { return w.Say("local.jwks-flag") }
func (w localWords) NameFlag() string    { return w.Say("local.name-flag") }
func (w localWords) WhyFlag() string     { return w.Say("local.why-flag") }
func (w localWords) KIDFlag() string     { return w.Say("local.kid-flag") }

// Done heads what was done, by action.
func (w localWords) Done() words.Group  { return w.Group("local-done") }
func (w localWords) Unchanged() string  { return w.Say("local.unchanged") }
func (w localWords) Key() string        { return w.Say("local.key") }
func (w localWords) Warning() string    { return w.Say("local.warning") }
func (w localWords) AddNeeds() string   { return w.Say("local.add-needs") }
func (w localWords) BlockNeeds() string { return w.Say("local.block-needs") }
func (w localWords) IssuerRefused(why string) string {
	return w.Fill("local.issuer-refused", "Why", why)
}
func (w localWords) NotIssuerOrKey() string { return w.Say("local.not-issuer-or-key") }
func (w localWords) Exposed() string        { return w.Say("local.exposed") }
func (w localWords) StillBlocked() string   { return w.Say("local.still-blocked") }
func (w localWords) BlocksNothing() string  { return w.Say("local.blocks-nothing") }
func (w localWords) Unblocked() string      { return w.Say("local.unblocked") }

// KeyOfNobody says that no issuer lists a key.
func (w localWords) KeyOfNobody() string { return w.Say("local.key-of-nobody") }
func (w localWords) BlocksState(codes string) string {
	return w.Fill("local.blocks-state", "Codes", codes)
}
func (w localWords) NotLocal() string  { return w.Say("local.not-local") }
func (w localWords) SeeStatus() string { return w.Say("local.see-status") }

// InOther says, by layer, that an entry is in the other one.
func (w localWords) InOther() words.Group       { return w.Group("local-in-other") }
func (w localWords) KeyThere(kid string) string { return w.Fill("local.key-there", "Kid", kid) }
func (w localWords) Listed(name string, keys int) string {
	return w.Plural("local.listed", keys, "Name", name)
}
func (w localWords) WasWithdrawn(kid, last string) string {
	return w.Fill("local.was-withdrawn", "Kid", kid, "Last", last)
}

func (w localWords) Shared(issuers int) string { return w.Plural("local.shared", issuers) }
func (w localWords) SameKeys(count int, first string) string {
	return w.Plural("local.same-keys", count, "First", first)
}
func (w localWords) SameMain(count int, first string) string {
	return w.Plural("local.same-main", count, "First", first)
}

func (w localWords) Namesake(count int, first string) string {
	return w.Plural("local.namesake", count, "First", first)
}
func (w localWords) IssuerBlank() string { return w.Say("local.issuer-blank") }

func (w localWords) AcceptedAlready() string { return w.Say("local.accepted-already") }
