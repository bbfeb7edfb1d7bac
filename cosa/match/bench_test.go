package match

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// measure matches SIMs one after the other.
func measure(b *testing.B, m *Matcher, sims []SIM) {
	i, found := 0, 0
	for b.Loop() {
		if m.Find(sims[i%len(sims)]).Winner != nil {
			found++
		}
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "SIMs/s")
	b.ReportMetric(float64(found)/float64(i), "matched")
}

func BenchmarkShipped(b *testing.B) {
	s := shipped(b)
	r := rand.New(rand.NewPCG(41, 42))
	sims := make([]SIM, 20_000)
	for i := range sims {
		sims[i] = near(r, simFor(s.Entry(r.IntN(s.Len()))), simFor(s.Entry(r.IntN(s.Len()))))
	}
	b.Run("compile", func(b *testing.B) {
		for b.Loop() {
			New(s)
		}
	})
	b.Run("find", func(b *testing.B) { measure(b, New(s), sims) })
	b.Run("naive", func(b *testing.B) {
		i := 0
		for b.Loop() {
			naive(s, sims[i%len(sims)])
			i++
		}
	})
}

// BenchmarkRanges has all ranges under one network, some within others.
func BenchmarkRanges(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		r := rand.New(rand.NewPCG(51, 52))
		builder := cosa.NewBuilder()
		builder.Source(cosa.Source{File: "many", Format: cosa.XML})
		for i := range n {
			width := uint64(1_000)
			if i%100 == 0 {
				width = 50_000
			}
			lo := uint64(i) * 2_000
			builder.Row(i + 1)
			builder.Profile(i)
			builder.SetText(cosa.Operator, fmt.Sprint("Operator ", i), 0)
			builder.SetText(cosa.MCC, "999", 0)
			builder.SetText(cosa.MNC, "70", 0)
			builder.SetText(cosa.ICCIDStart, fmt.Sprintf("8999%015d", lo), 0)
			builder.SetText(cosa.ICCIDEnd, fmt.Sprintf("8999%015d", lo+width-1), 0)
		}
		s := builder.Submission()
		sims := make([]SIM, 20_000)
		for i := range sims {
			sims[i] = SIM{MCC: "999", MNC: "70", ICCID: fmt.Sprintf("8999%015d", r.Uint64N(uint64(n)*2_000))}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := New(s)
			b.ResetTimer()
			measure(b, m, sims)
		})
	}
}
