package csca

import (
	"encoding/binary"

	"vaxcheck/trust/packed"
)

// loadRevocationLists reads the lists of one file or set, within its limits.
func loadRevocationLists(ders [][]byte, source string) ([]*RevocationList, error) {
	var lists []*RevocationList
	size := 0
	for _, der := range ders {
		l, err := readRevocationList(der, source)
		if err != nil {
			return nil, err
		}
		if size += len(der); size > maxListBytes || len(lists) >= maxRevocationLists {
			return nil, ErrTooLarge
		}
		lists = append(lists, l)
	}
	return lists, nil
}

// appendLists writes the lists behind the authorities, nothing if there are
// none.
func (s *Set) appendLists(out []byte) []byte {
	if s == nil || len(s.lists) == 0 {
		return out
	}
	out = binary.AppendUvarint(out, uint64(len(s.lists)))
	for _, l := range s.lists {
		out = packed.AppendText(out, string(l.der))
	}
	return out
}

// openLists reads what appendLists wrote. It was readable then.
func openLists(r *packed.Reader, source string) ([]*RevocationList, bool) {
	if r.Done() {
		return nil, true
	}
	var ders [][]byte
	for range r.Count(maxRevocationLists) {
		ders = append(ders, []byte(r.Text()))
	}
	if !r.Good() || len(ders) == 0 {
		return nil, false
	}
	lists, err := loadRevocationLists(ders, source)
	return lists, err == nil
}
