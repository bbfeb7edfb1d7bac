package spreadsheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// markStyles is the table of cell styles with those of the marks appended. A
// marked cell has its former style but for the fill.
type markStyles struct {
	doc     *document
	prefix  string
	lists   map[string]*styleList
	marked  map[styleMark]int
	shades  map[string]int // by the fill that a marked cell had
	pairs   [][2]int       // marked, former; in the order of discovery
	refused bool           // there is no room for more styles
}

type styleMark struct {
	former   int
	severity cosa.Severity
}

// styleList is one of the lists of the part, such as the fonts.
type styleList struct {
	element *element // nil where the part has none
	items   [][]byte
	index   map[string]int
	added   []byte
}

const (
	stylesMost = 65_000 // cell styles; Excel allows 65,490
	pairsMost  = 4_000  // marked styles, which the sheet of findings remembers in one row
)

// styleOrder is the order of the lists that the part must have.
var styleOrder = []string{
	"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst",
}

// styleDefaults begin the lists where the part has none: style 0 is what a
// cell without a style has.
var styleDefaults = map[string][]string{
	"fonts":   {`<%[1]sfont><%[1]ssz val="11"/><%[1]sname val="Calibri"/></%[1]sfont>`},
	"fills":   {`<%[1]sfill><%[1]spatternFill patternType="none"/></%[1]sfill>`, `<%[1]sfill><%[1]spatternFill patternType="gray125"/></%[1]sfill>`},
	"borders": {`<%[1]sborder><%[1]sleft/><%[1]sright/><%[1]stop/><%[1]sbottom/><%[1]sdiagonal/></%[1]sborder>`},
	"cellXfs": {`<%[1]sxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`},
}

func newMarkStyles(doc *document) *markStyles {
	s := &markStyles{doc: doc, prefix: doc.prefix(), lists: make(map[string]*styleList), marked: make(map[styleMark]int), shades: map[string]int{noFill: 0}}
	for _, name := range []string{"fonts", "fills", "borders", "cellXfs"} {
		l := &styleList{element: doc.root.child(name), index: make(map[string]int)}
		s.lists[name] = l
		if l.element != nil {
			for _, e := range l.element.children {
				l.keep(doc.whole(e))
			}
		}
		if len(l.items) == 0 {
			for _, text := range styleDefaults[name] {
				l.ensure(fmt.Sprintf(text, s.prefix))
			}
		}
	}
	return s
}

func (l *styleList) keep(item []byte) {
	if _, ok := l.index[string(item)]; !ok {
		l.index[string(item)] = len(l.items)
	}
	l.items = append(l.items, item)
}

// ensure returns the number of an item, which is appended if it is not there.
func (l *styleList) ensure(item string) int {
	if i, ok := l.index[item]; ok {
		return i
	}
	l.keep([]byte(item))
	l.added = append(l.added, item...)
	return len(l.items) - 1
}

// markColors are the fills of marked cells. Nobody else uses exactly these.
var markColors = map[cosa.Severity]int{cosa.Error: 0xffc8cd, cosa.Warning: 0xffe7a3, cosa.Info: 0xd0e4f8}

func (s *markStyles) fill(color int) int {
	return s.lists["fills"].ensure(fmt.Sprintf(
		`<%[1]sfill><%[1]spatternFill patternType="solid"><%[1]sfgColor rgb="FF%06[2]X"/><%[1]sbgColor indexed="64"/></%[1]spatternFill></%[1]sfill>`, s.prefix, color))
}

