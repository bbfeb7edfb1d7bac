package cosa

import (
	"hash/maphash"
	"slices"
	"sort"
)

// Builder takes rows from readers and makes a [Submission] of them. Several
// files go into one Builder, one after the other.
type Builder struct {
	s     *Submission
	seed  maphash.Seed
	texts *values
	row   int
	own   *Submission // the submission, once its baseline is being built
}

// NewBuilder returns an empty Builder.
func NewBuilder() *Builder {
	b := &Builder{s: &Submission{}, seed: maphash.MakeSeed(), texts: &values{}}
	for i := range settings {
		b.s.columns = append(b.s.columns, newColumn(Setting(i).Clean, b.texts))
	}
	return b
}

// Source announces the file, or the sheet of a file, that the following rows
// and findings come from.
func (b *Builder) Source(source Source) *Source {
	source.first = b.s.lines.n
	b.s.sources = append(b.s.sources, &source)
	return b.s.sources[len(b.s.sources)-1]
}

// Extra returns the column that keeps the values under a header that is no
// known setting, so that a change of format does not lose them.
func (b *Builder) Extra(header string) Column {
	if i := slices.Index(b.s.extras, header); i >= 0 {
		return Column(SettingCount + i)
	}
	b.s.extras = append(b.s.extras, header)
	b.s.columns = append(b.s.columns, newColumn(CleanText, b.texts))
	return Column(len(b.s.columns) - 1)
}

// Row starts a row. line is the sheet's row number, or the line of the text.
func (b *Builder) Row(line int) {
	b.row = b.s.lines.n
	b.s.lines.append(uint32(line))
	b.s.sources[len(b.s.sources)-1].rows++
}

// Set gives the row's value in a column. A column is set at most once a row;
// a second value is not taken.
func (b *Builder) Set(column Column, cell Cell) {
	c := b.s.columns[column]
	if c.ids.n > b.row {
		return
	}
	if id := c.intern(&cell, b.seed); id != 0 {
		c.set(b.row, id)
	}
}

// Merged says that the column's cells from line first to line last are merged
// in the source's sheet, so that the first of them stands for all: the rows in
// between that have no value of their own get its value, and its place.
func (b *Builder) Merged(column Column, first, last int) {
	c := b.s.columns[column]
	source := b.s.sources[len(b.s.sources)-1]
	source.merged = append(source.merged, merge{column, first, last})
	id := uint32(0)
	for row := b.lineAt(first); row < b.s.lines.n && int(b.s.lines.at(row)) <= last; row++ {
		switch own := c.id(row); {
		case int(b.s.lines.at(row)) == first && own != 0:
			v := c.value(own)
			id = c.intern(&Cell{Raw: []byte(v.Raw), Shown: []byte(v.Text), Type: v.Type, Formula: v.Formula, Merged: true}, b.seed)
		case own == 0 && id != 0:
			c.put(row, id)
		}
	}
}

// Covered says that the cells of the column from line first to line last are
// covered by a merged cell of another column: they are not blank, but nothing
// can be said of them.
func (b *Builder) Covered(column Column, first, last int) {
	c := b.s.columns[column]
	for row := b.lineAt(first); row < b.s.lines.n && int(b.s.lines.at(row)) <= last; row++ {
		if c.id(row) == 0 {
			c.put(row, c.intern(&Cell{Type: Wrong}, b.seed))
		}
	}
}

// lineAt returns the first row of the current source at line or below.
func (b *Builder) lineAt(line int) int {
	first := b.s.sources[len(b.s.sources)-1].first
	return first + sort.Search(b.s.lines.n-first, func(i int) bool { return int(b.s.lines.at(first+i)) >= line })
}

// SetText is Set for a value of a text format that stands at a place; the
// place is kept for a blank value too.
func (b *Builder) SetText(s Setting, text string, at Place) {
	b.SetCell(s, Cell{Raw: []byte(text)}, at)
}

// SetCell is SetText for a value that is not plain text.
func (b *Builder) SetCell(s Setting, cell Cell, at Place) { b.SetAt(Column(s), cell, at) }

