package admin

import (
	"strconv"
	"time"

	"vaxcheck/cmd/show"
)

func (st trustStatus) Text(s *show.Settings) string {
	w := TrustIn(s.Words)
	rows := st.head(s, w.Unknown())
	if st.AgeDays != nil {
		rows[1][1] += " (" + w.AgeDays(*st.AgeDays) + ")"
	}
	rows = append(rows,
		[]string{w.Issuers(), strconv.Itoa(st.Counts.Issuers)},
		[]string{w.Keys(), w.KeyCount(st.Counts.Keys, st.Counts.KeysWithPeriods)},
		[]string{w.RevocationLists(), w.ListCount(st.Counts.RevocationLists, st.Counts.RevocationEntries,
			st.Counts.MissingLists)},
	)
	for _, part := range st.Parts {
		rows = append(rows, part.rows(s)...)
	}
	rows = append(rows, []string{w.Whole(), show.NewSheet(s).Trust(st.Whole)},
		[]string{w.WholeSHA256(), st.Whole.SHA256})
	rows = append(rows, st.Next.rows(s)...)
	out := s.Table(rows)
	for _, part := range st.Parts {
		out += part.listsText(s)
	}
	if len(st.Local) > 0 {
		out += "\n" + w.LocalHead(len(st.Local)) + "\n" + show.Indent(entryRows(s, st.Local))
	}
	if st.Counts.NotReached > 0 {
		out += "\n" + w.OldestHead(st.Counts.NotReached, int(reachedWithin/(24*time.Hour))) + "\n" +
			show.Indent(s.Table(st.oldestRows(s)))
	}
	if len(st.Notes) > 0 {
		out += "\n" + w.NotesHead(len(st.Notes)) + "\n" + show.Indent(s.Table(noteRows(s, st.Notes)))
	}
	if st.All != nil {
		out += st.All.text(s)
	}
	return out
}

// head is the beginning that tells one set from another.
func (h TrustHead) head(s *show.Settings, unknown string) [][]string {
	w := TrustIn(s.Words)
	created := unknown
	if h.Created != nil {
		created = h.Created.String()
	}
	rows := [][]string{{w.Source(), s.Words.Source(h.Source)}, {w.Created(), created}}
	rows = show.AddRow(rows, w.Origin(), s.Address(h.Origin))
	rows = show.AddRow(rows, w.OriginSHA256(), h.OriginSHA256)
	return show.AddRow(rows, w.SHA256(), h.SHA256)
}

func (st trustStatus) oldestRows(s *show.Settings) [][]string {
	var rows [][]string
	for _, r := range st.Oldest {
		rows = append(rows, []string{s.Day(&r.LastRetrieved), s.Brief(r.Name, show.MaxName), s.Address(r.ID)})
	}
	return rows
}

func noteRows(s *show.Settings, notes []noteView) [][]string {
	w := TrustIn(s.Words)
	var rows [][]string
	for _, n := range notes {
		mark := w.Odd()
		if n.Dropped {
			mark = w.Dropped()
		}
		rows = append(rows, []string{mark, n.Code, show.SafeText(s.Words.Finding(n.Detail)),
			s.Address(n.Issuer), show.SafeText(n.KID)})
	}
	return rows
}

func (l listing) Text(s *show.Settings) string {
	w := TrustIn(s.Words)
	var rows [][]string
	if s.Terminal && len(l.issuers) > 0 {
		rows = append(rows, []string{w.KeysColumn(), w.RetrievedColumn(), w.NameColumn(), w.IssuerColumn()})
	}
	for _, is := range l.issuers {
		row := []string{strconv.Itoa(is.KeyCount), s.Day(show.OptionalTime(is.LastRetrieved)),
			s.Brief(is.Name, show.MaxName), s.Address(is.ID)}
		if is.Specimen {
			row = append(row, w.Warning()+": "+show.SafeText(s.Words.Finding(is.SpecimenReason)))
		}
		if is.Local {
			row = append(row, w.Local())
		}
		if _, blocked := l.set.BlockedIssuer(is.ID); blocked {
			row = append(row, s.Words.Entry.Blocked())
		}
		rows = append(rows, row)
	}
	return s.Table(rows)
}

