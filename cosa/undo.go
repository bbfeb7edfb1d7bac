package cosa

// Mark is a state of a [Builder] that it can go back to.
type Mark struct {
	sources, findings, answers, details int
	services                            int
	extras, rows, given                 int
	sections                            [sectionCount]int
	places                              placesMark
	columns                             []columnMark
}

type columnMark struct {
	ids, values, places, uses int
}

// Mark returns the present state.
func (b *Builder) Mark() Mark {
	m := Mark{
		sources: len(b.s.sources), findings: len(b.s.findings), answers: len(b.s.answers), details: len(b.s.details),
		services: len(b.s.services),
		extras:   len(b.s.extras), rows: b.s.lines.n, given: b.s.given.n, places: b.s.places.mark(),
	}
	for i := range b.s.sections {
		m.sections[i] = b.s.sections[i].n
	}
	for _, c := range b.s.columns {
		m.columns = append(m.columns, columnMark{c.ids.n, c.values.n, c.places.n, c.uses})
	}
	return m
}

// Undo takes back all that the builder was given since it returned m: sources
// that were announced since then, their rows and what was reported.
func (b *Builder) Undo(m Mark) {
	s := b.s
	clear(s.sources[m.sources:])
	clear(s.findings[m.findings:])
	clear(s.answers[m.answers:])
	clear(s.details[m.details:])
	clear(s.services[m.services:])
	s.services = s.services[:m.services]
	s.sources, s.findings, s.answers, s.details = s.sources[:m.sources], s.findings[:m.findings], s.answers[:m.answers], s.details[:m.details]
	s.extras = s.extras[:m.extras]
	s.lines.truncate(m.rows)
	s.given.truncate(m.given)
	s.places.undo(m.places)
	for i := range s.sections {
		s.sections[i].truncate(m.sections[i])
	}
	s.columns = s.columns[:len(m.columns)]
	for i, c := range s.columns {
		c.undo(m.columns[i])
	}
}

func (c *column) undo(m columnMark) {
	c.ids.truncate(m.ids)
	c.places.truncate(m.places)
	c.uses = m.uses
	if c.values.n > m.values {
		c.values.truncate(m.values)
		c.slots, c.recent = nil, [recentValues]recentValue{}
	}
}
