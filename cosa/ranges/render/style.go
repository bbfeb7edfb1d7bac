package render

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// Format is a form of output.
type Format string

// The formats.
const (
	Table Format = "table"
	Plain Format = "plain"
	JSON  Format = "json"
	CSV   Format = "csv"
	YAML  Format = "yaml"
)

// Formats lists the formats, the usual one first.
func Formats() []string {
	return []string{string(Table), string(Plain), string(JSON), string(CSV), string(YAML)}
}

// schema numbers the shape of the JSON output.
const schema = 1

// Style says how to write.
type Style struct {
	Format Format
	Kind   cosa.NumberKind
	Show   func(string) string // makes text from files harmless for a terminal; nil leaves it
}

// document is a result in all its forms.
type document struct {
	header []string
	right  string // by column: '>' aligns to the right in tables
	rows   [][]string
	foot   []string     // lines below the table
	ranges []cosa.Range // for plain and yaml
	notes  []string     // by range, a comment in yaml; may be nil
	tree   any          // for json
}

func (s Style) write(w io.Writer, d document) error {
	b := bufio.NewWriterSize(w, 1<<16)
	switch s.Format {
	case Plain:
		for _, r := range d.ranges {
			_, _ = b.WriteString(r.String() + "\n") // Flush tells
		}
	case YAML:
		for i, r := range d.ranges {
			_, _ = b.WriteString(fragment(r))
			if d.notes != nil && d.notes[i] != "" {
				_, _ = b.WriteString(" # " + d.notes[i])
			}
			_ = b.WriteByte('\n')
		}
	case JSON:
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(d.tree); err != nil {
			return err
		}
	case CSV:
		c := csv.NewWriter(b)
		if err := c.Write(d.header); err != nil {
			return err
		}
		if err := c.WriteAll(d.rows); err != nil {
			return err
		}
	default:
		s.table(b, d)
	}
	return b.Flush()
}

// fragment is an item for targets in the YAML form.
func fragment(r cosa.Range) string {
	return "- " + strings.ToLower(r.Kind.String()) + ": " + r.String()
}

// table writes aligned columns; numbers get their thousands apart.
func (s Style) table(b *bufio.Writer, d document) {
	widths := make([]int, len(d.header))
	all := append([][]string{d.header}, d.rows...)
	for n, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(s.cell(d, n, i, cell)))
		}
	}
	if len(d.rows) > 0 {
		for n, row := range all {
			var line strings.Builder
			for i, cell := range row {
				cell = s.cell(d, n, i, cell)
				gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
				if i > 0 {
					line.WriteString("  ")
				}
				if d.toRight(i) {
					line.WriteString(gap + cell)
				} else {
					line.WriteString(cell + gap)
				}
			}
			_, _ = b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
		}
	}
	for _, line := range d.foot {
		_, _ = b.WriteString(s.show(line) + "\n")
	}
}

func (d *document) toRight(column int) bool { return column < len(d.right) && d.right[column] == '>' }

// cell is what the table shows of a cell; row 0 is the header.
func (s Style) cell(d document, row, column int, text string) string {
	switch {
	case row == 0:
		return strings.ToUpper(text)
	case d.toRight(column):
		if n, err := strconv.ParseUint(text, 10, 64); err == nil {
			return Thousands(n)
		}
	}
	return s.show(text)
}

func (s Style) show(text string) string {
	if s.Show == nil {
		return text
	}
	return s.Show(text)
}

// Thousands writes a number for a person: 1,000,000.
func Thousands(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// sims writes a number of SIMs for a person.
func sims(n uint64) string {
	if n == 1 {
		return "1 SIM"
	}
	return Thousands(n) + " SIMs"
}

// count writes a number of things for a person.
func count(n uint64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Thousands(n) + " " + noun + "s"
}

// percent writes a share of a whole.
func percent(part, whole uint64) string {
	if whole == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f%%", 100*float64(part)/float64(whole))
}
