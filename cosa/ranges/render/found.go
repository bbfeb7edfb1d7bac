package render

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// Found writes, number by number, which ranges hold it. Nothing is kept of a
// number that was written.
type Found struct {
	style   Style
	held    []ranges.Held
	unknown []ranges.Unknown
	w       *bufio.Writer
	csv     *csv.Writer
	tally   foundTally
	err     error
}

// foundTally is what a search found in all.
type foundTally struct {
	Numbers   uint64 `json:"given"`
	Found     uint64 `json:"found"`
	NotFound  uint64 `json:"notFound"`
	Malformed uint64 `json:"malformed"`
}

// Hits are the ranges that hold a number.
type Hits struct {
	Number   string
	Problem  string // what is wrong with the number, "" for nothing
	Position cosa.Position
	Ranges   []int // the first of them
	Total    int
}

type numberTree struct {
	Number  string    `json:"number"`
	Problem string    `json:"problem"`
	Total   int       `json:"total"`
	Ranges  []hitTree `json:"ranges"`
}

type hitTree struct {
	holderTree
	OtherLength bool `json:"otherLength"`
}

// NewFound begins the output; [Hits] refer to the ranges of h.
func (s Style) NewFound(w io.Writer, h *ranges.Holdings) *Found {
	f := &Found{style: s, held: h.Ranges, unknown: h.Unknown, w: bufio.NewWriterSize(w, 1<<16)}
	switch s.Format {
	case CSV:
		f.csv = csv.NewWriter(f.w)
		f.note(f.csv.Write([]string{"number", "problem", "start", "end", "profile", "target", "from", "other length"}))
	case JSON:
		f.printf("{\n  \"schema\": %d,\n  \"kind\": %q,\n  \"numbers\": [", schema, s.Kind.String())
	}
	return f
}

func (f *Found) note(err error) { f.err = errors.Join(f.err, err) }

func (f *Found) printf(format string, args ...any) {
	_, err := fmt.Fprintf(f.w, format, args...)
	f.note(err)
}

// Add writes what holds a number. The error is that of writing.
func (f *Found) Add(h Hits) error {
	f.tally.Numbers++
	switch {
	case h.Problem != "":
		f.tally.Malformed++
	case h.Total == 0:
		f.tally.NotFound++
	default:
		f.tally.Found++
	}
	switch f.style.Format {
	case JSON:
		f.json(h)
	case CSV:
		f.rows(h)
	case Plain, YAML:
		for _, i := range h.Ranges {
			if f.style.Format == Plain {
				f.printf("%s\n", f.held[i].Range)
			} else {
				f.printf("%s\n", fragment(f.held[i].Range))
			}
		}
	default:
		f.text(h)
	}
	return f.err
}

// other reports that the range holds the SIM, but in another length.
func other(h Hits, r cosa.Range) bool { return len(r.Start) != len(h.Number) }

func (f *Found) json(h Hits) {
	tree := numberTree{Number: h.Number, Problem: h.Problem, Total: h.Total, Ranges: []hitTree{}}
	for _, i := range h.Ranges {
		tree.Ranges = append(tree.Ranges, hitTree{holderOf(f.held[i]), other(h, f.held[i].Range)})
	}
	if f.tally.Numbers > 1 {
		f.printf(",")
	}
	f.printf("\n    ")
	f.encode(tree)
}

// encode writes a value without a line break behind it.
func (f *Found) encode(value any) {
	e := json.NewEncoder(unbroken{f.w})
	e.SetEscapeHTML(false)
	f.note(e.Encode(value))
}

// unbroken passes on what is written but for a final line break.
type unbroken struct{ w io.Writer }

func (u unbroken) Write(b []byte) (int, error) {
	n := len(b)
	if n > 0 && b[n-1] == '\n' {
		b = b[:n-1]
	}
	_, err := u.w.Write(b)
	return n, err
}

func (f *Found) rows(h Hits) {
	if len(h.Ranges) == 0 {
		f.note(f.csv.Write([]string{h.Number, problem(h), "", "", "", "", "", ""}))
	}
	for _, i := range h.Ranges {
		r := &f.held[i]
		length := ""
		if other(h, r.Range) {
			length = "yes"
		}
		f.note(f.csv.Write([]string{h.Number, "", r.Start, r.End, r.Profile, r.Target, r.Position.String(), length}))
	}
}

func problem(h Hits) string {
	if h.Problem == "" && h.Total == 0 {
		return "in no range"
	}
	return h.Problem
}

func (f *Found) text(h Hits) {
	show := f.style.show
	if p := problem(h); p != "" {
		where := ""
		if h.Position.Line > 0 {
			where = " (" + h.Position.String() + ")"
		}
		f.printf("%-20s  %s%s\n", show(h.Number), p, show(where))
	}
	for _, i := range h.Ranges {
		r := &f.held[i]
		line := fmt.Sprintf("%-20s  %s  %s", h.Number, r, who(r))
		if other(h, r.Range) {
			line += fmt.Sprintf(" (%d digits: the same SIM, but Windows compares numbers as they are written)", len(r.Start))
		}
		f.printf("%s\n", show(line))
	}
	if n := h.Total - len(h.Ranges); n > 0 {
		f.printf("%-20s  and %s more\n", h.Number, count(uint64(n), "range"))
	}
}

// Close ends the output. It reports whether every number is in a range.
func (f *Found) Close() (all bool, err error) {
	switch f.style.Format {
	case JSON:
		if f.tally.Numbers > 0 {
			f.printf("\n  ")
		}
		f.printf("],\n  \"summary\": ")
		f.encode(f.tally)
		f.printf(",\n  \"notEvaluated\": ")
		f.encode(unknownOf(f.unknown))
		f.printf("\n}\n")
	case Table:
		if f.tally.Numbers > 1 {
			f.printf("%s: %s in a range, %s in none, %s malformed\n", count(f.tally.Numbers, "number"),
				Thousands(f.tally.Found), Thousands(f.tally.NotFound), Thousands(f.tally.Malformed))
		}
	}
	f.note(f.w.Flush())
	return f.tally.Found == f.tally.Numbers, f.err
}
