package gate

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"vaxcheck/gate"
	"vaxcheck/gate/wedge"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// BenchmarkGateScan is the way from a scan's last character to the answer on the
// screen.
func BenchmarkGateScan(b *testing.B) {
	st := newStage(b, "--trust", trustFile(b), "--level", "C", "--allow-return")
	card := japanese(mint.Hanako())
	french := "shcM!" + strings.NewReplacer("1", "&", "2", "é", "3", `"`, "4", "'", "5", "(", "6", "-", "7",
		"è", "8", "_", "9", "ç", "0", "à").Replace(strings.TrimPrefix(card, "shc:/"))
	for name, text := range map[string]string{"card": card, "French keyboard": french,
		"garbage": strings.Repeat("x1", wedge.MaxScan/2)} {
		b.Run(name, func(b *testing.B) {
			term := &terminal{door: st.door}
			term.reader.Feed([]byte(text), st.clock())
			b.ReportAllocs()
			for b.Loop() {
				st.typed(term, []byte("\r"))
				state, _ := st.engine.State()
				if err := st.announce(state); err != nil || state.Phase != gate.Answered {
					b.Fatal(err, state.Phase)
				}
				b.StopTimer()
				st.out.Reset()
				st.wait(10 * time.Second)
				state, _ = st.engine.State()
				_ = st.announce(state)
				term.reader.Feed([]byte(text), st.clock())
				b.StartTimer()
			}
		})
	}
}

// BenchmarkGateMemory takes 2,000 scans of as many people, and reports what the heap
// holds after the first hundred and after all.
func BenchmarkGateMemory(b *testing.B) {
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / 1024
	}
	cards := make([]string, 2000)
	for i := range cards {
		p := mint.Hanako()
		p.BirthDate = time.Date(1940, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		cards[i] = japanese(p)
	}
	for b.Loop() {
		st := newStage(b, "--trust", trustFile(b), "--level", "C")
		for i, card := range cards {
			st.wait(3 * time.Second)
			if v := st.scanText(card); v.Verdict != verify.Valid {
				b.Fatal(v.Verdict)
			}
			state, _ := st.engine.State()
			_ = st.announce(state)
			st.out.Reset()
			switch i {
			case 99:
				b.ReportMetric(heap(), "KiB-after-100")
			case 1999:
				b.ReportMetric(heap(), "KiB-after-2000")
			}
		}
	}
}
