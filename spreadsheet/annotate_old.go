package spreadsheet

import (
	"bytes"
	"io"
	"strings"
)

// oldMarks is what an annotated workbook remembers of its marks, so that they
// can be taken off. The sheet of findings keeps, in hidden columns of its
// first row, pairs of cells: one has the style of marked cells, the next the
// style that these had before. So the pairs survive that a program numbers all
// styles anew, and that rows of the data are moved.
type oldMarks struct {
	sheet  string // name of the sheet of findings
	part   string
	styles map[int]int // former style by the style of marked cells
	known  map[int]int // styles that other programs made of those of marked cells, see markStyles.former; -1 for others
}

const (
	findingsSheet = "Findings"
	memoryColumn  = 26 // first of the hidden columns
	memoryMark    = "cosa findings 1"
)

// Annotated reports whether a workbook of size bytes is one that [Annotate]
// wrote. A workbook that cannot be opened is not.
func Annotated(r io.ReaderAt, size int64) bool {
	w, err := openWorkbook("", r, size, DefaultLimits())
	if err != nil {
		return false
	}
	i, err := w.findingsSheet()
	return err == nil && i >= 0
}

// findingsSheet is the number of the sheet that Annotate added, -1 for none.
func (w *workbook) findingsSheet() (int, error) {
	for i, sheet := range w.sheets {
		if !strings.HasPrefix(sheet.name, findingsSheet) {
			continue
		}
		s, src, err := w.sheet(i)
		if err != nil {
			return -1, err
		}
		r, err := s.next()
		ours := err == nil && r.number == 1 && columnText(r, memoryColumn) == memoryMark
		src.close()
		if ours {
			return i, nil
		}
		if err != nil && err != io.EOF {
			return -1, err
		}
	}
	return -1, nil
}

// oldMarks reads what the sheet of findings remembers, nil where there is no
// such sheet.
func (w *workbook) oldMarks() (*oldMarks, error) {
	i, err := w.findingsSheet()
	if err != nil || i < 0 {
		return nil, err
	}
	o := &oldMarks{sheet: w.sheets[i].name, part: w.sheets[i].part, styles: make(map[int]int), known: make(map[int]int)}
	formers := make(map[int]int)
	marks := make(map[int]int)
	err = w.scan(o.part, func(x *xmlScanner) error {
		rows := 0
		for {
			t, err := x.next()
			if err != nil || t == tokenEnd {
				return err
			}
			if t != tokenOpen {
				continue
			}
			switch string(x.name) {
			case "row":
				rows++
			case "c":
				column, line, ok := parseRef(x.attr("r"))
				if rows != 1 || !ok || line != 1 || column <= memoryColumn {
					continue
				}
				style, _ := parseIndex(x.attr("s"))
				if at := (column - memoryColumn - 1) / 2; (column-memoryColumn)%2 == 1 {
					marks[at] = style
				} else {
					formers[at] = style
				}
			}
		}
	})
	for at, mark := range marks {
		if former, ok := formers[at]; ok {
			o.styles[mark] = former
		}
	}
	return o, err
}

// link reports whether a link leads to the sheet of findings.
func (o *oldMarks) link(location []byte) bool {
	if o == nil {
		return false
	}
	location = bytes.TrimPrefix(location, []byte("#"))
	name := strings.ReplaceAll(o.sheet, "'", "''")
	return bytes.HasPrefix(location, []byte("'"+name+"'!")) || bytes.HasPrefix(location, []byte(name+"!"))
}