// SetAt is SetCell for any column.
func (b *Builder) SetAt(column Column, cell Cell, at Place) {
	b.Set(column, cell)
	if c := b.s.columns[column]; c.places.n <= b.row {
		c.setPlace(b.row, uint32(at))
	}
}

// Place is the number of a place in a text file, made by [Builder.Place].
type Place uint32

// Place remembers line and column of a value and how its path continues that
// of parent (0 for none). key is a mapping's key, or "" where the value is
// item number index of a list.
func (b *Builder) Place(line, column int, parent Place, key string, index int) Place {
	return Place(b.s.places.add(place{line: line, column: column, parent: uint32(parent), key: key, index: index}))
}

// inLine marks a place that is a column of the row's own line.
const inLine = 1 << 31

// Here is the place in a column of the line that the row itself stands in, be
// it a character, a field or a cell. It takes no memory of its own.
func Here(column int) Place { return Place(inLine | uint32(max(column, 1))) }

// At returns the position of a place in the current source.
func (b *Builder) At(p Place) Position {
	source := b.s.sources[len(b.s.sources)-1]
	at := Position{File: source.File, Sheet: source.Sheet}
	if p != 0 {
		b.s.locate(&at, source, uint32(p))
	}
	return at
}

// Sections says where the mappings stand that the row's sections come from;
// a value missing in a section is reported there.
func (b *Builder) Sections(at [4]Place) {
	for i, p := range at {
		b.s.sections[i].pad(b.row)
		b.s.sections[i].append(uint32(p))
	}
}

// Profile says that the row belongs to the profile that the file itself
// numbers n (from 0, within the source). Rows without such a number are
// grouped by Operator, Country/Region and equal SIM settings.
func (b *Builder) Profile(n int) {
	for b.s.given.n < b.row {
		b.s.given.append(-1)
	}
	b.s.given.append(int32(n))
}

// Report adds a finding of the reader.
func (b *Builder) Report(f Finding) { b.s.findings = append(b.s.findings, f) }

// Answer adds an answer of the questionnaire.
func (b *Builder) Answer(key, text string, at Position) {
	b.s.answers = append(b.s.answers, Answer{Key: key, Text: text, Position: at})
}

// Detail adds what a file says of the COSA package itself: the keys are those
// of [PackageKeys].
func (b *Builder) Detail(key, text string, at Position) {
	b.s.details = append(b.s.details, Answer{Key: key, Text: text, Position: at})
}

// Baseline ends the submission: the sources that follow are what it is
// compared with.
func (b *Builder) Baseline() {
	b.finish()
	b.own = b.s
	b.s = &Submission{first: b.own.end, columns: b.own.columns, extras: b.own.extras}
	b.s.lines.share(&b.own.lines)
	b.s.places.share(&b.own.places)
	b.s.given.share(&b.own.given)
	for i := range b.s.sections {
		b.s.sections[i].share(&b.own.sections[i])
	}
}

func (b *Builder) finish() {
	for _, source := range b.s.sources {
		slices.SortFunc(source.merged, merge.compare)
	}
	b.s.end, b.s.uses, b.s.used = b.s.lines.n, nil, nil
	for c, column := range b.s.columns {
		before := 0 // those of the submission that this is the baseline of
		if b.own != nil && c < len(b.own.uses) {
			before = b.own.uses[c]
		}
		b.s.uses = append(b.s.uses, column.uses)
		b.s.used = append(b.s.used, column.uses > before)
		column.slots = nil // to look up values that are still to come
	}
}

// Submission ends the building: rows are grouped into profiles.
func (b *Builder) Submission() *Submission {
	b.finish()
	b.s.know()
	b.s.group()
	if b.own == nil {
		return b.s
	}
	b.own.columns, b.own.extras = b.s.columns, b.s.extras
	b.own.deletes, b.own.marketplace = b.s.deletes, b.s.marketplace
	b.own.group()
	b.own.baseline = b.s
	return b.own
}
