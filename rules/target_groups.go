package rules

import (
	"hash/maphash"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// grouping groups rows by target.
type grouping struct {
	heads []int32 // first row of each target, by its place among the rows
	tails []int32 // last one so far
	next  []int32 // by place: the following row of the same target, -1 for none
	seed  maphash.Seed
}

func newGrouping() *grouping { return &grouping{seed: maphash.MakeSeed()} }

// fewTargets is how many targets are compared one by one before they are
// looked up.
const fewTargets = 16

// of returns the place of the first row of each target among so many rows; the
// used settings tell targets apart.
func (g *grouping) of(rows int, entry func(int) cosa.Entry, used []meaning) []int32 {
	g.heads, g.tails = g.heads[:0], g.tails[:0]
	g.next = slices.Grow(g.next[:0], rows)[:rows]
	var index map[uint64]int // number of each target, once there are many
	last := -1
	for n := range rows {
		g.next[n] = -1
		e := entry(n)
		var hash uint64
		at := -1
		switch {
		case n > 0 && sameTarget(e, entry(n-1), used):
			at = last
		case index == nil:
			at = slices.IndexFunc(g.heads, func(head int32) bool { return sameTarget(e, entry(int(head)), used) })
			if at < 0 && len(g.heads) == fewTargets {
				index = make(map[uint64]int)
				for i, head := range g.heads {
					index[g.hash(entry(int(head)), used)] = i
				}
				hash = g.hash(e, used)
			}
		default:
			hash = g.hash(e, used)
			if i, ok := index[hash]; ok {
				at = i
			}
		}
		if at < 0 {
			at = len(g.heads)
			g.heads, g.tails = append(g.heads, int32(n)), append(g.tails, int32(n))
			if index != nil {
				index[hash] = at
			}
		} else {
			g.next[g.tails[at]], g.tails[at] = int32(n), int32(n)
		}
		last = at
	}
	return g.heads
}

func sameTarget(a, b cosa.Entry, settings []meaning) bool {
	for i := range settings {
		if !settings[i].same(a, b) {
			return false
		}
	}
	return true
}

// meaning is a setting with the numbers of what its values mean, see
// [Input.canonical].
type meaning struct {
	setting cosa.Setting
	numbers []uint32
}

func (in *Input) means(s cosa.Setting) *meaning { return &meaning{s, in.canonical(s)} }

// same reports whether the setting means the same in two rows.
func (m *meaning) same(a, b cosa.Entry) bool {
	x, y := a.ID(m.setting), b.ID(m.setting)
	return x == y || m.numbers[x] == m.numbers[y]
}

func (g *grouping) hash(e cosa.Entry, settings []meaning) uint64 {
	var ids [cosa.SettingCount]uint32
	for i, m := range settings {
		ids[i] = m.numbers[e.ID(m.setting)]
	}
	return maphash.Comparable(g.seed, ids)
}
