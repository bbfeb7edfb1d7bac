package pattern

import (
	"regexp/syntax"
	"slices"
)

// mostWork bounds the instructions that are looked at, which takes about a
// fifth of a second.
const mostWork = 10_000_000

// mostStates bounds the states, and with them the memory.
const mostStates = 100_000

// state numbers a set of instructions that the automaton is at together. 0 is
// the empty set, from where nothing matches.
type state int32

// automaton is an expression as a deterministic automaton over digits, made as
// far as it is used.
type automaton struct {
	prog      *syntax.Prog
	digits    []uint16 // by instruction: bit d is set where it takes digit d
	sets      [][]uint32
	next      [][10]state // by state; unknown where not looked at yet
	ends      []uint16    // by state: bit d is set where digit d as the last one matches; endUnknown
	index     map[string]state
	seen      []uint32 // by instruction, the round in which it was reached
	round     uint32
	stack     []uint32
	key       []byte
	work      int
	exhausted bool
}

const (
	unknown    state  = -1
	endUnknown uint16 = 1 << 15
)

func newAutomaton(prog *syntax.Prog) *automaton {
	a := &automaton{
		prog: prog, digits: make([]uint16, len(prog.Inst)), seen: make([]uint32, len(prog.Inst)),
		index: make(map[string]state),
	}
	for pc := range prog.Inst {
		inst := &prog.Inst[pc]
		switch inst.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			for d := range 10 {
				if inst.MatchRune(rune('0' + d)) {
					a.digits[pc] |= 1 << d
				}
			}
		}
	}
	a.intern(nil)
	return a
}

// The conditions that hold before the first digit, between two and after the
// last.
var (
	atStart  = syntax.EmptyOpContext(-1, '0')
	atMiddle = syntax.EmptyOpContext('0', '0')
	atEnd    = syntax.EmptyOpContext('0', -1)
)

// start is the state before the first digit.
func (a *automaton) start() state {
	set, _ := a.reach([]uint32{uint32(a.prog.Start)}, atStart)
	return a.intern(set)
}

// step is the state after another digit, which is not the last.
func (a *automaton) step(s state, digit int) state {
	if a.next[s][digit] == unknown {
		set, _ := a.reach(a.after(s, digit), atMiddle)
		a.next[s][digit] = a.intern(set)
	}
	return a.next[s][digit]
}

// last returns the digits that complete a match as the last one, as bits.
func (a *automaton) last(s state) uint16 {
	if a.ends[s] == endUnknown {
		a.ends[s] = 0
		for digit := range 10 {
			if _, matches := a.reach(a.after(s, digit), atEnd); matches {
				a.ends[s] |= 1 << digit
			}
		}
	}
	return a.ends[s]
}

// after lists where the instructions of a state that take the digit lead.
func (a *automaton) after(s state, digit int) []uint32 {
	var to []uint32
	for _, pc := range a.sets[s] {
		if a.digits[pc]&(1<<digit) != 0 {
			to = append(to, a.prog.Inst[pc].Out)
		}
	}
	a.spend(len(a.sets[s]))
	return to
}

// reach follows the instructions that take no digit and returns those that
// take one, and whether the expression's end is among them.
func (a *automaton) reach(from []uint32, holds syntax.EmptyOp) (set []uint32, matches bool) {
	a.round++
	a.stack = append(a.stack[:0], from...)
	for len(a.stack) > 0 && !a.exhausted {
		pc := a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		if a.seen[pc] == a.round {
			continue
		}
		a.seen[pc] = a.round
		a.spend(1)
		switch inst := &a.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			a.stack = append(a.stack, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			a.stack = append(a.stack, inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^holds == 0 {
				a.stack = append(a.stack, inst.Out)
			}
		case syntax.InstMatch:
			matches = true
		case syntax.InstFail:
		default:
			if a.digits[pc] != 0 {
				set = append(set, pc)
			}
		}
	}
	return set, matches
}

// intern numbers a set of instructions.
func (a *automaton) intern(set []uint32) state {
	slices.Sort(set)
	a.key = a.key[:0]
	for _, pc := range set {
		a.key = append(a.key, byte(pc), byte(pc>>8), byte(pc>>16))
	}
	if s, ok := a.index[string(a.key)]; ok {
		return s
	}
	if len(a.sets) >= mostStates {
		a.exhausted = true
		return 0
	}
	s := state(len(a.sets))
	a.index[string(a.key)] = s
	a.sets = append(a.sets, set)
	a.next = append(a.next, [10]state{unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown})
	a.ends = append(a.ends, endUnknown)
	a.spend(4 * len(set)) // for the memory
	return s
}

func (a *automaton) spend(n int) {
	a.work += n
	if a.work > mostWork {
		a.exhausted = true
	}
}
