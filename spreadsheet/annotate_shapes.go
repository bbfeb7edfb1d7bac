package spreadsheet

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// The boxes that show notes are shapes in VML, a part that Excel itself does
// not always write as well-formed XML; so it is searched as text.

// noteGrid is the size of a sheet's cells in pixels, as far as a note's box
// depends on it.
type noteGrid struct {
	width, height int
	columns       []columnLook
}

// columnPixels turns a width in characters into pixels.
func columnPixels(width []byte) int {
	n, err := strconv.ParseFloat(string(width), 64)
	if err != nil || n < 0 || n > 255 {
		return 64
	}
	return int(n*7) + 5
}

func (g *noteGrid) format(width, base, height []byte) {
	if len(width) > 0 {
		g.width = columnPixels(width)
	} else if len(base) > 0 {
		g.width = columnPixels(base) + 5
	}
	if points, err := strconv.ParseFloat(string(height), 64); err == nil && points >= 5 && points <= 409 {
		g.height = int(points * 4 / 3)
	}
}

func (g *noteGrid) columnWidth(column int) int {
	for _, c := range g.columns {
		if column >= c.first && column <= c.last {
			return c.pixels
		}
	}
	if g.width == 0 {
		return 64
	}
	return g.width
}

// anchor is the place of a box of about the given size in pixels beside a
// cell, as VML writes it.
func (g *noteGrid) anchor(m *cellMark, width, height int) string {
	left := min(m.column, sheetColumns-1) // the column beside it, from 0
	right, over := left, width+12
	for right < sheetColumns-1 && over > g.columnWidth(right+1) {
		over -= g.columnWidth(right + 1)
		right++
	}
	rowHeight := g.height
	if rowHeight == 0 {
		rowHeight = 20
	}
	top := max(m.line-2, 0)
	bottom := min(top+height/rowHeight, sheetRows-1)
	return fmt.Sprintf("%d, 12, %d, 4, %d, %d, %d, %d", left, top, right, max(over, 0), bottom, height%rowHeight)
}

var (
	shapeOpen   = regexp.MustCompile(`<(?:[A-Za-z_][\w.-]*:)?shape[\s>]`)
	shapeNumber = regexp.MustCompile(`_x0000_s(\d{1,9})"`)
	shapeRow    = regexp.MustCompile(`<(?:\w+:)?Row>\s*(\d+)\s*</`)
	shapeColumn = regexp.MustCompile(`<(?:\w+:)?Column>\s*(\d+)\s*</`)
	shapeNote   = regexp.MustCompile(`ObjectType\s*=\s*["']Note["']`)
)

const (
	vmlContentType = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	vmlNamespaces  = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	vmlEmpty       = `<xml ` + vmlNamespaces + `><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`
	vmlNoteType    = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
)

// editShapes takes the boxes of notes that are gone out of a part and adds
// those of new notes.
func editShapes(vml []byte, notes *noteEdit, plan *markPlan, grid *noteGrid) ([]byte, error) {
	gone := maps.Clone(notes.gone)
	for _, m := range notes.added {
		gone[[2]int{m.line, m.column}] = true // a box without a note, if there is one
	}
	var out []byte
	rest := vml
	for {
		at := shapeOpen.FindIndex(rest)
		if at == nil {
			break
		}
		shape, ok := wholeShape(rest[at[0]:])
		if !ok {
			break
		}
		out = append(out, rest[:at[0]]...)
		if cell, ok := noteCell(shape); !ok || !gone[cell] {
			out = append(out, shape...)
		}
		rest = rest[at[0]+len(shape):]
	}
	out = append(out, rest...)
	end := bytes.LastIndex(out, []byte("</"))
	if end < 0 {
		return nil, malformed("the shapes of a sheet's notes have no end")
	}
	last := 1024
	for _, m := range shapeNumber.FindAllSubmatch(out, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		last = max(last, n)
	}
	var b strings.Builder
	wrap := !bytes.Contains(out, []byte(`xmlns:v="urn:schemas-microsoft-com:vml"`)) ||
		!bytes.Contains(out, []byte(`xmlns:o="urn:schemas-microsoft-com:office:office"`)) ||
		!bytes.Contains(out, []byte(`xmlns:x="urn:schemas-microsoft-com:office:excel"`))
	spaces := ""
	if wrap {
		spaces = " " + vmlNamespaces
	}
	if len(notes.added) > 0 && !bytes.Contains(out, []byte(`_x0000_t202"`)) {
		b.WriteString(strings.Replace(vmlNoteType, "<v:shapetype", "<v:shapetype"+spaces, 1))
	}
	for i, m := range notes.added {
		width, height := noteSize(plan, m)
		fmt.Fprintf(&b, `<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style='position:absolute;width:%dpx;height:%dpx;z-index:%d;visibility:hidden' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			spaces, last+1+i, width, height, i+1, grid.anchor(m, width, height), m.line-1, m.column-1)
	}
	return append(append(bytes.Clone(out[:end]), b.String()...), out[end:]...), nil
}

// wholeShape cuts the shape that text begins with; shapes do not nest.
func wholeShape(text []byte) (shape []byte, ok bool) {
	tag := bytes.IndexByte(text, '>')
	if tag < 0 {
		return nil, false
	}
	if text[tag-1] == '/' {
		return text[:tag+1], true
	}
	end := "</" + tagName(text[:tag+1]) + ">"
	at := bytes.Index(text, []byte(end))
	if at < 0 {
		return nil, false
	}
	return text[:at+len(end)], true
}

// noteCell is the cell of the note that a shape shows: row and column from 1.
func noteCell(shape []byte) (cell [2]int, ok bool) {
	row, column := shapeRow.FindSubmatch(shape), shapeColumn.FindSubmatch(shape)
	if !shapeNote.Match(shape) || row == nil || column == nil {
		return cell, false
	}
	r, err1 := strconv.Atoi(string(row[1]))
	c, err2 := strconv.Atoi(string(column[1]))
	return [2]int{r + 1, c + 1}, err1 == nil && err2 == nil
}

// noteSize is about the size of the box that shows a note whole.
func noteSize(plan *markPlan, m *cellMark) (width, height int) {
	const perLine, lineHeight = 58, 16
	lines := 1
	for i, number := range m.findings {
		if i == noteMost {
			lines += 2
			break
		}
		f := &plan.findings[number]
		lines += 2
		for line := range strings.SplitSeq(noteBody(f), "\n") {
			lines += 1 + len([]rune(line))/perLine
		}
	}
	return 340, min(lines, 40)*lineHeight + 8
}

// shapes reads a part with shapes as it is, at most so large as other parts
// that are edited in memory.
func (w *workbook) shapes(part string) ([]byte, error) {
	p, err := w.archive.open(part, min(documentBytes, w.limits.PartBytes))
	if err != nil {
		return nil, err
	}
	r, err := asUTF8(p)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// counted writes a number and what it counts.
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + what
}
