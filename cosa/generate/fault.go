package generate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Fault is one reason why nothing was made.
type Fault struct {
	Position cosa.Position
	Problem  string // what is wrong
	Hint     string // what to do, "" where the problem says it
}

// String writes the fault on one line.
func (f Fault) String() string {
	text := f.Position.String() + ": " + f.Problem
	if f.Hint != "" {
		text += "; " + f.Hint
	}
	return text
}

// Faults are all reasons why nothing was made.
type Faults struct {
	List  []Fault // the first of them
	Total int
}

// faultsKept bounds the faults that are told one by one.
const faultsKept = 50

// Error lists the faults.
func (f *Faults) Error() string {
	var b strings.Builder
	b.WriteString("nothing was generated, since this must be corrected first:")
	for _, fault := range f.List {
		b.WriteString("\n  " + fault.String())
	}
	if more := f.Total - len(f.List); more > 0 {
		fmt.Fprintf(&b, "\n  and %d more", more)
	}
	return b.String()
}

// add adds a fault that was not told yet.
func (f *Faults) add(at cosa.Position, hint, problem string, args ...any) {
	fault := Fault{Position: at, Problem: fmt.Sprintf(problem, args...), Hint: hint}
	if slices.Contains(f.List, fault) {
		return
	}
	if f.Total++; f.Total <= faultsKept {
		f.List = append(f.List, fault)
	}
}

// err is nil where there are none.
func (f *Faults) err() error {
	if f.Total == 0 {
		return nil
	}
	slices.SortStableFunc(f.List, func(a, b Fault) int { return a.Position.Compare(b.Position) })
	return f
}

// short cuts a text for a message.
func short(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "..."
	}
	return text
}
