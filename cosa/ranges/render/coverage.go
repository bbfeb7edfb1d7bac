package render

import (
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

type coverageTree struct {
	header
	Numbers      uint64         `json:"numbers"`
	Covered      uint64         `json:"covered"`
	OtherLength  samplesTree    `json:"otherLength"`
	Outside      samplesTree    `json:"outside"`
	WrongLength  samplesTree    `json:"wrongLength"`
	Damaged      samplesTree    `json:"damaged"`
	Rounded      uint64         `json:"rounded"`
	Duplicates   *uint64        `json:"duplicates"` // null where they were not counted
	Empty        int            `json:"rangesWithoutSims"`
	Ranges       []coveredRange `json:"ranges"`
	NotEvaluated []unknownTree  `json:"notEvaluated"`
}

type samplesTree struct {
	Total uint64       `json:"total"`
	First []sampleTree `json:"first"`
}

type sampleTree struct {
	Number  string `json:"number"`
	Problem string `json:"problem"`
	placeTree
}

type coveredRange struct {
	holderTree
	Numbers uint64 `json:"numbers"`
}

func samplesOf(c *ranges.Coverage, v ranges.Verdict) samplesTree {
	tree := samplesTree{Total: c.Count(v), First: []sampleTree{}}
	for _, s := range c.Samples[v] {
		tree.First = append(tree.First, sampleTree{Number: s.Number, Problem: s.Problem, placeTree: placeOf(s.Position)})
	}
	return tree
}

// Coverage writes how the numbers of a SIM list fall into ranges. Plain and
// YAML list the ranges without SIMs.
func (s Style) Coverage(w io.Writer, h *ranges.Holdings, c *ranges.Coverage) error {
	tree := coverageTree{
		header: s.header(), Numbers: c.Numbers, Covered: c.Count(ranges.Covered),
		OtherLength: samplesOf(c, ranges.OtherLength), Outside: samplesOf(c, ranges.Outside),
		WrongLength: samplesOf(c, ranges.WrongLength), Damaged: samplesOf(c, ranges.Damaged),
		Rounded: c.Rounded, Ranges: []coveredRange{}, NotEvaluated: unknownOf(h.Unknown),
	}
	if n, ok := c.Duplicates(); ok {
		tree.Duplicates = &n
	}
	d := document{header: []string{"start", "end", "sims", "in the list", "profile", "target", "from"}, right: "  >>"}
	var empty []cosa.Range
	for i, n := range c.Held() {
		r := h.Ranges[i]
		tree.Ranges = append(tree.Ranges, coveredRange{holderOf(r), n})
		if n == 0 {
			empty = append(empty, r.Range)
			d.notes = append(d.notes, oneLine(r.Profile))
		}
		if n == 0 && len(d.rows) < mostLines || s.Format == CSV {
			d.rows = append(d.rows, []string{r.Start, r.End, number(r.Count()), number(n), r.Profile, r.Target, r.Position.String()})
		}
	}
	tree.Empty, d.ranges = len(empty), empty
	d.foot = coverageLines(h, c, len(empty))
	d.tree = tree
	return s.write(w, d)
}

// coverageLines says it for a person. The table above holds the ranges
// without SIMs.
func coverageLines(h *ranges.Holdings, c *ranges.Coverage, empty int) []string {
	var lines []string
	switch {
	case empty > mostLines:
		lines = append(lines, fmt.Sprintf("and %s more ranges without SIMs", Thousands(uint64(empty-mostLines))))
	case empty > 0:
		lines = append(lines, fmt.Sprintf("%s without SIMs", count(uint64(empty), "range")))
	}
	lines = append(lines, fmt.Sprintf("%s in the list, %s covered by %s",
		count(c.Numbers, "number"), Thousands(c.Count(ranges.Covered)), count(uint64(len(h.Ranges)), "range")))
	for _, v := range []ranges.Verdict{ranges.Outside, ranges.OtherLength, ranges.WrongLength, ranges.Damaged} {
		n := c.Count(v)
		if n == 0 {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s: %s", v, Thousands(n)))
		for i, sample := range c.Samples[v] {
			if i == mostLines {
				break
			}
			lines = append(lines, sampleLine(sample))
		}
		if rest := n - uint64(min(len(c.Samples[v]), mostLines)); rest > 0 {
			lines = append(lines, fmt.Sprintf("  and %s more", Thousands(rest)))
		}
	}
	if n, ok := c.Duplicates(); n > 0 {
		lines = append(lines, fmt.Sprintf("duplicates: %s", Thousands(n)))
	} else if !ok {
		lines = append(lines, "duplicates: not counted, the numbers are too far apart")
	}
	// One SIM in 10,000 ends in four zeros by itself.
	if c.Rounded > 1 && c.Rounded > c.Numbers/100 {
		lines = append(lines, fmt.Sprintf("%s have nothing but zeros from the 16th digit on, as numbers have that Excel rounded", count(c.Rounded, "number")))
	}
	return append(lines, unknownLines(h.Unknown)...)
}

func sampleLine(s ranges.Sample) string {
	line := fmt.Sprintf("  %s: %q", s.Position, s.Number)
	if s.Problem != "" {
		line += " " + s.Problem
	}
	return line
}
