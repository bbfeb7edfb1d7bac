package cosa

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Places come back as they were given, whatever their numbers, and those of a
// submission stay what they are while its baseline is read.
func TestPlaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var own, baseline places
	var numbers []uint32
	var want []place
	add := func(to *places) {
		pl := place{line: r.IntN(1 << (1 + r.IntN(31))), column: r.IntN(1 << (1 + r.IntN(31)))}
		if len(numbers) > 0 && r.IntN(3) > 0 {
			pl.parent = numbers[r.IntN(len(numbers))]
		}
		if r.IntN(2) == 0 {
			pl.key = fmt.Sprint("key", r.IntN(1+r.IntN(300)))
		} else {
			pl.index = r.IntN(1 << (1 + r.IntN(31)))
		}
		numbers, want = append(numbers, to.add(pl)), append(want, pl)
	}
	check := func(p *places) {
		t.Helper()
		for i, number := range numbers {
			if got := p.at(number); number == 0 || got != want[i] {
				t.Fatalf("place %d is %+v, want %+v", number, got, want[i])
			}
		}
	}
	for range 40_000 {
		add(&own)
	}
	check(&own)
	baseline.share(&own)
	others, theirs := numbers, want
	for range 20_000 {
		add(&baseline)
	}
	check(&baseline)
	numbers, want = others, theirs
	for range 20_000 {
		add(&own)
	}
	check(&own)
	if got := own.at(0); got != (place{}) {
		t.Errorf("no place is %+v", got)
	}
}

// What is undone leaves no trace: what is read afterwards comes out as if it
// were all that was ever read.
func TestUndo(t *testing.T) {
	describe := func(s *Submission) (lines []string) {
		for e := range s.Entries() {
			line := fmt.Sprint(e.Row(), e.Line(), e.Source().File, e.Profile().Index)
			for i := range SettingCount {
				if e.Has(Setting(i)) {
					p := e.Position(Setting(i))
					line += fmt.Sprintf(" %d=%d:%s@%+v", i, e.ID(Setting(i)), e.Text(Setting(i)), p)
				}
			}
			lines = append(lines, line)
		}
		for c := range Column(SettingCount) {
			lines = append(lines, fmt.Sprint(s.Used(c), s.DistinctCount(c)))
		}
		return append(lines, fmt.Sprint(s.Findings(), s.Answers(), s.Details(), s.Extras(), len(s.Sources()), len(s.Profiles())))
	}
	read := func(b *Builder, file string, r *rand.Rand, rows int) {
		b.Source(Source{File: file, Format: YAML})
		parent := Place(0)
		for range rows {
			b.Row(r.IntN(100000))
			b.Profile(r.IntN(1 + rows/3))
			parent = b.Place(r.IntN(100000), r.IntN(100), parent*Place(r.IntN(2)), "profiles", 0)
			b.Sections([4]Place{parent, parent})
			for _, s := range []Setting{Operator, ICCIDStart, AccessString, Password} {
				if r.IntN(3) > 0 {
					b.SetText(s, fmt.Sprint("v", r.IntN(1+r.IntN(50_000))), b.Place(r.IntN(100000), 2, parent, fmt.Sprint("k", r.IntN(50)), 0))
				}
			}
		}
		b.Report(Finding{Message: file})
		b.Answer("title", file, Position{File: file})
		b.Detail("id", file, Position{File: file})
	}
	for seed, rows := range []int{0, 1, 63, 64, 65, chunkSize - 1, chunkSize, chunkSize + 1, 5000} {
		var got, want []string
		for _, undo := range []bool{true, false} {
			b := NewBuilder()
			r := rand.New(rand.NewPCG(uint64(seed), 2))
			if rows%2 == 1 {
				read(b, "before", r, rows)
			}
			if undo {
				m := b.Mark()
				read(b, "undone", rand.New(rand.NewPCG(uint64(seed), 3)), 2000+3*rows)
				b.Extra("undone")
				b.Undo(m)
			}
			read(b, "after", r, 3000)
			if got = describe(b.Submission()); undo {
				want = got
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d rows before (-undone +never read):\n%s", rows, diff)
		}
	}
}
