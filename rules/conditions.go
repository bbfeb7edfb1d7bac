package rules

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// conditionsMeet reports whether one SIM can have a value of s that both
// numbers of a [targetKey] allow; one of them at least is a condition. decided
// is false where nobody can tell.
func (in *Input) conditionsMeet(s cosa.Setting, x, y uint32) (meet, decided bool) {
	if in.met == nil {
		in.met = make(map[pairOfValues][2]bool)
	}
	pair := pairOfValues{s, min(x, y), max(x, y)}
	if answer, ok := in.met[pair]; ok {
		return answer[0], answer[1]
	}
	a, okA := in.conditionOf(s, x)
	b, okB := in.conditionOf(s, y)
	if okA && okB {
		meet, decided = conditionsShare(s, a, b)
	}
	in.met[pair] = [2]bool{meet, decided}
	return meet, decided
}

// pairOfValues are two numbers of a targetKey, the lower first.
type pairOfValues struct {
	s    cosa.Setting
	x, y uint32
}

// conditionOf returns what a number of a targetKey demands.
func (in *Input) conditionOf(s cosa.Setting, number uint32) (c cosa.Condition, ok bool) {
	numbers := in.canonical(s)
	for id, v := range in.Submission.Distinct(cosa.Column(s)) {
		if numbers[id] == number&^isCondition {
			if number&isCondition == 0 {
				return cosa.Condition{Value: v.Text}, true
			}
			return cosa.ParseCondition(v.Text)
		}
	}
	return c, false
}

// conditionsShare reports whether some value meets both conditions, if that
// can be told.
func conditionsShare(s cosa.Setting, a, b cosa.Condition) (share, decided bool) {
	if s == cosa.MCC || s == cosa.MNC {
		for _, digits := range [...]int{2, 3} {
			if s == cosa.MCC && digits == 2 {
				continue
			}
			for n := range [...]int{2: 100, 3: 1000}[digits] {
				if text := fmt.Sprintf("%0*d", digits, n); a.Matches(text) && b.Matches(text) {
					return true, true
				}
			}
		}
		return false, true
	}
	if isPlain(b) {
		a, b = b, a
	}
	if isPlain(a) {
		share = b.Matches(a.Value)
		if s == cosa.GID1 && (b.Matches(strings.ToUpper(a.Value)) != share || b.Matches(strings.ToLower(a.Value)) != share) {
			return false, false // in which case the SIM writes it is not known
		}
		return share, true
	}
	excludesOne := func(c cosa.Condition) bool { return c.Not && c.Pattern == nil && c.First == "" }
	return true, excludesOne(a) && excludesOne(b)
}

func isPlain(c cosa.Condition) bool { return !c.Not && c.Pattern == nil && c.First == "" }
