package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Sheet is an example as the sheet of a workbook, ready to be written.
type Sheet struct {
	Name          string
	Headers       []string
	Rows          [][]Stored // as long as Headers
	Merged        []int      // columns, from 0, whose cells are merged over all rows
	HiddenColumns []int      // from 0
	HiddenRows    []int      // from 0, the first below the header
}

// Stored is a cell of an example. NumberFormat is set where a number format
// pads a number.
type Stored struct {
	Text         string
	Type         cosa.ValueType
	Formula      bool
	NumberFormat string
}

// Sheets reads an example of rows or cells. The first sheet holds the data.
func (x Example) Sheets() ([]Sheet, error) {
	if x.Form == FormYAML || x.Form == FormConfig {
		return nil, fmt.Errorf("a %s example is no sheet", x.Form)
	}
	sheets := []*sketch{newSketch("COSA", x.policy())}
	for line := range strings.SplitSeq(x.Text, "\n") {
		last := sheets[len(sheets)-1]
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case strings.TrimSpace(line) == "", word == "file":
		case word == "sheet":
			sheets = append(sheets, newSketch(rest, x.policy()))
		case word == "merge" || word == "hide":
			last.marks = append(last.marks, [2]string{word, rest})
		case line == "no rows":
			last.none = true
		default:
			if err := last.add(line); err != nil {
				return nil, err
			}
		}
	}
	var out []Sheet
	for _, s := range sheets {
		sheet, err := s.sheet()
		if err != nil {
			return nil, err
		}
		out = append(out, sheet)
	}
	return out, nil
}

// sketch is a sheet while its lines are read.
type sketch struct {
	name    string
	headers []string
	sound   [][2]string
	rows    []map[int]Stored
	left    []string // columns left out
	marks   [][2]string
	none    bool
}

func newSketch(name string, policy Policy) *sketch {
	s := &sketch{name: name, sound: SoundRow(policy)}
	for _, pair := range s.sound {
		s.headers = append(s.headers, pair[0])
	}
	return s
}

func (s *sketch) add(line string) error {
	row := make(map[int]Stored)
	for pair := range strings.SplitSeq(line, " | ") {
		if header, ok := strings.CutPrefix(pair, "!"); ok {
			s.left = append(s.left, header)
			continue
		}
		header, value, ok := strings.Cut(pair, "=")
		if !ok {
			return fmt.Errorf("%q is not of the form Header=value", pair)
		}
		cell, err := parseStored(value)
		if err != nil {
			return err
		}
		column := -1
		for i, h := range s.headers {
			if _, taken := row[i]; h == header && !taken {
				column = i
				break
			}
		}
		if column < 0 {
			column = len(s.headers)
			s.headers = append(s.headers, header)
		}
		row[column] = cell
	}
	s.rows = append(s.rows, row)
	return nil
}

// parseStored reads a value with its suffix.
func parseStored(text string) (Stored, error) {
	var cell Stored
	value, kind, marked := strings.Cut(strings.TrimSuffix(text, ">"), " <")
	if !marked || !strings.HasSuffix(text, ">") {
		value, kind = text, ""
	}
	if strings.Contains(value, `\`) {
		plain, err := strconv.Unquote(`"` + value + `"`)
		if err != nil {
			return cell, fmt.Errorf("%q: %w", value, err)
		}
		value = plain
	}
	cell.Text = value
	word, format, _ := strings.Cut(kind, " ")
	switch word {
	case "":
	case "number":
		cell.Type = cosa.Number
		if format != "" {
			cell.Type, cell.NumberFormat = cosa.Padded, format
		}
	case "date":
		cell.Type = cosa.Date
	case "bool":
		cell.Type = cosa.Bool
	case "error":
		cell.Type = cosa.Err
	case "formula":
		cell.Formula = true
		if value == "" {
			cell.Type = cosa.Missing
		}
	default:
		return cell, fmt.Errorf("%q: unknown kind of cell %q", text, kind)
	}
	return cell, nil
}

func (s *sketch) sheet() (Sheet, error) {
	rows := s.rows
	if len(rows) == 0 && !s.none {
		rows = []map[int]Stored{nil}
	}
	out := Sheet{Name: s.name}
	var columns []int
	for i, header := range s.headers {
		if !slices.Contains(s.left, header) {
			columns = append(columns, i)
			out.Headers = append(out.Headers, header)
		}
	}
	for _, row := range rows {
		var cells []Stored
		for _, i := range columns {
			cell, ok := row[i]
			if !ok && i < len(s.sound) {
				cell.Text = s.sound[i][1]
			}
			cells = append(cells, cell)
		}
		out.Rows = append(out.Rows, cells)
	}
	for _, mark := range s.marks {
		column := slices.Index(out.Headers, mark[1])
		number, err := strconv.Atoi(mark[1])
		switch {
		case mark[0] == "merge" && column >= 0:
			out.Merged = append(out.Merged, column)
		case mark[0] == "hide" && column >= 0:
			out.HiddenColumns = append(out.HiddenColumns, column)
		case mark[0] == "hide" && err == nil && number >= 1 && number <= len(out.Rows):
			out.HiddenRows = append(out.HiddenRows, number-1)
		default:
			return out, fmt.Errorf("cannot %s %q", mark[0], mark[1])
		}
	}
	return out, nil
}

// Submission reads an example of rows, and its baseline, as a reader of
// workbooks would.
func (x Example) Submission() (*cosa.Submission, error) {
	b := cosa.NewBuilder()
	if err := x.read(b, "example.xlsx"); err != nil {
		return nil, err
	}
	if baseline, ok := x.Baseline(); ok {
		b.Baseline()
		if err := baseline.read(b, "baseline.xlsx"); err != nil {
			return nil, err
		}
	}
	return b.Submission(), nil
}

func (x Example) read(b *cosa.Builder, file string) error {
	sheets, err := x.Sheets()
	if err != nil {
		return err
	}
	if x.Form == FormCells || len(sheets) != 1 {
		return fmt.Errorf("a %s example needs a reader", x.Form)
	}
	source := cosa.Source{File: file, Format: cosa.XLSX, Sheet: sheets[0].Name, Header: 1}
	settings := make([]cosa.Setting, len(sheets[0].Headers))
	for i, header := range sheets[0].Headers {
		s, ok := cosa.MatchHeader(header)
		if !ok {
			return fmt.Errorf("unknown header %q", header)
		}
		settings[i], source.Columns[s] = s, i+1
	}
	b.Source(source)
	for i, row := range sheets[0].Rows {
		b.Row(i + 2)
		for j, stored := range row {
			b.Set(cosa.Column(settings[j]), stored.cell())
		}
	}
	return nil
}

func (c Stored) cell() cosa.Cell {
	cell := cosa.Cell{Raw: []byte(c.Text), Type: c.Type, Formula: c.Formula}
	if n := len(c.NumberFormat) - len(c.Text); n > 0 {
		cell.Shown = []byte(strings.Repeat("0", n) + c.Text)
	}
	return cell
}
