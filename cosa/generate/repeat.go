package generate

import (
	"encoding/binary"
	"hash/maphash"
)

// anew reports that a line's profile does not hold the row yet that a pattern
// makes of it.
func (m *maker) anew(l *line, number int) bool {
	p := &m.patterns[number]
	key := binary.LittleEndian.AppendUint32(m.key[:0], uint32(l.group))
	key = binary.LittleEndian.AppendUint32(key, uint32(number))
	for i := range m.columns.list {
		if p.columns[i] {
			key = binary.LittleEndian.AppendUint32(key, l.entry.IDIn(m.columns.list[i].in))
		}
	}
	for _, kind := range kinds {
		if h := l.ranges[kind]; p.columns[-1-int(kind)] && h.given() {
			key = append(append(key, h.text(false)...), '-')
			key = append(append(key, h.text(true)...), 0)
		}
	}
	m.key = key
	// Two hashes: equal ones of different rows would lose a row.
	sum := [2]uint64{maphash.Bytes(m.seeds[0], key), maphash.Bytes(m.seeds[1], key)}
	if _, ok := m.made[sum]; ok {
		return false
	}
	m.made[sum] = struct{}{}
	return true
}
