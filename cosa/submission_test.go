package cosa

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sheet starts a source whose columns are the settings in order.
func sheet(b *Builder, file string) {
	source := b.Source(Source{File: file, Format: XLSX, Sheet: "APN", Header: 1})
	for i := range source.Columns {
		source.Columns[i] = i + 1
	}
}

func TestBuilderKeepsEveryValue(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	b := NewBuilder()
	sheet(b, "a.xlsx")
	const rows = 30_000 // several chunks
	want := make([]map[Setting]string, rows)
	for row := range want {
		b.Row(row + 2)
		want[row] = make(map[Setting]string)
		for _, s := range []Setting{Operator, ICCIDStart, AccessString, Password} {
			if r.IntN(3) > 0 {
				want[row][s] = fmt.Sprintf("v%d", r.IntN(1+r.IntN(50_000)))
				b.Set(Column(s), Cell{Raw: []byte(want[row][s])})
			}
		}
	}
	s := b.Submission()
	for e := range s.Entries() {
		got := make(map[Setting]string)
		for _, spec := range Settings() {
			if e.Has(spec.Setting) {
				got[spec.Setting] = e.Value(spec.Setting).Raw
			}
		}
		if diff := cmp.Diff(want[e.Row()], got); diff != "" {
			t.Fatalf("row %d:\n%s", e.Row(), diff)
		}
	}
	distinct := make(map[string]bool)
	for id, v := range s.Distinct(Column(ICCIDStart)) {
		if distinct[v.Raw] || id == 0 {
			t.Fatalf("value %d %q is not distinct", id, v.Raw)
		}
		distinct[v.Raw] = true
	}
}

// TestBuilderTellsValuesApart mixes values that differ in one property only,
// in runs and in turns.
func TestBuilderTellsValuesApart(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	b := NewBuilder()
	sheet(b, "a.xlsx")
	var cells []Cell
	for range 20_000 {
		n := len(cells)
		if n > 0 && r.IntN(2) == 0 {
			cells = append(cells, cells[max(0, n-1-r.IntN(6))])
		} else {
			c := Cell{Raw: fmt.Append(nil, r.IntN(1+r.IntN(40))), Type: ValueType(r.IntN(int(Wrong) + 1)), Formula: r.IntN(9) == 0, Merged: r.IntN(9) == 0}
			if r.IntN(9) == 0 && c.Type != Text {
				c.Raw = nil
			}
			if c.Type == Padded {
				c.Shown = fmt.Appendf(nil, "%0*s", 1+r.IntN(3), c.Raw)
			}
			cells = append(cells, c)
		}
		b.Row(n + 2)
		b.Set(Column(ICCIDStart), cells[n])
	}
	numbers := make(map[Value]uint32)
	for e := range b.Submission().Entries() {
		c, v := cells[e.Row()], e.Value(ICCIDStart)
		want := Value{Text: string(c.Raw), Raw: string(c.Raw), Type: c.Type, Formula: c.Formula, Merged: c.Merged}
		if c.Shown != nil {
			want.Text = string(c.Shown)
		}
		if diff := cmp.Diff(want, v); diff != "" {
			t.Fatalf("row %d:\n%s", e.Row(), diff)
		}
		if e.Has(ICCIDStart) == v.Blank() || e.HasOwn(ICCIDStart) != (!v.Blank() && !v.Damaged() && !v.Merged) {
			t.Fatalf("row %d: of %+v, Has is %t and HasOwn %t", e.Row(), v, e.Has(ICCIDStart), e.HasOwn(ICCIDStart))
		}
		if id, ok := numbers[v]; ok && id != e.ID(ICCIDStart) {
			t.Fatalf("row %d: %+v has the numbers %d and %d", e.Row(), v, id, e.ID(ICCIDStart))
		}
		numbers[v] = e.ID(ICCIDStart)
	}
}

