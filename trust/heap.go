package trust

import (
	"encoding/binary"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/revocation"
)

func (e *encoder) detail(k *keyContents) uint32 {
	if k.source == 0 && k.crlVersion == "" && len(k.periods) == 0 && len(k.lists) == 0 {
		return 0
	}
	v := binary.AppendUvarint(nil, uint64(k.source))
	v = packed.AppendText(v, k.crlVersion)
	v = binary.AppendUvarint(v, uint64(len(k.periods)))
	for _, p := range k.periods {
		v = binary.AppendVarint(v, p.NotBefore.Unix())
		v = binary.AppendVarint(v, p.NotAfter.Unix())
		v = packed.AppendFlag(v, p.NamesIssuer)
	}
	v = binary.AppendUvarint(v, uint64(len(k.lists)))
	for _, l := range k.lists {
		v = l.AppendTo(v)
	}
	return e.value(v)
}

// readDetail reads what detail wrote. Whether it could be read the reader tells.
func (k *keyContents) readDetail(c *packed.Reader) {
	k.source = c.Count(maxSources)
	k.crlVersion = c.Text()
	for range c.Count(maxPeriods) {
		if !c.Good() {
			return
		}
		k.periods = append(k.periods, Period{
			NotBefore:   c.Time(),
			NotAfter:    c.Time(),
			NamesIssuer: c.Byte() == 1,
		})
	}
	for range c.Count(revocation.MaxLists) {
		if !c.Good() {
			return
		}
		k.lists = append(k.lists, revocation.ReadListing(c))
	}
}
