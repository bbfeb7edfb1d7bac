package cmd

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
	"github.com/cosakit/cosa/cosa/ranges/render"
)

func rangesFindCommand(p *program, f *rangesFlags) *cobra.Command {
	var limit numberFlag
	c := &cobra.Command{
		Use:   "find [flags] {NUMBER | -}... {FILE | RANGE}...",
		Short: "Find the ranges that hold a number",
		Long: `find tells which ranges hold each number; - reads the numbers from standard input, one a line, or in a column named
ICCID or IMSI. A range of the other length, 19 or 20 digits, that holds the same SIM is listed too, and marked; that
alone is a find. It exits with 1 if a number is in no range, or is none. The formats plain and yaml list the ranges found.

` + rangesHelp,
		Example: "  cosa ranges find 8954310000000000017 operators.xlsx\n  cosa ranges find -f csv - operators.xlsx < sims.txt",
		Args:    arguments(2, -1, "a number and a file"),
		RunE: f.withStyle(func(args []string, style render.Style) error {
			return p.find(args, style, f.input, limit.int())
		}),
	}
	limit.register(c.Flags(), "limit", "", 100, "list at most `N` ranges a number")
	f.input.register(c)
	return c
}

func (p *program) find(args []string, style render.Style, flags inputFlags, limit int) error {
	var numbers, files []string
	for _, arg := range args {
		if arg == standardStream || meantAsNumber(arg) {
			numbers = append(numbers, arg)
		} else {
			files = append(files, arg)
		}
	}
	switch {
	case len(numbers) == 0:
		return usagef("none of the arguments is a number; give one, or - for standard input")
	case len(files) == 0:
		return usagef("none of the arguments is a file or a range to look in; give one")
	}
	for _, number := range numbers {
		if number == standardStream {
			continue
		}
		if _, fault := ranges.ParseNumber(style.Kind, number); fault != "" {
			return usagef("%q %s", number, fault)
		}
	}
	h, err := p.holdings(files, style.Kind, flags)
	if err != nil {
		return err
	}
	p.noteUnknown(h)
	index := ranges.NewIndex(h.Plain())
	all := false
	err = p.print(func(w io.Writer) error {
		found := style.NewFound(w, h.Holdings)
		add := func(text string, from cosa.Position) error {
			return found.Add(hits(index, style.Kind, text, from, limit))
		}
		for _, number := range numbers {
			if number == standardStream {
				err = ranges.ReadNumbers(style.Kind, stdinName, p.In, add)
			} else {
				err = add(number, cosa.Position{})
			}
			if err != nil {
				break
			}
		}
		var closing error
		all, closing = found.Close()
		return errors.Join(err, closing)
	})
	if err == nil && !all {
		return errFindings
	}
	return err
}

// hits looks a number up.
func hits(index *ranges.Index, kind cosa.NumberKind, text string, from cosa.Position, limit int) render.Hits {
	h := render.Hits{Number: text, Position: from}
	number, fault := ranges.ParseNumber(kind, text)
	if fault != "" {
		h.Problem = fault
		return h
	}
	index.Find(number, func(i int) bool {
		h.Ranges = append(h.Ranges, i)
		return len(h.Ranges) < limit
	})
	if h.Total = len(h.Ranges); h.Total == limit { // there may be more
		h.Total = index.Count(number)
	}
	return h
}

// meantAsNumber reports whether an argument is a number: it looks like one,
// and no file has that name.
func meantAsNumber(arg string) bool {
	if !ranges.LooksLikeNumber(arg) {
		return false
	}
	_, err := os.Stat(arg)
	return err != nil
}

// noteUnknown tells the values whose numbers cannot be told, where the output
// has no room for them.
func (p *program) noteUnknown(h *rangeInput) {
	const most = 20
	for i, u := range h.Unknown {
		if i == most {
			p.note("note: %d more values were not evaluated", len(h.Unknown)-most)
			return
		}
		p.note("note: %s: %q is not evaluated", u.Position, u.Value)
	}
}
