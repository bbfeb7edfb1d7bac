package generate

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cosakit/cosa/cosa"
)

// part is what a column says of a line's range.
type part uint8

const (
	noPart part = iota
	wholePart
	prefixPart
	countPart
	digitsPart
	splitPart
)

// partNames are the endings of the columns' names: iccid, iccidPrefix ...
var partNames = [...]string{wholePart: "", prefixPart: "prefix", countPart: "count", digitsPart: "digits", splitPart: "split"}

// kinds are the kinds of ranges.
var kinds = [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI}

// column is a column of the table.
type column struct {
	in      cosa.Column
	name    string        // as the header has it
	at      cosa.Position // of the header
	setting cosa.Setting  // that it is named after, or cosa.NoSetting
	part    part
	kind    cosa.NumberKind // of the part
	used    bool
}

// columns are those of the table.
type columns struct {
	list    []column
	names   map[string]int // by folded name
	setting [cosa.SettingCount]int
	parts   [len(kinds)][len(partNames)]int // -1 where there is none
}

// fold keeps what tells names apart: letters, regardless of case, and digits.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, cosa.CleanText(name))
}

// newColumns finds out what the columns of the table are for.
func newColumns(table *cosa.Submission, faults *Faults) *columns {
	c := &columns{names: make(map[string]int)}
	for s := range c.setting {
		c.setting[s] = -1
	}
	for _, kind := range kinds {
		for p := range partNames {
			c.parts[kind][p] = -1
		}
	}
	source := table.Sources()[0]
	header := func(field int) cosa.Position {
		at := cosa.Position{File: source.File, Sheet: source.Sheet}
		if field > 0 {
			at.Line, at.Column = source.Header, field
		}
		return at
	}
	for s, field := range source.Columns {
		if field > 0 {
			c.add(column{in: cosa.Column(s), name: cosa.Setting(s).String(), at: header(field), setting: cosa.Setting(s)}, faults)
		}
	}
	for i, name := range table.Extras() {
		field := 0
		if i < len(source.Extras) {
			field = source.Extras[i]
		}
		col := column{in: cosa.Column(cosa.SettingCount + i), name: name, at: header(field), setting: cosa.NoSetting}
		if s, ok := cosa.MatchHeader(name); ok {
			if c.setting[s] >= 0 && field > 0 {
				continue // the reader reports the second one
			}
			col.setting = s
		} else if s, ok := settingOfKey(name); ok {
			col.setting = s
		} else {
			col.kind, col.part = partOf(name)
		}
		c.add(col, faults)
	}
	return c
}

// settingOfKey finds the setting with a key of the YAML form.
func settingOfKey(name string) (cosa.Setting, bool) {
	for _, spec := range cosa.Settings() {
		if fold(spec.Key) == fold(name) {
			return spec.Setting, true
		}
	}
	return cosa.NoSetting, false
}

func partOf(name string) (cosa.NumberKind, part) {
	for _, kind := range kinds {
		rest, ok := strings.CutPrefix(fold(name), strings.ToLower(kind.String()))
		for p := wholePart; ok && int(p) < len(partNames); p++ {
			if rest == partNames[p] || p == wholePart && rest == "range" {
				return kind, p
			}
		}
	}
	return 0, noPart
}

func (c *columns) add(col column, faults *Faults) {
	n := len(c.list)
	names := []string{fold(col.name)}
	before := -1
	switch {
	case col.setting != cosa.NoSetting:
		before = c.setting[col.setting]
		names = append(names, fold(col.setting.String()), fold(col.setting.Spec().Key))
	case col.part != noPart:
		before = c.parts[col.kind][col.part]
	}
	if i, ok := c.names[names[0]]; ok && before < 0 {
		before = i
	}
	if before >= 0 {
		faults.add(col.at, "keep one of the two, or give them names that differ in more than case and punctuation",
			"the column %q means the same as %q", short(col.name), short(c.list[before].name))
		return
	}
	if names[0] == "" {
		faults.add(col.at, "name it with letters or digits", "the column %q has no name that could be used", short(col.name))
		return
	}
	c.list = append(c.list, col)
	for _, name := range names {
		c.names[name] = n
	}
	if col.setting != cosa.NoSetting {
		c.setting[col.setting] = n
	} else if col.part != noPart {
		c.parts[col.kind][col.part] = n
	}
}

// find returns the column with a name, or that of the setting it names.
func (c *columns) find(name string) (int, bool) {
	if i, ok := c.names[fold(name)]; ok {
		return i, true
	}
	s, ok := cosa.MatchHeader(name)
	if !ok {
		s, ok = settingOfKey(name)
	}
	if !ok || c.setting[s] < 0 {
		return 0, false
	}
	return c.setting[s], true
}

// nearest says which column may have been meant.
func (c *columns) nearest(name string) string {
	var names []string
	inOrder := slices.Clone(c.list)
	slices.SortStableFunc(inOrder, func(a, b column) int { return a.at.Column - b.at.Column })
	for i := range inOrder {
		names = append(names, inOrder[i].name)
	}
	if len(name) < 100 {
		if near := cosa.Nearest(name, names); near != "" {
			return fmt.Sprintf("did you mean ${%s}?", short(near))
		}
	}
	if len(names) == 0 {
		return "the table has no columns"
	}
	for i := range names {
		names[i] = short(names[i])
	}
	if len(names) > 20 {
		names = append(names[:20], "...")
	}
	return "its columns are " + strings.Join(names, ", ")
}

// rangeColumn is the foremost of the columns that say ranges of a kind, -1
// where there is none.
func (c *columns) rangeColumn(kind cosa.NumberKind) int {
	parts := &c.parts[kind]
	for _, i := range [...]int{c.setting[kind.Start()], c.setting[kind.End()], parts[wholePart], parts[prefixPart], parts[countPart]} {
		if i >= 0 {
			return i
		}
	}
	return -1
}

// hasRange reports whether columns of the table say ranges of a kind.
func (c *columns) hasRange(kind cosa.NumberKind) bool { return c.rangeColumn(kind) >= 0 }

// unused notes the columns that nothing uses.
func (c *columns) unused() []string {
	var notes []string
	for i := range c.list {
		col := &c.list[i]
		if col.used {
			continue
		}
		note := fmt.Sprintf("%s: nothing uses the column %q", col.at, short(col.name))
		if col.setting != cosa.NoSetting || col.part != noPart {
			note += ", since the base says it by a placeholder"
		} else if near := nearestName(col.name); near != "" {
			note += fmt.Sprintf("; did you mean %q?", near)
		} else {
			note += fmt.Sprintf("; ${%s} in the base would", short(col.name))
		}
		if len(notes) == faultsKept {
			return append(notes, "and more columns that nothing uses")
		}
		notes = append(notes, note)
	}
	return notes
}

// nearestName finds the setting or the part of a range that a name comes near
// to.
func nearestName(name string) string {
	var known []string
	for _, spec := range cosa.Settings() {
		known = append(known, spec.Header, spec.Key)
	}
	for _, kind := range kinds {
		for p := wholePart; int(p) < len(partNames); p++ {
			known = append(known, strings.ToLower(kind.String())+title(partNames[p]))
		}
	}
	if len(name) > 60 {
		return ""
	}
	return cosa.Nearest(name, known)
}

func title(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}
