package admin

import (
	"cmp"
	"strconv"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/verify"
)

// rows tell what the next refresh needs.
func (n *nextRefresh) rows(s *show.Settings) [][]string {
	w := TrustIn(s.Words)
	if n == nil {
		return nil
	}
	return [][]string{
		{w.NextRefresh(), w.NextNeeds(show.TimeText(n.NewerThan))},
		{w.NextFrom(), s.Address(n.URL)},
		{w.SignedBy(), w.SignedByKey(n.KeySHA256, calendarDay(n.KeyExpires))},
	}
}

func calendarDay(t verify.Timestamp) string { return t.String()[:len("2006-01-02")] }

// text shows the details below the rest, each group under its heading.
func (d *statusDetails) text(s *show.Settings) string {
	w := TrustIn(s.Words)
	out := "\n" + w.HeldBy(cli.StoresIn(s.Words).Whose().Of(string(d.Holder))) + "\n"
	for _, v := range d.Stores {
		out += "\n" + v.whose(s) + ": " + show.SafeText(v.Folder) + "\n" + show.Indent(v.table(s))
	}
	out += "\n" + w.PeriodsHead() + "\n" + show.Indent(s.Table(d.periodRows(s)))
	out += "\n" + w.WithdrawnHead(strconv.Itoa(len(d.Withdrawn)), show.TimeText(d.History.From),
		show.TimeText(d.History.To)) + "\n"
	out += show.Indent(s.Table(d.withdrawnRows(s)))
	return out + "\n" + w.AgesHead() + "\n" + show.Indent(s.Table(d.ageRows(s)))
}

// whose names the store.
func (v storeView) whose(s *show.Settings) string {
	return cli.StoreName(s.Words, v.Scope, v.Supplement)
}

func (v storeView) table(s *show.Settings) string {
	w := TrustIn(s.Words)
	var rows [][]string
	for _, g := range v.Generations {
		rows = append(rows, []string{w.States().Of(g.State), g.Created.String(), g.SHA256[:12],
			w.InstalledAt() + " " + cmp.Or(show.TimeText(g.Installed), "-")})
	}
	if len(rows) == 0 {
		rows = append(rows, []string{w.NoneInstalled()})
	}
	if v.FetchedFrom != "" {
		rows = append(rows, []string{w.FetchedFrom(show.TimeText(v.Confirmed)) + " " + s.Address(v.FetchedFrom)})
	}
	return s.Table(rows)
}

func (d *statusDetails) periodRows(s *show.Settings) [][]string {
	var rows [][]string
	for _, k := range d.Periods {
		for _, p := range k.Periods {
			rows = append(rows, []string{p.String(), show.SafeText(k.KID), s.Address(k.Issuer)})
		}
	}
	return rows
}

func (d *statusDetails) withdrawnRows(s *show.Settings) [][]string {
	var rows [][]string
	for _, k := range d.Withdrawn {
		rows = append(rows, []string{calendarDay(k.FirstListed) + "/" + calendarDay(k.LastListed),
			show.SafeText(k.KID), s.Address(k.Issuer)})
	}
	return rows
}

func (d *statusDetails) ageRows(s *show.Settings) [][]string {
	w := TrustIn(s.Words)
	var rows [][]string
	for _, is := range d.Ages {
		age := "-"
		if is.AgeDays != nil {
			age = w.AgeDays(*is.AgeDays)
		}
		rows = append(rows, []string{age, s.Day(is.LastRetrieved), s.Address(is.ID)})
	}
	return rows
}
