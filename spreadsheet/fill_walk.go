package spreadsheet

// sheetWalk reads a sheet token by token and tells where in the grid each one
// stands, so that the sheet can be written again with other cells.
type sheetWalk struct {
	c      *xmlCopier
	row    int // that is open, or was last
	column int // of the cell that is open, or was last
	state  sheetEvent
}

// sheetEvent is what a token of a sheet is.
type sheetEvent uint8

const (
	headToken sheetEvent = iota // in front of the rows
	dataOpen                    // start tag of the rows
	dataToken                   // between rows
	rowOpen
	rowToken // between cells
	cellOpen
	cellToken
	cellClose
	rowClose
	dataClose
	tailToken // behind the rows
	walkEnd
)

// next reads the next token.
func (w *sheetWalk) next() (sheetEvent, token, error) {
	t, err := w.c.next()
	if err != nil {
		return 0, t, err
	}
	if t == tokenEnd {
		return walkEnd, t, nil
	}
	depth, x := w.c.x.depth(), w.c.x
	switch w.state {
	case headToken:
		if t == tokenOpen && depth == 1 && string(x.name) != "worksheet" {
			return 0, t, malformed("it is no worksheet but %.40q", x.name)
		}
		if t == tokenOpen && depth == 2 && string(x.name) == "sheetData" {
			w.state = dataToken
			return dataOpen, t, nil
		}
	case dataToken:
		switch {
		case t == tokenClose && depth == 1:
			w.state = tailToken
			return dataClose, t, nil
		case t == tokenOpen && depth == 3 && string(x.name) == "row":
			w.state = rowToken
			return rowOpen, t, w.openRow()
		}
	case rowToken:
		switch {
		case t == tokenClose && depth == 2:
			w.state = dataToken
			return rowClose, t, nil
		case t == tokenOpen && depth == 4 && string(x.name) == "c":
			w.state = cellToken
			return cellOpen, t, w.openCell()
		}
	case cellToken:
		if t == tokenClose && depth == 3 {
			w.state = rowToken
			return cellClose, t, nil
		}
	}
	return w.state, t, nil
}

func (w *sheetWalk) openRow() error {
	number := w.row + 1
	if r := w.c.x.attr("r"); r != nil {
		n, ok := parseIndex(r)
		if !ok || n < number || n > sheetRows {
			return malformed("a row behind row %d has the number %.20q", w.row, r)
		}
		number = n
	}
	w.row, w.column = number, 0
	return nil
}

func (w *sheetWalk) openCell() error {
	column := w.column + 1
	if ref := w.c.x.attr("r"); ref != nil {
		c, line, ok := parseRef(ref)
		if !ok || line != w.row || c < column || c > sheetColumns {
			return malformed("row %d has a cell with the address %.20q", w.row, ref)
		}
		column = c
	}
	w.column = column
	return nil
}

// walk starts reading a sheet; the caller closes the pipe.
func (w *workbook) walk(part string) (*sheetWalk, *pipe, error) {
	src, err := w.source(part, w.limits.SheetBytes)
	if err != nil {
		return nil, nil, err
	}
	return &sheetWalk{c: newXMLCopier(src, w.limits.Depth)}, src, nil
}
