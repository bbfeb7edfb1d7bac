package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/interval"
)

func TestShapes(t *testing.T) {
	for _, s := range shapes() {
		for _, n := range []int{1, 2, 99, 100, 101, 999} {
			spans := s.spans(n, 7)
			if diff := cmp.Diff(spans, s.spans(n, 7)); diff != "" {
				t.Errorf("%s, %d ranges: the same seed gives others (-first +second):\n%s", s.name, n, diff)
			}
			var want uint64
			for i, a := range spans {
				for _, b := range spans[i+1:] {
					if a.Overlaps(b) {
						want++
					}
				}
			}
			if s.pairs != nil && s.pairs(uint64(n)) != want {
				t.Errorf("%s, %d ranges: says %d pairs, but there are %d", s.name, n, s.pairs(uint64(n)), want)
			}
			for name, way := range map[string]func([]interval.Span) (uint64, error){"sweep": sweep, "tree": askTree} {
				if got, err := way(append([]interval.Span(nil), spans...)); err != nil || got != want {
					t.Errorf("%s, %d ranges: %s finds %d, %v; want %d", s.name, n, name, got, err, want)
				}
			}
		}
	}
}

// TestFiles has all programs read the files that they are measured with.
func TestFiles(t *testing.T) {
	const n = 777
	bedtools, lookErr := exec.LookPath("bedtools")
	for _, s := range shapes() {
		path := filepath.Join(t.TempDir(), "ranges.bed")
		var stdout, stderr bytes.Buffer
		if code := run([]string{"-generate", path, "-shape", s.name, "-rows", fmt.Sprint(n)}, &stdout, &stderr); code != 0 {
			t.Fatalf("exit code %d: %s", code, &stderr)
		}
		want, err := sweep(s.spans(n, 1))
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []string{"sweep", "tree"} {
			for _, file := range []string{path, sortedPath(path)} {
				stdout.Reset()
				if code := run([]string{"-solve", way, file}, &stdout, &stderr); code != 0 {
					t.Fatalf("exit code %d: %s", code, &stderr)
				}
				if got, _, err := solved(stdout.Bytes()); err != nil || got != want {
					t.Errorf("%s by %s: %d, %v; want %d", s.name, way, got, err, want)
				}
			}
		}
		if lookErr == nil {
			if err := checkBedtools(bedtools, path, want); err != nil {
				t.Errorf("%s: %v", s.name, err)
			}
		}
	}
}

func TestWrongUse(t *testing.T) {
	for _, args := range [][]string{
		{"-rows", "many"}, {"-ranges", "0"}, {"-jobs", "overlaps"}, {"-runs", "0"},
		{"-solve", "guess", "x"}, {"-solve", "sweep", "no such file"}, {"-generate", "x", "-shape", "square"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(args, &stdout, &stderr); code == 0 || stderr.Len() == 0 {
			t.Errorf("%q: exit code %d, %q", args, code, &stderr)
		}
	}
}

func BenchmarkOverlap(b *testing.B) {
	const n = 100_000
	for _, s := range shapes() {
		from := s.spans(n, 1)
		spans := make([]interval.Span, n)
		for _, way := range []struct {
			name  string
			pairs func([]interval.Span) (uint64, error)
		}{{"sweep", sweep}, {"tree", askTree}} {
			if way.name == "tree" && s.pairs != nil && s.pairs(n) > visitLimit {
				continue // takes minutes
			}
			b.Run(s.name+"/"+way.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					copy(spans, from)
					if _, err := way.pairs(spans); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
