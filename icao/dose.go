package icao

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"vaxcheck/internal/strictjson"
)

// doses reads the vaccinations, whether the issuer groups them by product or
// writes one event for each, into the order in which they were given.
func (m *Message) doses(events strictjson.Value) error {
	if events.Kind() != strictjson.Array || events.Len() == 0 {
		return ErrEvents
	}
	for event := range events.Items() {
		given := event.Get("vd")
		if given.Kind() != strictjson.Array || given.Len() == 0 {
			return ErrEvents
		}
		product := Dose{Code: m.required(event, "des", 6), Brand: m.required(event, "nam", 0),
			Disease: m.text(event, "dis", 6)}
		for one := range given.Items() {
			if one.Kind() != strictjson.Object {
				return ErrEvents
			}
			if len(m.Doses) >= MaxEvents {
				return ErrTooMany
			}
			m.Doses = append(m.Doses, m.dose(product, one))
		}
	}
	slices.SortStableFunc(m.Doses, func(a, b Dose) int {
		return cmp.Or(strings.Compare(a.Date, b.Date), cmp.Compare(len(a.Sequence), len(b.Sequence)),
			strings.Compare(a.Sequence, b.Sequence))
	})
	return nil
}

// Number returns the sequence as a number, written as 2, "2" or 2.0; 0 if it is no
// positive whole number.
func (d Dose) Number() int {
	n, err := strconv.ParseFloat(d.Sequence, 64)
	if err != nil || n < 1 || n > 99 || n != math.Trunc(n) {
		return 0
	}
	return int(n)
}

func (m *Message) dose(d Dose, v strictjson.Value) Dose {
	d.Date, d.Country, d.Centre = m.required(v, "dvc", 10), m.text(v, "ctr", 3), m.text(v, "adm", 20)
	d.Lot, d.Next = m.text(v, "lot", 20), m.text(v, "dvn", 10)
	d.Sequence = v.Get("seq").Text() // some write it as a text
	if n := v.Get("seq"); n.Kind() == strictjson.Number {
		d.Sequence = n.Literal()
	}
	return d
}
