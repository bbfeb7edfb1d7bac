package spreadsheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

// anyTable lists what a table of any columns holds: each value with its
// column's name and place, and the findings.
func anyTable(b *cosa.Builder) []string {
	var all []string
	s := b.Submission()
	for e := range s.Entries() {
		for column := cosa.Column(0); int(column) < cosa.SettingCount+len(s.Extras()); column++ {
			v := e.In(column)
			if v.Blank() {
				continue
			}
			name := ""
			if int(column) < cosa.SettingCount {
				name = cosa.Setting(column).String()
			} else {
				name = s.Extras()[int(column)-cosa.SettingCount]
			}
			all = append(all, fmt.Sprintf("%s %s=%s", e.PositionIn(column).Short(), name, v.Text))
		}
	}
	for _, f := range s.Findings() {
		all = append(all, f.Position.Short()+" "+f.Rule)
	}
	return all
}

func TestAnyTableCSV(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"names that are no settings": {
			"op;first number;n\na;007;1\n;;\n;x;\n",
			[]string{"2:1 op=a", "2:2 first number=007", "2:3 n=1", "4:2 first number=x"},
		},
		"a title above settings": {
			"Numbers of 2026\noperator\tcountry\tx\nContoso\tChile\t\n\nnote\n",
			[]string{"3:2 Country/Region=Chile", "3:1 Operator=Contoso", "5:1 Operator=note"},
		},
		"the same name twice": {
			"a,b,a\n1,2,3\n",
			[]string{"2:1 a=1", "2:2 b=2", "2:3 a (2)=3", "1:3 header-duplicate"},
		},
		"a setting twice, and a field without a name": {
			"operator,Operator,MCC\nA,B,722,9\n",
			[]string{"2:1 Operator=A", "2:3 MCC=722", "2:2 Operator=B", "2:4 field 4=9", "1:2 header-duplicate", "1:4 header-unknown"},
		},
		"no rows":   {"a,b\n", []string{"1:1 no-entries"}},
		"no header": {"\n\n", []string{"1:1 no-entries"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := cosa.NewBuilder()
			if err := ReadCSV(b, "rows.csv", strings.NewReader(c.text), cosa.CSV, ReadOptions{AnyTable: true}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, anyTable(b)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnyTableWorkbook(t *testing.T) {
	number := sheettest.Cell{Text: "7", Type: cosa.Number, NumberFormat: "00"}
	sheets := []sheettest.Sheet{
		{Name: "Old", Rows: [][]sheettest.Cell{sheettest.Row("a", "b"), sheettest.Row("1", "2")}, Hidden: true},
		{Name: "New", Rows: [][]sheettest.Cell{nil, sheettest.Row("c", "operator"), {number, {Text: "Contoso"}}}},
	}
	var book bytes.Buffer
	if err := sheettest.Write(&book, sheets...); err != nil {
		t.Fatal(err)
	}
	for sheet, want := range map[string][]string{
		"":    {"B3 Operator=Contoso", "A3 c=07"},
		"old": {"A2 a=1", "B2 b=2", "A1 hidden-data"},
	} {
		b := cosa.NewBuilder()
		options := ReadOptions{AnyTable: true, Sheet: sheet}
		if err := ReadWorkbook(b, "rows.xlsx", bytes.NewReader(book.Bytes()), int64(book.Len()), options); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, anyTable(b)); diff != "" {
			t.Errorf("sheet %q (-want +got):\n%s", sheet, diff)
		}
	}
}
