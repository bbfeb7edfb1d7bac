package pattern

import "math"

// tally is what is known of all numbers from a state on.
type tally struct {
	n           uint64 // intervals, saturating
	first, last bool   // whether the least and the greatest number match
}

// full reports whether every number matches.
func (t tally) full() bool { return t.n == 1 && t.first && t.last }

// visit is a state with so many digits left.
type visit struct {
	state state
	left  int
}

// counter counts the intervals of an automaton's numbers.
type counter struct {
	automaton *automaton
	known     map[visit]tally
}

func newCounter(a *automaton) *counter {
	return &counter{automaton: a, known: make(map[visit]tally)}
}

// count tallies the numbers from a state with left > 0 digits to come. What it
// returns once the automaton is exhausted means nothing.
func (c *counter) count(s state, left int) tally {
	if s == 0 || c.automaton.exhausted {
		return tally{}
	}
	v := visit{s, left}
	if t, ok := c.known[v]; ok {
		return t
	}
	c.automaton.spend(100) // for the memory too
	var t tally
	for digit := range 10 {
		sub := c.child(s, left, digit)
		if digit == 0 {
			t.first = sub.first
		}
		n := sub.n
		if t.last && sub.first {
			n-- // goes on from the digit before
		}
		if t.n += n; t.n < n {
			t.n = math.MaxUint64
		}
		t.last = sub.last
	}
	c.known[v] = t
	return t
}

// child tallies the numbers that go on with a digit.
func (c *counter) child(s state, left, digit int) tally {
	if left > 1 {
		return c.count(c.automaton.step(s, digit), left-1)
	}
	if c.automaton.last(s)&(1<<digit) == 0 {
		return tally{}
	}
	return tally{n: 1, first: true, last: true}
}

// writer writes the intervals that a counter has counted.
type writer struct {
	counter   *counter
	intervals []Interval
	prefix    []byte
	joins     bool // the number before the next one ends the last interval
}

// write adds the numbers that begin with the prefix. Only states with both
// numbers that match and numbers that do not are entered, so that the work is
// in proportion to the intervals.
func (w *writer) write(s state, left int) {
	for digit := range 10 {
		t := w.counter.child(s, left, digit)
		w.prefix = append(w.prefix, byte('0'+digit))
		switch {
		case t.n == 0:
			w.joins = false
		case t.full():
			hi := w.fill('9', left-1)
			if w.joins {
				w.intervals[len(w.intervals)-1].Hi = hi
			} else {
				w.intervals = append(w.intervals, Interval{Lo: w.fill('0', left-1), Hi: hi})
			}
			w.joins = true
		default:
			w.write(w.counter.automaton.step(s, digit), left-1)
		}
		w.prefix = w.prefix[:len(w.prefix)-1]
	}
}

// fill is the prefix with a digit repeated behind it.
func (w *writer) fill(digit byte, n int) string {
	number := make([]byte, 0, len(w.prefix)+n)
	number = append(number, w.prefix...)
	for range n {
		number = append(number, digit)
	}
	return string(number)
}
