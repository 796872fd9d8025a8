package cmd

import (
	"cmp"
	"strconv"

	"vaxcheck/verify"
)

// nextRows tell what the next refresh needs.
func (n *nextRefresh) rows(s *settings) [][]string {
	w := trustIn(s.words)
	if n == nil {
		return nil
	}
	return [][]string{
		{w.NextRefresh(), w.NextNeeds(timeText(n.NewerThan))},
		{w.NextFrom(), s.address(n.URL)},
		{w.SignedBy(), w.SignedByKey(n.KeySHA256, calendarDay(n.KeyExpires))},
	}
}

func calendarDay(t verify.Timestamp) string { return t.String()[:len("2006-01-02")] }

// text shows the details below the rest, each kind under its heading.
func (d *statusDetails) text(s *settings) string {
	w := trustIn(s.words)
	out := "\n" + w.HeldBy(storesIn(s.words).Whose().Of(string(d.Holder))) + "\n"
	for _, v := range d.Stores {
		out += "\n" + v.whose(s) + ": " + safeText(v.Folder) + "\n" + indent(v.table(s))
	}
	out += "\n" + w.PeriodsHead() + "\n" + indent(s.table(d.periodRows(s)))
	out += "\n" + w.WithdrawnHead(strconv.Itoa(len(d.Withdrawn)), timeText(d.History.From), timeText(d.History.To)) + "\n"
	out += indent(s.table(d.withdrawnRows(s)))
	return out + "\n" + w.AgesHead() + "\n" + indent(s.table(d.ageRows(s)))
}

// whose names the store.
func (v storeView) whose(s *settings) string {
	name := storesIn(s.words).Whose().Of(string(v.Scope))
	if v.Kind != "" {
		name = storesIn(s.words).OfPart(name, v.Kind)
	}
	return name
}

func (v storeView) table(s *settings) string {
	w := trustIn(s.words)
	var rows [][]string
	for _, g := range v.Generations {
		rows = append(rows, []string{w.States().Of(g.State), g.Created.String(), g.SHA256[:12], w.InstalledAt() + " " + cmp.Or(timeText(g.Installed), "-")})
	}
	if len(rows) == 0 {
		rows = append(rows, []string{w.NoneInstalled()})
	}
	if v.FetchedFrom != "" {
		rows = append(rows, []string{w.FetchedFrom(timeText(v.Confirmed)) + " " + s.address(v.FetchedFrom)})
	}
	return s.table(rows)
}

func (d *statusDetails) periodRows(s *settings) [][]string {
	var rows [][]string
	for _, k := range d.Periods {
		for _, p := range k.Periods {
			rows = append(rows, []string{p.String(), safeText(k.KID), s.address(k.Issuer)})
		}
	}
	return rows
}

func (d *statusDetails) withdrawnRows(s *settings) [][]string {
	var rows [][]string
	for _, k := range d.Withdrawn {
		rows = append(rows, []string{calendarDay(k.FirstListed) + "/" + calendarDay(k.LastListed), safeText(k.KID), s.address(k.Issuer)})
	}
	return rows
}

func (d *statusDetails) ageRows(s *settings) [][]string {
	w := trustIn(s.words)
	var rows [][]string
	for _, is := range d.Ages {
		age := "-"
		if is.AgeDays != nil {
			age = w.AgeDays(*is.AgeDays)
		}
		rows = append(rows, []string{age, s.day(is.LastRetrieved), s.address(is.ID)})
	}
	return rows
}
