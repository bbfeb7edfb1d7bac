package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"

	"github.com/cosakit/cosa/cosa/interval"
)

const (
	firstIMSI = 999_70_0000000000 // 999/70 is nobody's network
	imsis     = 10_000_000_000
	family    = 100
)

// shape is a way in which ranges lie to each other.
type shape struct {
	name  string
	title string
	span  func(r *rand.Rand, i, n uint64) (lo, hi uint64)

	// pairs tells how many pairs of n ranges overlap, nil where chance does.
	pairs func(n uint64) uint64
}

func shapes() []shape {
	return []shape{
		{
			name: "disjoint", title: "disjoint",
			span: func(r *rand.Rand, i, n uint64) (lo, hi uint64) {
				room := imsis / n
				return i * room, i*room + r.Uint64N(room)
			},
			pairs: func(uint64) uint64 { return 0 },
		},
		{
			name: "light", title: "at random, overlapping two others on average",
			span: func(r *rand.Rand, _, n uint64) (lo, hi uint64) {
				lo = r.Uint64N(imsis)
				return lo, lo + r.Uint64N(2*imsis/n)
			},
		},
		{
			name: "nested", title: fmt.Sprintf("nested in families of %d", family),
			span: func(_ *rand.Rand, i, n uint64) (lo, hi uint64) {
				room := imsis / (n/family + 1)
				first, depth := i/family*room, i%family
				return first + depth, first + room - 1 - depth
			},
			pairs: func(n uint64) uint64 { return n/family*among(family) + among(n%family) },
		},
		{
			name: "onion", title: "all nested in one another",
			span: func(_ *rand.Rand, i, n uint64) (lo, hi uint64) {
				return i, 2*n - i
			},
			pairs: among,
		},
	}
}

// among is the number of pairs of n things.
func among(n uint64) uint64 {
	if n < 2 {
		return 0
	}
	return n * (n - 1) / 2
}

// spans makes n ranges, in no order.
func (s shape) spans(n int, seed uint64) []interval.Span {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	spans := make([]interval.Span, n)
	for i := range spans {
		lo, hi := s.span(r, uint64(i), uint64(n))
		spans[i] = interval.Span{Lo: firstIMSI + lo, Hi: firstIMSI + hi, Ref: int32(i)}
	}
	r.Shuffle(n, func(i, j int) { spans[i], spans[j] = spans[j], spans[i] })
	return spans
}

func shapeOf(name string) (shape, error) {
	for _, s := range shapes() {
		if s.name == name {
			return s, nil
		}
	}
	return shape{}, fmt.Errorf("-shape: there is no %q", name)
}

// writeRanges writes n ranges to path in no order, and to the path of
// [sortedPath] in the order of their first numbers.
func writeRanges(path, name string, n int, seed uint64) error {
	s, err := shapeOf(name)
	if err != nil {
		return err
	}
	spans := s.spans(n, seed)
	if err := writeBED(path, spans); err != nil {
		return err
	}
	interval.Sort(spans)
	return writeBED(sortedPath(path), spans)
}

func sortedPath(path string) string { return path + ".sorted" }

// writeBED writes spans as bedtools reads them: a name, the first number, and
// the first number behind.
func writeBED(path string, spans []interval.Span) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<20)
	for _, s := range spans {
		fmt.Fprintf(w, "imsi\t%d\t%d\n", s.Lo, s.Hi+1)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
