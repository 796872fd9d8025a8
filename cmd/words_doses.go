package cmd

import "fmt"

// doseOfEN is a card's own count of a dose. After a full series a booster has a
// higher number than it.
func doseOfEN(number, series int) string {
	switch {
	case series == 0:
		return fmt.Sprintf("dose %d", number)
	case number > series:
		return fmt.Sprintf("dose %d after a series of %d", number, series)
	}
	return fmt.Sprintf("dose %d of %d", number, series)
}

// doseOfJA is a card's own count of a dose.
func doseOfJA(number, series int) string {
	switch {
	case series == 0:
		return fmt.Sprintf("%d回目", number)
	case number > series:
		return fmt.Sprintf("%d回目(規定の%d回の後)", number, series)
	}
	return fmt.Sprintf("%d回中%d回目", series, number)
}
