package diff

import (
	"cmp"
	"slices"
)

// matcher pairs candidates. Both lists stay in the order of their content, so
// that the pairs do not depend on the order of rows, nor on which side is
// which.
type matcher struct {
	old, new []candidate
	pairs    [][2]bundle
}

// equal pairs candidates of equal keys, in order.
func (m *matcher) equal(by func(*candidate) (any, bool)) {
	if len(m.old) == 0 || len(m.new) == 0 {
		return
	}
	waiting := make(map[any][]int)
	for i := range m.old {
		if k, ok := by(&m.old[i]); ok {
			waiting[k] = append(waiting[k], i)
		}
	}
	takenOld, takenNew := make([]bool, len(m.old)), make([]bool, len(m.new))
	for i := range m.new {
		k, ok := by(&m.new[i])
		if first := waiting[k]; ok && len(first) > 0 {
			waiting[k] = first[1:]
			m.pairs = append(m.pairs, [2]bundle{m.old[first[0]].p, m.new[i].p})
			takenOld[first[0]], takenNew[i] = true, true
		}
	}
	m.drop(takenOld, takenNew)
}

func (m *matcher) drop(old, new []bool) {
	without := func(list []candidate, taken []bool) []candidate {
		var rest []candidate
		for i := range list {
			if !taken[i] {
				rest = append(rest, list[i])
			}
		}
		return rest
	}
	m.old, m.new = without(m.old, old), without(m.new, new)
}

// mostCompared bounds the targets that are compared to find out which profiles
// of one name have the most in common.
const mostCompared = 20_000_000

// similar pairs candidates with the most targets in common, and of those the
// ones with equal SIM settings first.
func (m *matcher) similar() {
	rows := 0
	for _, list := range [...][]candidate{m.old, m.new} {
		for i := range list {
			rows += len(list[i].units)
		}
	}
	if len(m.old)*len(m.new) > mostCompared/(rows+1) {
		return
	}
	type score struct {
		old, new, common int
		settings         bool
	}
	var scores []score
	for i := range m.old {
		for j := range m.new {
			s := score{i, j, commonTargets(m.old[i].units, m.new[j].units), m.old[i].settings == m.new[j].settings}
			if s.common > 0 {
				scores = append(scores, s)
			}
		}
	}
	slices.SortFunc(scores, func(a, b score) int {
		if c := cmp.Compare(b.common, a.common); c != 0 {
			return c
		}
		if a.settings != b.settings {
			if a.settings {
				return -1
			}
			return 1
		}
		// The same whichever side is the old one.
		x, y := [2]uint64{m.old[a.old].content, m.new[a.new].content}, [2]uint64{m.old[b.old].content, m.new[b.new].content}
		return cmp.Or(cmp.Compare(max(x[0], x[1]), max(y[0], y[1])), cmp.Compare(min(x[0], x[1]), min(y[0], y[1])))
	})
	takenOld, takenNew := make([]bool, len(m.old)), make([]bool, len(m.new))
	for _, s := range scores {
		if !takenOld[s.old] && !takenNew[s.new] {
			m.pairs = append(m.pairs, [2]bundle{m.old[s.old].p, m.new[s.new].p})
			takenOld[s.old], takenNew[s.new] = true, true
		}
	}
	m.drop(takenOld, takenNew)
}

// commonTargets counts the targets in both lists.
func commonTargets(a, b []unit) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch order := a[0].compareTargets(&b[0]); {
		case order == 0:
			n++
			_, a = cutTarget(a)
			_, b = cutTarget(b)
		case order < 0:
			_, a = cutTarget(a)
		default:
			_, b = cutTarget(b)
		}
	}
	return n
}
