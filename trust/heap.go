package trust

import (
	"encoding/binary"
	"time"
)

func (e *encoder) detail(k *keyFacts) uint32 {
	if k.source == 0 && k.crlVersion == "" && len(k.periods) == 0 && len(k.lists) == 0 {
		return 0
	}
	v := binary.AppendUvarint(nil, uint64(k.source))
	v = appendText(v, k.crlVersion)
	v = binary.AppendUvarint(v, uint64(len(k.periods)))
	for _, p := range k.periods {
		v = binary.AppendVarint(v, p.NotBefore.Unix())
		v = binary.AppendVarint(v, p.NotAfter.Unix())
		v = append(v, flag(p.NamesIssuer))
	}
	v = binary.AppendUvarint(v, uint64(len(k.lists)))
	for _, l := range k.lists {
		v = appendText(v, l.counter)
		v = appendText(v, l.method)
		v = binary.AppendUvarint(v, uint64(l.width))
		v = appendText(v, l.records)
		v = binary.AppendUvarint(v, uint64(l.unreadable))
	}
	return e.value(v)
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func appendText(to []byte, s string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

// cursor reads a value of the heap. After an error everything it gives is zero.
type cursor struct {
	rest string
	bad  bool
}

func (c *cursor) take(n uint64) string {
	if c.bad || n > uint64(len(c.rest)) {
		c.bad, c.rest = true, ""
		return ""
	}
	s := c.rest[:n]
	c.rest = c.rest[n:]
	return s
}

func (c *cursor) byte() byte {
	if s := c.take(1); s != "" {
		return s[0]
	}
	return 0
}

func (c *cursor) uvarint() uint64 {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		b := c.byte()
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	c.bad = true
	return 0
}

func (c *cursor) varint() int64 {
	u := c.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

// count reads a number of things, at most limit.
func (c *cursor) count(limit uint64) int {
	n := c.uvarint()
	if n > limit {
		c.bad = true
		return 0
	}
	return int(n)
}

func (c *cursor) text() string { return c.take(c.uvarint()) }

func (c *cursor) keyDetail(k *keyFacts) {
	k.source = c.count(maxSources)
	k.crlVersion = c.text()
	for range c.count(maxPeriods) {
		if c.bad {
			return
		}
		k.periods = append(k.periods, Period{
			NotBefore:   time.Unix(c.varint(), 0).UTC(),
			NotAfter:    time.Unix(c.varint(), 0).UTC(),
			NamesIssuer: c.byte() == 1,
		})
	}
	for range c.count(maxLists) {
		if c.bad {
			return
		}
		k.lists = append(k.lists, c.listing())
	}
}

func (c *cursor) listing() listing {
	l := listing{counter: c.text(), method: c.text()}
	l.width = c.count(maxRevocationID)
	l.records = c.text()
	l.unreadable = c.count(maxRevocations)
	if len(l.records)%(l.width+stampSize) != 0 {
		c.bad = true
	}
	return l
}

func u32(s string) uint32 {
	return uint32(s[3]) | uint32(s[2])<<8 | uint32(s[1])<<16 | uint32(s[0])<<24
}

func u64(s string) uint64 { return uint64(u32(s))<<32 | uint64(u32(s[4:])) }