func (is issuerView) rows(s *show.Settings) [][]string {
	w := TrustIn(s.Words)
	rows := [][]string{{w.Issuer(), s.Address(is.ID)}}
	rows = show.AddRow(rows, w.Name(), show.SafeText(is.Name))
	rows = show.AddRow(rows, w.Website(), s.Address(is.Website))
	rows = show.AddRow(rows, w.Canonical(), s.Address(is.Canonical))
	if is.Specimen {
		rows = append(rows, []string{w.Warning(),
			w.SpecimenIssuer() + " (" + show.SafeText(s.Words.Finding(is.SpecimenReason)) + ")"})
	}
	if is.Local {
		rows = append(rows, []string{w.Local(), w.LocalIssuer()})
	}
	if is.Gone && len(is.Keys) > 0 {
		rows = append(rows, []string{w.Withdrawn(), w.Gone()})
	}
	if is.Blocked != nil {
		rows = append(rows, is.Blocked.BlockRow(s))
	}
	return show.AddRow(rows, w.Retrieved(), show.TimeText(is.LastRetrieved))
}

// rows are what is the same for a key under every issuer.
func (k keyView) rows(s *show.Settings) [][]string {
	w := TrustIn(s.Words)
	rows := show.AddRow([][]string{{w.Key(), show.SafeText(k.KID)}, {w.Algorithm(), k.Algorithm}},
		w.Thumbprint(), k.Thumbprint)
	if k.Shortened {
		rows[len(rows)-1][1] += " (" + w.Shortened() + ")"
	}
	rows = show.AddRow(show.AddRow(rows, "x", k.X), "y", k.Y)
	if k.Specimen {
		rows = append(rows, []string{w.Warning(), w.SpecimenKey()})
	}
	if k.Blocked != nil {
		rows = append(rows, k.Blocked.BlockRow(s))
	}
	return rows
}

// circumstances are what an issuer says of its key.
func (k keyView) circumstances(s *show.Settings) [][]string {
	w := TrustIn(s.Words)
	var rows [][]string
	if k.Withdrawn != nil {
		span := w.WithdrawnSpan(k.Withdrawn.FirstListed.String(), k.Withdrawn.LastListed.String())
		return [][]string{{w.Withdrawn(), span}, {w.KeySource(), s.Words.Source(k.Source)}}
	}
	for _, p := range k.Periods {
		note := w.NotNamesIssuer()
		if p.NamesIssuer {
			note = w.NamesIssuer()
		}
		rows = append(rows, []string{w.Period(),
			p.NotBefore.String() + " – " + p.NotAfter.String() + " (" + note + ")"})
	}
	if len(k.Periods) == 0 {
		rows = append(rows, []string{w.Period(), w.NoPeriod()})
	}
	rows = append(rows, []string{w.RevocationList(), k.revocation(s)})
	return append(rows, []string{w.KeySource(), s.Words.Source(k.Source)})
}

// revocation tells what there is to call cards of the key back.
func (k keyView) revocation(s *show.Settings) string {
	w := TrustIn(s.Words)
	switch {
	case k.RevocationEntries != nil:
		held := w.ListHeld(*k.RevocationEntries, show.SafeText(valueOr(k.RevocationMethod, "")),
			show.SafeText(valueOr(k.RevocationCounter, "-")))
		if k.RevocationUnreadable > 0 {
			held += w.ListUnreadable(k.RevocationUnreadable)
		}
		return held
	case k.CRLVersion != nil:
		return w.ListMissing(show.SafeText(*k.CRLVersion))
	}
	return w.NoList()
}
