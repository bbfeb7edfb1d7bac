package pattern

import (
	"errors"
	"fmt"
	"regexp/syntax"
)

// Interval is a run of numbers, both ends included, written in digits.
type Interval struct{ Lo, Hi string }

// Errors of [Intervals].
var (
	ErrSyntax  = errors.New("not a regular expression that can be read")
	ErrTooMany = errors.New("too many intervals")
	ErrDigits  = errors.New("numbers of so many digits are not supported")
)

const (
	mostDigits       = 64
	mostExpression   = 1 << 20 // bytes
	mostInstructions = 1 << 18
)

// Intervals returns the numbers of exactly so many digits, from 1 to 64, that
// the expression matches from the first digit to the last, in ascending order.
// No two intervals overlap or abut.
//
// The syntax is that of package regexp. The error wraps [ErrSyntax] for what
// that cannot read, such as back references and lookarounds, and [ErrTooMany]
// for more than most intervals, or for an expression that would take too much
// work to tell.
func Intervals(expr string, digits, most int) ([]Interval, error) {
	if digits < 1 || digits > mostDigits {
		return nil, fmt.Errorf("%d: %w", digits, ErrDigits)
	}
	if len(expr) > mostExpression {
		return nil, fmt.Errorf("an expression of %d bytes: %w", len(expr), ErrTooMany)
	}
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, unreadable(err)
	}
	if size(parsed) > mostInstructions {
		return nil, fmt.Errorf("an expression with so many repetitions: %w", ErrTooMany)
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, unreadable(err)
	}
	c := newCounter(newAutomaton(prog))
	all := c.count(c.automaton.start(), digits)
	switch {
	case c.automaton.exhausted:
		return nil, fmt.Errorf("an expression of so many states: %w", ErrTooMany)
	case all.n > uint64(max(most, 0)):
		return nil, fmt.Errorf("%d, at most %d are wanted: %w", all.n, most, ErrTooMany)
	}
	w := writer{counter: c, intervals: make([]Interval, 0, all.n), prefix: make([]byte, 0, digits)}
	w.write(c.automaton.start(), digits)
	return w.intervals, nil
}

// size estimates the instructions that an expression compiles to.
func size(re *syntax.Regexp) int {
	n := 1
	for _, sub := range re.Sub {
		n = min(n+size(sub), 2*mostInstructions)
	}
	if re.Op == syntax.OpRepeat {
		n *= max(re.Min, re.Max, 1) + 1
	}
	return min(n+len(re.Rune), 2*mostInstructions)
}

// unreadable is the parser's error without what is too long to be shown.
func unreadable(err error) error {
	const most = 80
	var fault *syntax.Error
	if !errors.As(err, &fault) {
		return fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	if len(fault.Expr) > most {
		return fmt.Errorf("%w: %s", ErrSyntax, fault.Code)
	}
	return fmt.Errorf("%w: %s %q", ErrSyntax, fault.Code, fault.Expr)
}
