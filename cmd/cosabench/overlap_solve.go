package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/interval"
)

// visitLimit is the number of pairs up to which sweep looks at each, as the
// rules do; more are counted only.
const visitLimit = 20_000_000

// solve finds the overlaps in a file of [writeBED], and prints how many pairs
// there are and how many seconds that took once the numbers were read.
func solve(way, path string, stdout io.Writer) error {
	pairs := sweep
	switch way {
	case "sweep":
	case "tree":
		pairs = askTree
	default:
		return fmt.Errorf("-solve: %q is neither sweep nor tree", way)
	}
	spans, err := readBED(path)
	if err != nil {
		return err
	}
	start := time.Now()
	n, err := pairs(spans)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, n, time.Since(start).Seconds())
	return err
}

// sweep counts the pairs of spans that overlap, and visits them if they are few.
func sweep(spans []interval.Span) (uint64, error) {
	interval.Sort(spans)
	pairs := interval.Count(spans)
	if pairs > visitLimit {
		return pairs, nil
	}
	var visited uint64
	interval.Pairs(spans, func(a, b interval.Span) bool {
		visited++
		return true
	})
	if visited != pairs {
		return 0, fmt.Errorf("%d pairs were counted, but %d visited", pairs, visited)
	}
	return pairs, nil
}

// readBED reads a file of [writeBED] as the ranges of a submission are read.
func readBED(path string) ([]interval.Span, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	text.Grow(int(info.Size()))
	if _, err := io.Copy(&text, file); err != nil {
		return nil, err
	}
	spans := make([]interval.Span, 0, strings.Count(text.String(), "\n"))
	for line := range strings.Lines(text.String()) {
		_, ends, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		start, end, ok := strings.Cut(ends, "\t")
		if !ok {
			return nil, fmt.Errorf("%s: %q is not a name, a start and an end", path, line)
		}
		r, err := cosa.NewRange(cosa.IMSI, start, end)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		// The end of such a line is the first number behind the range.
		spans = append(spans, interval.Span{Lo: r.Lo, Hi: r.Hi - 1, Ref: int32(len(spans))})
	}
	return spans, nil
}