func TestPositions(t *testing.T) {
	b := NewBuilder()
	b.Source(Source{File: "empty.xlsx", Format: XLSX, Sheet: "Sheet1", Header: 1})
	source := b.Source(Source{File: "a.xlsx", Format: XLSX, Sheet: "APN", Header: 3})
	source.Columns[Operator], source.Columns[MCC], source.Columns[ICCIDStart] = 27, 4, 10
	b.Row(12)
	b.Set(Column(Operator), Cell{Raw: []byte("Contoso")})
	b.Source(Source{File: "b.yaml", Format: YAML})
	b.Row(5)
	profiles := b.Place(1, 1, 0, "profiles", 0)
	item := b.Place(2, 5, profiles, "", 0)
	targets := b.Place(3, 5, item, "targets", 0)
	target := b.Place(4, 7, targets, "", 1)
	b.SetText(Operator, "Contoso", b.Place(2, 15, item, "operator", 0))
	b.SetText(ICCIDStart, "8954310000000000000", b.Place(4, 16, target, "iccid", 0))
	b.Sections([4]Place{item, target, item, item})
	s := b.Submission()
	got := []string{}
	for e := range s.Entries() {
		for _, setting := range []Setting{Operator, MCC, ICCIDStart, SPN, Password} {
			p := e.Position(setting)
			got = append(got, fmt.Sprintf("%s %s %s", setting, p, p.Path))
		}
	}
	want := []string{
		"Operator a.xlsx:APN!AA12 ",
		"MCC a.xlsx:APN!D12 ",
		"ICCID Range - Start a.xlsx:APN!J12 ",
		"SPN a.xlsx:APN!AA12 ", // no such column: the row's first filled cell
		"Password a.xlsx:APN!AA12 ",
		"Operator b.yaml:2:15 profiles[0].operator",
		"MCC b.yaml:4:7 profiles[0].targets[1].mcc",
		"ICCID Range - Start b.yaml:4:16 profiles[0].targets[1].iccid",
		"SPN b.yaml:4:7 profiles[0].targets[1].spn",
		"Password b.yaml:2:5 profiles[0].password",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProfilesOfASheet(t *testing.T) {
	b := NewBuilder()
	sheet(b, "a.xlsx")
	for _, row := range [][4]string{ // operator, country, marketplace, update type
		{"Contoso", "Argentina", "Yes", "Add"},
		{"Fabrikam", "Argentina", "Yes", "Add"},
		{"contoso ", "Argentina", "true", "Add"}, // a misspelling, and Yes in another spelling
		{"Contoso", "Argentina", "No", "Add"},
		{"Contoso", "Brazil", "Yes", "Add"},
		{"Contoso", "Brazil", "", "Delete"},
		{"Contoso", "Brazil", "No", "delete"},
	} {
		b.Row(1)
		for i, s := range []Setting{Operator, CountryRegion, SupportDataMarketplace, UpdateType} {
			b.Set(Column(s), Cell{Raw: []byte(row[i])})
		}
	}
	var got []string
	profiles := b.Submission().Profiles()
	for i := range profiles {
		text := profiles[i].Name()
		for e := range profiles[i].Entries() {
			text += fmt.Sprint(" ", e.Row())
		}
		got = append(got, text)
	}
	want := []string{"Contoso (Argentina) 0 2", "Fabrikam (Argentina) 1", "Contoso (Argentina) 3", "Contoso (Brazil) 4", "Contoso (Brazil) 5 6"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestColumnName(t *testing.T) {
	for column, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(column); got != want {
			t.Errorf("ColumnName(%d) = %q, want %q", column, got, want)
		}
	}
}

func TestMergedCells(t *testing.T) {
	b := NewBuilder()
	sheet(b, "first.xlsx")
	b.Row(2)
	sheet(b, "a.xlsx")
	for line := 2; line <= 8; line += 2 { // blank rows in between
		b.Row(line)
		if line != 6 {
			b.Set(Column(Operator), Cell{Raw: fmt.Appendf(nil, "row %d", line)})
		}
		if line == 4 {
			b.Set(Column(ICCIDStart), Cell{Raw: []byte("8954310000000000000")})
		}
	}
	b.Merged(Column(Operator), 4, 7)
	b.Covered(Column(ICCIDEnd), 4, 4)
	s := b.Submission()
	var got []string
	for e := range s.Entries() {
		got = append(got, fmt.Sprintf("%d %s %v %s", e.Line(), e.Text(Operator), e.Value(ICCIDEnd).Damaged(), e.Position(Operator).Cell()))
	}
	want := []string{"2  false C2", "2 row 2 false C2", "4 row 4 true C4", "6 row 4 false C4", "8 row 8 false C8"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
