package cmd

import (
	"strconv"
	"time"
)

// fact adds a row of a table, left out if it has nothing to say.
func fact(rows [][]string, label, value string) [][]string {
	if value == "" {
		return rows
	}
	return append(rows, []string{label, value})
}

func (st trustStatus) text(s *settings) string {
	w := trustIn(s.words)
	rows := st.head(s, w.Unknown())
	if st.AgeDays != nil {
		rows[1][1] += " (" + w.AgeDays(*st.AgeDays) + ")"
	}
	rows = append(rows,
		[]string{w.Issuers(), strconv.Itoa(st.Counts.Issuers)},
		[]string{w.Keys(), w.KeyCount(st.Counts.Keys, st.Counts.KeysWithPeriods)},
		[]string{w.RevocationLists(), w.ListCount(st.Counts.RevocationLists, st.Counts.RevocationEntries, st.Counts.MissingLists)},
	)
	for _, part := range st.Parts {
		rows = append(rows, part.rows(s)...)
	}
	rows = append(rows, []string{w.Whole(), newPage(s).trust(st.Whole)}, []string{w.WholeSHA256(), st.Whole.SHA256})
	rows = append(rows, st.Next.rows(s)...)
	out := s.table(rows)
	for _, part := range st.Parts {
		out += part.listsText(s)
	}
	if len(st.Local) > 0 {
		out += "\n" + w.LocalHead(len(st.Local)) + "\n" + indent(entryRows(s, st.Local))
	}
	if st.Counts.NotReached > 0 {
		out += "\n" + w.OldestHead(st.Counts.NotReached, int(reachedWithin/(24*time.Hour))) + "\n" + indent(s.table(st.oldestRows(s)))
	}
	if len(st.Notes) > 0 {
		out += "\n" + w.NotesHead(len(st.Notes)) + "\n" + indent(s.table(noteRows(s, st.Notes)))
	}
	if st.All != nil {
		out += st.All.text(s)
	}
	return out
}

// head is the beginning that tells one set from another.
func (h trustHead) head(s *settings, unknown string) [][]string {
	w := trustIn(s.words)
	created := unknown
	if h.Created != nil {
		created = h.Created.String()
	}
	rows := [][]string{{w.Source(), s.words.source(h.Source)}, {w.Created(), created}}
	rows = fact(rows, w.Origin(), s.address(h.Origin))
	rows = fact(rows, w.OriginSHA256(), h.OriginSHA256)
	return fact(rows, w.SHA256(), h.SHA256)
}

func (st trustStatus) oldestRows(s *settings) [][]string {
	var rows [][]string
	for _, r := range st.Oldest {
		rows = append(rows, []string{s.day(&r.LastRetrieved), s.brief(r.Name, maxName), s.address(r.ID)})
	}
	return rows
}

func noteRows(s *settings, notes []noteView) [][]string {
	w := trustIn(s.words)
	var rows [][]string
	for _, n := range notes {
		mark := w.Odd()
		if n.Dropped {
			mark = w.Dropped()
		}
		rows = append(rows, []string{mark, n.Code, safeText(s.words.finding(n.Detail)), s.address(n.Issuer), safeText(n.KID)})
	}
	return rows
}

func (l listing) text(s *settings) string {
	w := trustIn(s.words)
	var rows [][]string
	if s.terminal && len(l.issuers) > 0 {
		rows = append(rows, []string{w.KeysColumn(), w.RetrievedColumn(), w.NameColumn(), w.IssuerColumn()})
	}
	for _, is := range l.issuers {
		row := []string{strconv.Itoa(is.KeyCount), s.day(optionalTime(is.LastRetrieved)), s.brief(is.Name, maxName), s.address(is.ID)}
		if is.Specimen {
			row = append(row, w.Warning()+": "+safeText(s.words.finding(is.SpecimenReason)))
		}
		if is.Local {
			row = append(row, w.Local())
		}
		if _, blocked := l.set.BlockedIssuer(is.ID); blocked {
			row = append(row, w.Blocked())
		}
		rows = append(rows, row)
	}
	return s.table(rows)
}

func (is issuerView) facts(s *settings) [][]string {
	w := trustIn(s.words)
	rows := [][]string{{w.Issuer(), s.address(is.ID)}}
	rows = fact(rows, w.Name(), safeText(is.Name))
	rows = fact(rows, w.Website(), s.address(is.Website))
	rows = fact(rows, w.Canonical(), s.address(is.Canonical))
	if is.Specimen {
		rows = append(rows, []string{w.Warning(), w.SpecimenIssuer() + " (" + safeText(s.words.finding(is.SpecimenReason)) + ")"})
	}
	if is.Local {
		rows = append(rows, []string{w.Local(), w.LocalIssuer()})
	}
	if is.Gone && len(is.Keys) > 0 {
		rows = append(rows, []string{w.Withdrawn(), w.Gone()})
	}
	if is.Blocked != nil {
		rows = append(rows, is.Blocked.fact(s))
	}
	return fact(rows, w.Retrieved(), timeText(is.LastRetrieved))
}

// facts are what is the same for a key under every issuer.
func (k keyView) facts(s *settings) [][]string {
	w := trustIn(s.words)
	rows := fact([][]string{{w.Key(), safeText(k.KID)}, {w.Algorithm(), k.Algorithm}}, w.Thumbprint(), k.Thumbprint)
	if k.Shortened {
		rows[len(rows)-1][1] += " (" + w.Shortened() + ")"
	}
	rows = fact(fact(rows, "x", k.X), "y", k.Y)
	if k.Specimen {
		rows = append(rows, []string{w.Warning(), w.SpecimenKey()})
	}
	if k.Blocked != nil {
		rows = append(rows, k.Blocked.fact(s))
	}
	return rows
}

// circumstances are what an issuer says of its key.
func (k keyView) circumstances(s *settings) [][]string {
	w := trustIn(s.words)
	var rows [][]string
	if k.Withdrawn != nil {
		span := w.WithdrawnSpan(k.Withdrawn.FirstListed.String(), k.Withdrawn.LastListed.String())
		return [][]string{{w.Withdrawn(), span}, {w.KeySource(), s.words.source(k.Source)}}
	}
	for _, p := range k.Periods {
		note := w.NotNamesIssuer()
		if p.NamesIssuer {
			note = w.NamesIssuer()
		}
		rows = append(rows, []string{w.Period(), p.NotBefore.String() + " – " + p.NotAfter.String() + " (" + note + ")"})
	}
	if len(k.Periods) == 0 {
		rows = append(rows, []string{w.Period(), w.NoPeriod()})
	}
	rows = append(rows, []string{w.RevocationList(), k.revocation(s)})
	return append(rows, []string{w.KeySource(), s.words.source(k.Source)})
}

// revocation tells what there is to call cards of the key back.
func (k keyView) revocation(s *settings) string {
	w := trustIn(s.words)
	switch {
	case k.RevocationEntries != nil:
		held := w.ListHeld(*k.RevocationEntries, safeText(valueOr(k.RevocationMethod, "")), safeText(valueOr(k.RevocationCounter, "-")))
		if k.RevocationUnreadable > 0 {
			held += w.ListUnreadable(k.RevocationUnreadable)
		}
		return held
	case k.CRLVersion != nil:
		return w.ListMissing(safeText(*k.CRLVersion))
	}
	return w.NoList()
}
