package ranges

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

const million = 1_000_000

// many makes ranges of ICCIDs of different widths, some nested.
func many(n int) []cosa.Range {
	r := rand.New(rand.NewPCG(5, 8))
	all := make([]cosa.Range, n)
	for i := range all {
		lo := r.Uint64N(1e16)
		hi := lo + 1<<r.Uint64N(34)
		all[i] = cosa.RangeOf(cosa.ICCID, lo*10, hi*10+9, 19)
	}
	return all
}

func BenchmarkFind(b *testing.B) {
	all := many(million)
	x := NewIndex(all)
	r := rand.New(rand.NewPCG(6, 9))
	var numbers []cosa.Range
	for range 10_000 {
		key := r.Uint64N(1e16)
		numbers = append(numbers, cosa.RangeOf(cosa.ICCID, key*10, key*10+9, 19))
	}
	hits, i := 0, 0
	for b.Loop() {
		x.Find(numbers[i%len(numbers)], func(int) bool { hits++; return true })
		i++
	}
	b.ReportMetric(float64(hits)/float64(b.N), "hits/op")
}

func BenchmarkNewIndex(b *testing.B) {
	all := many(million)
	for b.Loop() {
		NewIndex(all)
	}
}

func BenchmarkMerge(b *testing.B) {
	all := many(million)
	for b.Loop() {
		Merge(all)
	}
}

// simList writes a SIM list of n lines.
func simList(n int) []byte {
	r := rand.New(rand.NewPCG(7, 10))
	var list bytes.Buffer
	for range n {
		fmt.Fprintf(&list, "89%017d\n", r.Uint64N(1e16))
	}
	return list.Bytes()
}

// BenchmarkCoverage streams a million SIMs against ranges.
func BenchmarkCoverage(b *testing.B) {
	apart := simList(million)
	for _, tt := range []struct {
		name string
		list []byte
		all  []cosa.Range
	}{
		{"close", closeSIMs(million), evenly(10_000)},
		{"apart", apart, many(10_000)},
		{"apart-100k", apart, many(100_000)},
	} {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			c := NewCoverage(cosa.ICCID, tt.all, 100)
			for b.Loop() {
				if err := c.Read("sims", bytes.NewReader(tt.list)); err != nil {
					b.Fatal(err)
				}
			}
			if c.Numbers != uint64(b.N)*million {
				b.Fatal(c.Numbers)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(c.Numbers), "ns/SIM")
		})
	}
}

// evenly makes ranges of ICCIDs with gaps.
func evenly(n int) []cosa.Range {
	all := make([]cosa.Range, n)
	for i := range all {
		lo := uint64(i) * 20_000
		all[i] = cosa.RangeOf(cosa.ICCID, lo*10, lo*10+99_999, 19)
	}
	return all
}

// closeSIMs writes a list of n numbers of those ranges, in no order.
func closeSIMs(n int) []byte {
	r := rand.New(rand.NewPCG(8, 11))
	var list bytes.Buffer
	for range n {
		fmt.Fprintf(&list, "89%017d\n", r.Uint64N(10_000)*20_000+r.Uint64N(10_000))
	}
	return list.Bytes()
}

// TestNumbersAreNotKept reads ten times as many numbers and wants no more
// memory.
func TestNumbersAreNotKept(t *testing.T) {
	heap := func(n int) int64 {
		list := simList(n)
		x := NewIndex(many(1000))
		runtime.GC()
		var before, during, m runtime.MemStats
		runtime.ReadMemStats(&before)
		lines := 0
		err := ReadNumbers(cosa.ICCID, "sims", bytes.NewReader(list), func(text string, _ cosa.Position) error {
			number, fault := ParseNumber(cosa.ICCID, text)
			if fault != "" {
				t.Fatal(fault)
			}
			x.Find(number, func(int) bool { return true })
			if lines++; lines == n {
				runtime.GC()
				runtime.ReadMemStats(&m)
				during = m
			}
			return nil
		})
		if err != nil || lines != n {
			t.Fatal(lines, err)
		}
		return int64(during.HeapAlloc) - int64(before.HeapAlloc)
	}
	if few, lots := heap(10_000), heap(100_000); lots > few+1<<19 {
		t.Errorf("the heap grows by %d bytes with 10,000 numbers and by %d with 100,000", few, lots)
	}
}
