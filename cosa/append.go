package cosa

// Append adds what another Builder was given, as if it had been given to b, and
// takes it over: o must not be used any more. So files can be read side by side
// into Builders of their own and come together in order.
func (b *Builder) Append(o *Builder) {
	base, moved := b.s.lines.n, b.s.places.take(&o.s.places)
	columns := make([]Column, len(o.s.columns)) // of o in b
	for i := range columns {
		columns[i] = Column(i)
		if i >= SettingCount {
			columns[i] = b.Extra(o.s.extras[i-SettingCount])
		}
		b.s.columns[columns[i]].take(o.s.columns[i], base, moved, b)
	}
	b.s.lines.take(&o.s.lines)
	if o.s.given.n > 0 {
		for b.s.given.n < base {
			b.s.given.append(-1)
		}
		b.s.given.take(&o.s.given)
	}
	for i := range b.s.sections {
		if from := &o.s.sections[i]; from.n > 0 {
			b.s.sections[i].pad(base)
			for row := range from.n {
				b.s.sections[i].append(movedPlace(from.at(row), moved))
			}
		}
	}
	for _, source := range o.s.sources {
		source.first += base
		for i := range source.merged {
			source.merged[i].column = columns[source.merged[i].column]
		}
		extras := source.Extras
		source.Extras = nil
		for i, at := range extras {
			n := int(columns[SettingCount+i]) - SettingCount
			for len(source.Extras) <= n {
				source.Extras = append(source.Extras, 0)
			}
			source.Extras[n] = at
		}
		b.s.sources = append(b.s.sources, source)
	}
	b.s.findings = append(b.s.findings, o.s.findings...)
	b.s.answers = append(b.s.answers, o.s.answers...)
	b.s.details = append(b.s.details, o.s.details...)
	for _, placed := range o.s.services {
		placed.row += base
		b.s.services = append(b.s.services, placed)
	}
	o.s = nil
}

// take appends the values of another column, whose row 0 is row base of c.
func (c *column) take(o *column, base, moved int, b *Builder) {
	ids := make([]uint32, o.values.n)
	for id := 1; id < o.values.n; id++ {
		v := o.value(uint32(id))
		cell := Cell{Raw: []byte(v.Raw), Type: v.Type, Formula: v.Formula, Merged: v.Merged}
		if v.Text != c.clean(v.Raw) {
			cell.Shown = []byte(v.Text)
		}
		ids[id] = c.find(&cell, b.seed)
	}
	if o.ids.n > 0 {
		c.ids.pad(base)
		for row := range o.ids.n {
			c.ids.append(ids[o.ids.at(row)])
		}
		c.uses += o.uses
	}
	if o.places.n > 0 {
		c.places.pad(base)
		for row := range o.places.n {
			c.places.append(movedPlace(o.places.at(row), moved))
		}
	}
}
