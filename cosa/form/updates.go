package form

import "github.com/cosakit/cosa/cosa"

// updates says where a profile's updateType is written: once, on its targets,
// on its connections, or on the rows that deviate from the most frequent one.
type updates struct {
	own                  string
	targets, connections []string // by number, nil where not written there
	byRow                bool
}

func newUpdates(p *cosa.Profile, targets, connections *numbering) updates {
	texts := make([]string, p.Len())
	count := make(map[string]int)
	for i := range texts {
		texts[i], _ = written(cosa.UpdateType, p.Entry(i).Value(cosa.UpdateType))
		count[texts[i]]++
	}
	if len(count) == 1 {
		return updates{own: texts[0]}
	}
	if by, ok := byNumber(texts, targets); ok {
		return updates{targets: by}
	}
	if by, ok := byNumber(texts, connections); ok {
		return updates{connections: by}
	}
	own := texts[0]
	for _, text := range texts {
		if count[text] > count[own] {
			own = text
		}
	}
	return updates{own: own, byRow: true}
}

// byNumber returns the text of each number if all its rows have the same.
func byNumber(texts []string, n *numbering) ([]string, bool) {
	by := make([]string, len(n.entries))
	set := make([]bool, len(n.entries))
	for i, text := range texts {
		number := n.of[i]
		if set[number] && by[number] != text {
			return nil, false
		}
		by[number], set[number] = text, true
	}
	return by, true
}
