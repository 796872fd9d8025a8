package x509facts

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// Provenance tells where a set is from and how old it is.
type Provenance struct {
	Source       string    // "bundled", or the name the set was given when loaded
	Created      time.Time // when the list was taken, the oldest part if merged; zero if it, or any part, does not say
	Latest       time.Time // when the newest part was taken, zero if none says
	SHA256       string    // hex, of the bytes the set was made from
	Origin       string    // URL of the list, "" if unknown
	OriginSHA256 string    // hex, of the published list, "" if there was none
}

// Published is the provenance of a set made of a list: taken when, from which URL,
// and the list's own bytes.
func Published(taken time.Time, origin string, list []byte) Provenance {
	return Provenance{Created: taken, Latest: taken, Origin: origin, OriginSHA256: Hex(list)}
}

// Dated is the provenance of a set that was taken at another time, which the file
// that it was loaded from does not tell.
func (p Provenance) Dated(created time.Time) Provenance {
	p.Created, p.Latest = created, created
	return p
}

// Hex is the SHA-256 of data, in hex.
func Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Unite is the provenance of a set made of others. It is as old as the oldest
// part, and of unknown age if one of them is; its SHA256 is that of the parts'
// hashes in hex, each followed by a line feed. Sources of one name are named once.
func Unite(parts []Provenance) Provenance {
	united := Provenance{Created: parts[0].Created}
	var sums strings.Builder
	for _, p := range parts {
		sums.WriteString(p.SHA256 + "\n")
		united.Source = addName(united.Source, p.Source)
		if p.Created.Before(united.Created) {
			united.Created = p.Created
		}
		if p.Latest.After(united.Latest) {
			united.Latest = p.Latest
		}
	}
	united.SHA256 = Hex([]byte(sums.String()))
	return united
}

// addName puts a name, or several that were united before, behind others, each
// unless it is among them.
func addName(names, more string) string {
	if names == "" {
		return more
	}
	for name := range strings.SplitSeq(more, ", ") {
		if !strings.Contains(", "+names+", ", ", "+name+", ") {
			names += ", " + name
		}
	}
	return names
}