// mark returns the style of a cell with a finding whose style was former; ok
// is false where there is no room for more styles.
//
// Where the fills of the former styles differ, those of the marks differ by a
// shade that nobody sees: else programs would make one style of what differed
// by its fill alone, and which of them was meant would be lost.
func (s *markStyles) mark(former int, severity cosa.Severity) (style int, ok bool) {
	key := styleMark{former, severity}
	if style, ok := s.marked[key]; ok {
		return style, true
	}
	xfs := s.lists["cellXfs"]
	if len(xfs.items) >= stylesMost || len(s.pairs) >= pairsMost {
		s.refused = true
		return former, false
	}
	from := xfs.items[0]
	if former < len(xfs.items) {
		from = xfs.items[former]
	}
	tag := from[:bytes.IndexByte(from, '>')+1]
	shade := s.shade(tag)
	color := markColors[severity] - shade%16 - shade/16%16<<8 - shade/256<<16
	changed := appendWith(nil, tag, "fillId", strconv.Itoa(s.fill(color)))
	changed = appendWith(nil, changed, "applyFill", "1")
	style = xfs.ensure(string(changed) + string(from[len(tag):]))
	s.marked[key] = style
	s.pairs = append(s.pairs, [2]int{style, former})
	return style, true
}

// noFill stands for the fill of cells that have none.
const noFill = ""

// shade is a number for the fill of a style, whose start tag is given; 0 is
// that of no fill.
func (s *markStyles) shade(xf []byte) int {
	text := noFill
	fills := s.lists["fills"].items
	if _, from, to, ok := tagAttribute(xf, "fillId"); ok {
		if n, ok := parseIndex(xf[from:to]); ok && n < len(fills) && !bytes.Contains(fills[n], []byte(`"none"`)) {
			text = string(fills[n])
		}
	}
	shade, ok := s.shades[text]
	if !ok {
		shade = len(s.shades)
		s.shades[text] = shade
	}
	return shade
}

// look is a cell style for the sheet of findings.
type look struct {
	font   string // inside of the font element, %[1]s is the namespace prefix
	color  int    // of the fill, 0 for none
	border bool
	format int
	align  string // attributes of the alignment
}

func (s *markStyles) look(l look) int {
	font := s.lists["fonts"].ensure(fmt.Sprintf(`<%[1]sfont>`+l.font+`<%[1]sname val="Calibri"/><%[1]sfamily val="2"/></%[1]sfont>`, s.prefix))
	fill, border := 0, 0
	if l.color != 0 {
		fill = s.fill(l.color)
	}
	if l.border {
		var b strings.Builder
		for _, side := range []string{"left", "right", "top", "bottom"} {
			fmt.Fprintf(&b, `<%[1]s%[2]s style="thin"><%[1]scolor rgb="FFD9D9D9"/></%[1]s%[2]s>`, s.prefix, side)
		}
		border = s.lists["borders"].ensure(fmt.Sprintf(`<%[1]sborder>%[2]s<%[1]sdiagonal/></%[1]sborder>`, s.prefix, b.String()))
	}
	return s.lists["cellXfs"].ensure(fmt.Sprintf(
		`<%[1]sxf numFmtId="%[2]d" fontId="%[3]d" fillId="%[4]d" borderId="%[5]d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><%[1]salignment %[6]s/></%[1]sxf>`,
		s.prefix, l.format, font, fill, border, l.align))
}

// bytes is the part with the styles that were appended.
func (s *markStyles) bytes() []byte {
	for _, name := range styleOrder {
		l, ok := s.lists[name]
		if !ok || len(l.added) == 0 {
			continue
		}
		count := strconv.Itoa(len(l.items))
		if l.element != nil {
			s.doc.set(l.element, "count", count)
			s.doc.appendTo(l.element, string(l.added))
			continue
		}
		list := `<` + s.prefix + name + ` count="` + count + `">` + string(l.added) + `</` + s.prefix + name + `>`
		if next := s.after(name); next != nil {
			s.doc.insert(next.start, list)
		} else {
			s.doc.appendTo(s.doc.root, list)
		}
	}
	return s.doc.bytes()
}

// after is the first of the elements that a list which is missing belongs in
// front of, nil for none.
func (s *markStyles) after(name string) *element {
	rank := slices.Index(styleOrder, name)
	for _, e := range s.doc.root.children {
		if slices.Index(styleOrder, e.name) > rank {
			return e
		}
	}
	return nil
}
