package fhir

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// The tables are tab-separated: a line with their version, a line with the names
// of the columns, then one code a line.
var (
	//go:embed tables/cvx.tsv
	cvxTable string
	//go:embed tables/vaccines.tsv
	vaccineTable string
	//go:embed tables/brands.tsv
	brandTable string
	//go:embed tables/tests.tsv
	testTable string
	//go:embed tables/results.tsv
	resultTable string
)

const (
	vaccineColumns = "system code group slug kind maker en ja"
	brandColumns   = "word code source"
	testColumns    = "system code kind group en ja"
	resultColumns  = "system code class slug en ja"
)

var errTable = errors.New("malformed vocabulary table")

// The tables are parsed when first asked for; most runs never ask for all of
// them. A fault in one is a fault of the program's making, which the tests that
// parse the same text find; here the rows before it are used.
var (
	knownVaccines = sync.OnceValue(func() map[Coding]Product {
		products := map[Coding]Product{}
		for _, table := range []string{cvxTable, vaccineTable} {
			rows, _ := parseTable(table, vaccineColumns)
			for _, f := range rows {
				products[Coding{f[0], f[1]}] = Product{
					System: f[0], Code: f[1], Group: f[2], Slug: f[3], Kind: f[4], Maker: f[5], EN: f[6], JA: f[7],
				}
			}
		}
		return products
	})
	knownBrands = sync.OnceValue(func() map[string]Coding {
		brands := map[string]Coding{}
		rows, _ := parseTable(brandTable, brandColumns)
		for _, f := range rows {
			brands[f[0]] = Coding{systemICD11, f[1]}
		}
		return brands
	})
	knownTests = sync.OnceValue(func() map[Coding]Test {
		table := map[Coding]Test{}
		rows, _ := parseTable(testTable, testColumns)
		for _, f := range rows {
			table[Coding{f[0], f[1]}] = Test{System: f[0], Code: f[1], Kind: f[2], Group: f[3], EN: f[4], JA: f[5]}
		}
		return table
	})
	knownResults = sync.OnceValue(func() map[Coding]Result {
		table := map[Coding]Result{}
		rows, _ := parseTable(resultTable, resultColumns)
		for _, f := range rows {
			table[Coding{f[0], f[1]}] = Result{System: f[0], Code: f[1], Class: f[2], Slug: f[3], EN: f[4], JA: f[5]}
		}
		return table
	})
)

// parseTable splits a table into rows of fields, with "-" as the empty field.
// The table must be of this package's version and have the columns named; a code
// that comes twice is an error, since one of the two would be lost.
func parseTable(table, columns string) ([][]string, error) {
	// A checkout on Windows may have turned the line ends.
	table = strings.ReplaceAll(table, "\r\n", "\n")
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	if len(lines) < 3 || !strings.Contains(lines[0], "version "+tableVersion+";") {
		return nil, fmt.Errorf("%w: not of version %s", errTable, tableVersion)
	}
	if strings.ReplaceAll(lines[1], "\t", " ") != columns {
		return nil, fmt.Errorf("%w: columns are not %q", errTable, columns)
	}
	width := strings.Count(columns, " ") + 1
	seen := map[Coding]bool{}
	var rows [][]string
	for i, line := range lines[2:] {
		fields := strings.Split(line, "\t")
		if len(fields) != width {
			return rows, fmt.Errorf("%w: line %d has %d fields", errTable, i+3, len(fields))
		}
		key := Coding{fields[0], fields[1]}
		if seen[key] {
			return rows, fmt.Errorf("%w: line %d has a code again", errTable, i+3)
		}
		seen[key] = true
		for j, f := range fields {
			if f == "-" {
				fields[j] = ""
			}
		}
		rows = append(rows, fields)
	}
	return rows, nil
}
