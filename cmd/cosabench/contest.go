package main

import (
	"fmt"
	"strings"
)

// contest is a job in which programs do the same with one input of each size.
type contest struct {
	title    string
	text     string // what is in the files and what each program does
	unit     string // what sizes count, "rows"
	sizes    []int
	floor    string // the program that the others are also told as multiples of
	programs []program
	lacking  []string // programs that this machine does not have
}

// program is one that takes part in a contest.
type program struct {
	name  string
	rival string // program of cosa that does the same, blank for cosa itself
	most  int    // largest size, 0 for any

	// enter prepares the program to work on an input of n things.
	enter func(n int) (entrant, error)
}

// outcome is what a job found.
type outcome struct {
	section string // Markdown
	found   figures
}

// add takes a program in if the tool for it is there.
func (c *contest) add(t tool, p program) {
	if !t.found() {
		c.lacking = append(c.lacking, t.name)
		return
	}
	c.programs = append(c.programs, p)
}

func (c *contest) run(m *machine) (outcome, error) {
	found := make(figures)
	for _, n := range c.sizes {
		var entrants []entrant
		for _, p := range c.programs {
			if p.most > 0 && n > p.most {
				continue
			}
			e, err := p.enter(n)
			if err != nil {
				return outcome{}, err
			}
			e.name = p.name
			if e.runs == 0 {
				e.runs = m.runs
			}
			entrants = append(entrants, e)
		}
		medians, err := race(fmt.Sprintf("%d %s", n, c.unit), entrants, m.progress)
		if err != nil {
			return outcome{}, err
		}
		found.add(n, medians)
	}
	return outcome{section: c.section(found), found: found}, nil
}

func (c *contest) section(found figures) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s", c.title, c.text)
	b.WriteString(missingLine(c.lacking))
	b.WriteString(c.leftOut())
	if len(found) == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "\n| %s | program | seconds |", c.unit)
	rule := "|---:|---|---:|"
	if c.floor != "" {
		fmt.Fprintf(&b, " of %s |", c.floor)
		rule += "---:|"
	}
	written := c.writes(found)
	b.WriteString(" cosa takes | CPU seconds | peak MiB |")
	rule += "---:|---:|---:|"
	if written {
		b.WriteString(" file MiB |")
		rule += "---:|"
	}
	b.WriteString("\n" + rule + "\n")
	for _, n := range c.sizes {
		for _, p := range c.programs {
			f, ok := found[p.name][n]
			if !ok {
				continue
			}
			fmt.Fprintf(&b, "| %d | %s | %s |", n, p.name, secondsText(f.seconds))
			if c.floor != "" {
				fmt.Fprintf(&b, " %s |", ratio(f.seconds, found[c.floor][n].seconds))
			}
			fmt.Fprintf(&b, " %s | %s | %.0f |", share(found[p.rival][n].seconds, f.seconds), secondsText(f.cpu), f.mib())
			if written {
				fmt.Fprintf(&b, " %.1f |", float64(f.written)/(1<<20))
			}
			b.WriteByte('\n')
		}
	}
	b.WriteString(c.growth(found))
	return b.String()
}

// leftOut names the programs that do not get the largest inputs.
func (c *contest) leftOut() string {
	var text string
	for _, p := range c.programs {
		for _, n := range c.sizes {
			if p.most > 0 && n > p.most {
				text += fmt.Sprintf("\nLeft out above %d %s, being slow: %s.\n", p.most, c.unit, p.name)
				break
			}
		}
	}
	return text
}

func (c *contest) growth(found figures) string {
	if len(c.sizes) < 2 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\nGrowth: the exponent e of seconds ~ %s^e between the two largest sizes of a program.\n\n| program | e |\n|---|---:|\n", c.unit)
	for _, p := range c.programs {
		fmt.Fprintf(&b, "| %s | %s |\n", p.name, found.growth(p.name, wholeTime))
	}
	return b.String()
}

// writes reports whether the programs write files.
func (c *contest) writes(found figures) bool {
	for _, p := range c.programs {
		for _, f := range found[p.name] {
			if f.written > 0 {
				return true
			}
		}
	}
	return false
}

// secondsText has three digits that matter, or milliseconds.
func secondsText(s float64) string {
	if s < 0.1 {
		return fmt.Sprintf("%.4f", s)
	}
	return fmt.Sprintf("%.3f", s)
}

// share writes cosa's part of what another program takes, a dash for cosa
// itself.
func share(cosa, other float64) string {
	if cosa == 0 || other == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", cosa/other)
}
