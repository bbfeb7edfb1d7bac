package cmd

import (
	"bytes"
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
)

// matchValueLength bounds values in what a person reads.
const matchValueLength = 400

// manyLosers is how many profiles of one kind a person is told of.
const manyLosers = 25

// matchText writes lines for a person.
type matchText struct{ bytes.Buffer }

func (t *matchText) line(format string, args ...any) {
	for i, a := range args {
		if text, ok := a.(string); ok {
			args[i] = cosa.Bounded(cosa.Harmless(text), matchValueLength)
		}
	}
	fmt.Fprintf(t, format+"\n", args...)
}

// claim writes a profile and its target.
func (t *matchText) claim(c *match.Claim, reason string) {
	t.line("  %s: %s", c.Profile(), reason)
	t.line("      %s: %s", c.Position().String(), c.Target())
}

func writeMatchText(w io.Writer, r *match.Result, all, quiet bool) error {
	var t matchText
	t.line("SIM:      %s", r.SIM.String())
	switch {
	case r.Winner == nil:
		t.line("profile:  none matches")
	case r.Undecided:
		t.line("profile:  undecided; %s is the first of %d that are equally specific", r.Winner.Profile(), len(r.Ties))
	default:
		t.line("profile:  %s", r.Winner.Profile())
	}
	if r.Winner != nil {
		t.line("target:   %s", r.Winner.Target())
		t.line("place:    %s", r.Winner.Position().String())
		t.line("why:      %s", whyItWins(r))
		t.line("account:  %s", r.Winner.Account().String())
		if flyout := r.Winner.Account().Flyout(); flyout != "" {
			t.line("          %s", flyout)
		}
	}
	if len(r.Ties) > 0 {
		t.line("\nequally specific:")
		for i := range r.Ties {
			reason := "states " + counted(r.Ties[i].Identifiers, "identifier") + " too"
			if &r.Ties[i] == r.Winner {
				reason = "the winner"
				if r.Undecided {
					reason = "the first"
				}
			}
			t.claim(&r.Ties[i], reason)
		}
	}
	losers, rest := tellLosers(r, all)
	if len(losers) > 0 {
		t.line("\nothers:")
	}
	for i := range losers {
		if i == manyLosers && !all {
			t.line("  and %s that come less close (--all lists them)", grouped(len(losers)-i))
			break
		}
		l := &losers[i]
		closest := ""
		if l.Targets > 1 && !l.Holds {
			closest = " (the closest of " + counted(l.Targets, "target") + ")"
		}
		t.claim(&l.Claim, l.Reason+closest)
	}
	if rest > 0 {
		have := "have"
		if rest == 1 {
			have = "has"
		}
		t.line("\n%s %s nothing in common with this SIM (--all lists them)", counted(rest, "more profile"), have)
	}
	if len(r.NotEvaluated) > 0 {
		t.line("\nnot evaluated:")
		for i := range r.NotEvaluated {
			if i == manyLosers && !all {
				t.line("  and %s more (--all lists them)", grouped(len(r.NotEvaluated)-i))
				break
			}
			t.claim(&r.NotEvaluated[i].Claim, r.NotEvaluated[i].Reason)
		}
	}
	if !quiet && len(r.Notes) > 0 {
		t.line("")
		for _, note := range r.Notes {
			fmt.Fprintf(&t, "note: %s\n", cosa.Harmless(note))
		}
	}
	_, err := t.WriteTo(w)
	return err
}

// whyItWins says in a line why the winner wins.
func whyItWins(r *match.Result) string {
	n := counted(r.Winner.Identifiers, "identifier")
	switch {
	case r.Undecided:
		return "its target states " + n + ", and so do others: no order among them is known"
	case len(r.Ties) > 0:
		return "its target states " + n + ", and of those that do it is defined last"
	case len(r.Losers) > 0 && r.Losers[0].Holds:
		return "its target states " + n + ", the most of those that match"
	}
	return "its target states " + n + ", and no other profile matches"
}

// tellLosers returns the losers that are worth telling, and how many are not.
// Those that are come first.
func tellLosers(r *match.Result, all bool) (losers []match.Loser, rest int) {
	if all {
		return r.Losers, 0
	}
	n := 0
	for n < len(r.Losers) && (r.Losers[n].Holds || r.Losers[n].Near) {
		n++
	}
	return r.Losers[:n], len(r.Losers) - n
}
