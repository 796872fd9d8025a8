package rules

import (
	"strings"

	"vaxcheck/verify/record"
)

// A series is how far somebody's doses have come: no series, a complete primary one, or
// a booster beyond it.
type series uint8

const (
	seriesNone    series = iota
	seriesPrimary        // a primary series is complete
	seriesBooster        // and a booster was given
)

var seriesWords = [...]string{"none", "primary", "booster"}

func (s series) String() string { return seriesWords[s] }

// seriesNamed returns the series that a policy names by this word, seriesNone for
// another.
func seriesNamed(word string) series {
	for i, w := range seriesWords {
		if w == word {
			return series(i)
		}
	}
	return seriesNone
}

// primaryLength is how many doses the primary series of a product has, where that is not
// two.
var primaryLength = map[string]int{
	"jcovden": 1, "convidecia": 1, "sputnik-light": 1,
	"abdala": 3, "soberana-02": 3, "soberana-plus": 3, "zycov-d": 3,
}

// lengthOf returns how many doses the primary series of a dose's product has; two for
// one that is not known.
func lengthOf(d *record.Dose) int {
	if n := primaryLength[d.Product]; n > 0 && !d.Mixed {
		return n
	}
	return 2
}

// seriesOf tells how far somebody's doses have come; they stand in the order of their
// days. Where the card numbers a dose within its series that decides, as in "2 of 2";
// doses that it does not number are counted.
func seriesOf(doses []*record.Dose) series {
	best, uncounted := seriesNone, make([]*record.Dose, 0, len(doses))
	for _, d := range doses {
		if d.Number > 0 && d.Series > 0 {
			best = max(best, byNumber(d))
		} else {
			uncounted = append(uncounted, d)
		}
	}
	return max(best, byCount(uncounted))
}

// byNumber tells how far a dose has come by its own number: 2 of 2 is a primary series.
// One above the length of its series is a booster (2 of 1), and so is one above that of
// the product's primary series, which some states count on (3 of 3).
func byNumber(d *record.Dose) series {
	switch {
	case d.Number > maxDoses:
		return seriesNone // a number that no policy could ask for proves nothing
	case d.Number > d.Series, d.Number > lengthOf(d):
		return seriesBooster
	case d.Number == d.Series:
		return seriesPrimary
	}
	return seriesNone
}

// byCount tells how far doses without a series have come: by how many they are, or by
// the highest number among them. A first dose of a product whose series is one
// completes it; otherwise the longest series among the products counts.
func byCount(doses []*record.Dose) series {
	if len(doses) == 0 {
		return seriesNone
	}
	n, length := len(doses), 0
	for _, d := range doses {
		length = max(length, lengthOf(d))
		if d.Number <= maxDoses {
			n = max(n, d.Number)
		}
	}
	if lengthOf(doses[0]) == 1 && doses[0].Number <= 1 {
		length = 1
	}
	switch {
	case n > length:
		return seriesBooster
	case n == length:
		return seriesPrimary
	}
	return seriesNone
}

// seriesChoices lists the words for a series in policies, for an error.
func seriesChoices() string { return strings.Join(seriesWords[1:], " or ") }
