package spreadsheet

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// plainCell is a cell as another parser sees it.
type plainCell struct{ Style, Text, Formula string }

// plainSheet is a sheet as another parser sees it.
type plainSheet struct {
	Rows []struct {
		R      string `xml:"r,attr"`
		Hidden string `xml:"hidden,attr"`
		Cells  []struct {
			R       string `xml:"r,attr"`
			Style   string `xml:"s,attr"`
			Text    string `xml:"is>t"`
			Value   string `xml:"v"`
			Formula string `xml:"f"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Checks []struct {
		Areas string `xml:"sqref,attr"`
	} `xml:"dataValidations>dataValidation"`
	Dimension struct {
		Ref string `xml:"ref,attr"`
	} `xml:"dimension"`
}

func plainCells(t *testing.T, text string) (map[string]plainCell, plainSheet) {
	t.Helper()
	var sheet plainSheet
	if err := xml.Unmarshal([]byte(text), &sheet); err != nil {
		t.Fatal(err)
	}
	cells := make(map[string]plainCell)
	for _, r := range sheet.Rows {
		for _, c := range r.Cells {
			if _, twice := cells[c.R]; twice {
				t.Errorf("%s occurs twice", c.R)
			}
			if c.Style == "0" {
				c.Style = ""
			}
			if cell := (plainCell{c.Style, c.Text + c.Value, c.Formula}); cell != (plainCell{}) {
				cells[c.R] = cell
			}
		}
	}
	return cells, sheet
}

// TestFillRandomTemplates fills templates of random shapes and compares every
// cell with what a person would expect.
func TestFillRandomTemplates(t *testing.T) {
	settings := []cosa.Setting{cosa.UpdateType, cosa.CountryRegion, cosa.Operator, cosa.MCC, cosa.MNC, cosa.ICCIDStart, cosa.ICCIDEnd, cosa.AccessString, cosa.Password, cosa.IPType, cosa.GID1}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		head, rows, old := 1+r.IntN(6), 1+r.IntN(8), r.IntN(6)
		first, last := head+1, head+rows
		columns := make(map[int]cosa.Setting) // by column
		names := make(map[int]string)
		column := r.IntN(3)
		inTable := make(map[int]bool) // columns of other headers that adjoin settings
		for _, i := range r.Perm(len(settings) + 2) {
			column += 1 + r.IntN(5)/4
			if i < len(settings) {
				columns[column] = settings[i]
				names[column] = settings[i].String()
			} else {
				names[column] = fmt.Sprint("mine ", i)
			}
		}
		for c := range names {
			for _, step := range []int{-1, 1} {
				next := c
				known := false
				for ; names[next] != "" && !known; next += step {
					_, known = columns[next]
				}
				inTable[c] = inTable[c] || known
			}
		}
		want := make(map[string]plainCell)
		var data strings.Builder
		lowest := max(last, head+old) + 2 + r.IntN(3)
		for row := 1; row <= lowest; row++ {
			var cells strings.Builder
			put := func(column int, style, text, formula string) {
				at := cellName(column, row)
				fmt.Fprintf(&cells, `<c r="%s"`, at)
				if style != "" {
					fmt.Fprintf(&cells, ` s="%s"`, style)
				}
				switch {
				case formula != "":
					fmt.Fprintf(&cells, `><f>%s</f><v>7</v></c>`, formula)
					text = "7"
				case text != "":
					fmt.Fprintf(&cells, ` t="inlineStr"><is><t>%s</t></is></c>`, text)
				default:
					cells.WriteString(`/>`)
				}
				if cell := (plainCell{style, text, formula}); cell != (plainCell{}) {
					want[at] = cell
				}
			}
			wasData := row > head && row <= head+old
			for c := 1; c <= column+2; c++ {
				style := []string{"", "", "1", "2"}[r.IntN(4)]
				setting, known := columns[c]
				switch {
				case row == head:
					if names[c] != "" {
						put(c, style, names[c], "")
					}
				case wasData && known:
					text := map[cosa.Setting]string{cosa.UpdateType: "Keep", cosa.Operator: "Fabrikam", cosa.MCC: "716"}[setting]
					if text != "" || r.IntN(2) == 0 {
						put(c, style, text, "")
						if style == "" {
							delete(want, cellName(c, row))
						} else {
							want[cellName(c, row)] = plainCell{Style: style}
						}
					}
				case known && row == lowest && c == column:
					put(c, style, "a note", "")
				case known:
					if style != "" && row > head {
						put(c, style, "", "")
					}
				case wasData && inTable[c] && r.IntN(2) == 0:
					put(c, style, "of the old row", "")
					want[cellName(c, row)] = plainCell{Style: style}
					if style == "" {
						delete(want, cellName(c, row))
					}
				case r.IntN(4) == 0:
					put(c, style, "", "1+2")
				case r.IntN(4) == 0 && row > head && (wasData || !inTable[c] || row > last):
					put(c, style, "beside", "")
					if wasData && inTable[c] {
						want[cellName(c, row)] = plainCell{Style: style}
						if style == "" {
							delete(want, cellName(c, row))
						}
					}
				}
			}
			if cells.Len() > 0 || r.IntN(3) == 0 {
				fmt.Fprintf(&data, `<row r="%d" hidden="%d">%s</row>`, row, r.IntN(5)/4, cells.String())
			}
		}
		checkEnd := first + r.IntN(12)
		tb := fillBook()
		tb.parts[firstSheet] = `<worksheet xmlns="` + mainNamespace + `"><dimension ref="A1"/><sheetData>` + data.String() + `</sheetData><dataValidations><dataValidation sqref="` +
			span{column, first, column, checkEnd}.ref() + `"/></dataValidations></worksheet>`
		var list []map[cosa.Setting]string
		for i := range rows {
			row := map[cosa.Setting]string{cosa.UpdateType: "Add", cosa.Operator: "Contoso", cosa.MCC: "001", cosa.ICCIDStart: fmt.Sprintf("89001%012d00", i)}
			for _, s := range settings {
				if r.IntN(3) == 0 && row[s] == "" {
					row[s] = fmt.Sprint(s, " ", i)
				}
			}
			list = append(list, row)
		}
		if setting, ok := columns[column]; !ok || setting == cosa.Operator {
			continue // what should be a note is none
		}
		out, _ := fillTemplate(t, tb.zip(), rowsOf(list...), fillInfo, fillChanges...)
		got, sheet := plainCells(t, partOf(t, out, firstSheet))
		for c, setting := range columns {
			for i := range rows {
				at := cellName(c, first+i)
				style := got[at].Style // proven elsewhere
				if text := list[i][setting]; text != "" || style != "" {
					want[at] = plainCell{Style: style, Text: text}
				} else {
					delete(want, at)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
		box := span{}
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				area, ok := parseArea([]byte(c.R))
				if !ok {
					t.Fatal(c.R)
				}
				box.cover(area)
			}
		}
		if diff := cmp.Diff(box.ref(), sheet.Dimension.Ref); diff != "" {
			t.Errorf("seed %d: dimension %s", seed, diff)
		}
		if diff := cmp.Diff(span{column, first, column, max(checkEnd, last)}.ref(), sheet.Checks[0].Areas); diff != "" {
			t.Errorf("seed %d: check %s", seed, diff)
		}
		for _, row := range sheet.Rows {
			var n int
			if fmt.Sscan(row.R, &n); row.Hidden == "1" && n >= first && n <= last {
				t.Errorf("seed %d: row %d is hidden", seed, n)
			}
		}
		if t.Failed() {
			return
		}
	}
}
