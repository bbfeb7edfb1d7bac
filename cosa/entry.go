package cosa

import (
	"slices"
	"strings"
)

// Entry is one row of a submission: one target x one connection.
type Entry struct {
	s   *Submission
	row int32
}

// Row is the entry's number among all rows that were read, from 0; a
// submission's first.
func (e Entry) Row() int { return int(e.row) }

// Value returns what the file says about a setting.
func (e Entry) Value(s Setting) Value { return e.In(Column(s)) }

// In returns the value in a column, which may be an extra one.
func (e Entry) In(c Column) Value {
	col := e.s.columns[c]
	return col.value(col.id(int(e.row)))
}

// Text returns the setting's text as read, "" where it is blank.
func (e Entry) Text(s Setting) string { return e.Value(s).Text }

// ID returns the number of the setting's value among the distinct values of
// its column; 0 is blank. Equal numbers mean equal values.
func (e Entry) ID(s Setting) uint32 { return e.IDIn(Column(s)) }

// IDIn is [Entry.ID] for any column.
func (e Entry) IDIn(c Column) uint32 { return e.s.columns[c].id(int(e.row)) }

// Has reports whether the setting is not blank.
func (e Entry) Has(s Setting) bool {
	c := e.s.columns[s]
	id := c.id(int(e.row))
	return id != 0 && c.properties(id)&seemsBlank == 0
}

// HasOwn reports whether the setting has a value that can be judged and is the
// row's own: it is neither blank nor damaged nor that of a merged cell above.
func (e Entry) HasOwn(s Setting) bool {
	c := e.s.columns[s]
	id := c.id(int(e.row))
	if id == 0 {
		return false
	}
	properties := c.properties(id)
	return properties&(seemsBlank|isMerged) == 0 && !ValueType(properties&typeMask).damaged()
}

// Deletes reports whether the row deletes its profile, so that its other
// cells do not matter.
func (e Entry) Deletes() bool {
	return e.s.deletes[e.ID(UpdateType)]
}

// Marketplace reports whether the row turns Mobile Plans on.
func (e Entry) Marketplace() bool {
	return e.s.marketplace[e.ID(SupportDataMarketplace)]
}

// Source returns the file that the entry came from.
func (e Entry) Source() *Source {
	i, found := slices.BinarySearchFunc(e.s.sources, int(e.row), func(s *Source, row int) int { return s.first - row })
	if found {
		for i+1 < len(e.s.sources) && e.s.sources[i+1].first == int(e.row) {
			i++ // sources without rows stand at the same number
		}
		return e.s.sources[i]
	}
	return e.s.sources[i-1]
}

// Line is the sheet's row number, or the line of the text.
func (e Entry) Line() int { return int(e.s.lines.at(int(e.row))) }

// Position returns where the setting's value stands. For a missing value that
// is the empty cell of its setting; in YAML and JSON the first key of the
// mapping that lacks it. In a sheet without such a column it is the row's
// first cell that holds a setting.
func (e Entry) Position(s Setting) Position {
	source := e.Source()
	p := Position{File: source.File, Sheet: source.Sheet, Line: e.Line()}
	if at := e.s.columns[s].place(int(e.row)); at != 0 {
		e.s.locate(&p, source, at)
		return p
	}
	if source.HasPlaces() || source.Base != "" && source.Columns[s] == 0 {
		info := s.Spec()
		if section := e.Section(info.Section); section.Line > 0 {
			p = section
			p.Path = joinPath(p.Path, info.Key)
		}
		return p
	}
	p.Column = source.Columns[s]
	if p.Column == 0 {
		return e.Start()
	}
	p.Line = source.mergedFrom(Column(s), p.Line)
	return p
}

// PositionIn is [Entry.Position] for any column.
func (e Entry) PositionIn(c Column) Position {
	if int(c) < SettingCount {
		return e.Position(Setting(c))
	}
	source := e.Source()
	p := Position{File: source.File, Sheet: source.Sheet, Line: e.Line(), Column: source.extra(c)}
	if at := e.s.columns[c].place(int(e.row)); at != 0 {
		e.s.locate(&p, source, at)
	}
	return p
}

// Section returns where the mapping stands that a section of the row comes
// from, see [Builder.Sections]; its line is 0 outside of YAML and JSON.
func (e Entry) Section(section Section) Position {
	source, at := e.Source(), &e.s.sections[section]
	p := Position{File: source.File, Sheet: source.Sheet}
	if int(e.row) < at.n {
		e.s.locate(&p, source, at.at(int(e.row)))
	}
	return p
}

// Start returns where the row begins: its first cell that holds a setting's
// value, or in YAML and JSON the profile.
func (e Entry) Start() Position {
	source := e.Source()
	if source.HasPlaces() && source.Base == "" {
		return e.Position(Operator)
	}
	first := -1
	for s, column := range source.Columns {
		own := e.s.columns[s].place(int(e.row)) == 0 || source.Base == ""
		if column > 0 && own && e.ID(Setting(s)) != 0 && (first < 0 || column < source.Columns[first]) {
			first = s
		}
	}
	if first >= 0 {
		return e.Position(Setting(first))
	}
	return Position{File: source.File, Sheet: source.Sheet, Line: e.Line(), Column: 1}
}

// Profile returns the profile that the entry belongs to.
func (e Entry) Profile() *Profile { return &e.s.profiles[e.s.owner[int(e.row)-e.s.first]] }

// Name writes the identity of the entry's profile: Operator (Country).
func (e Entry) Name() string {
	operator, country := e.Text(Operator), e.Text(CountryRegion)
	if country == "" {
		return operator
	}
	return strings.TrimSpace(operator + " (" + country + ")")
}

// Target returns the entry's identifiers.
func (e Entry) Target() Target { return newTarget(e) }
