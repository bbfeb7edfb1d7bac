package spreadsheet

import "io"

const (
	batchCells = 8 << 10
	batchText  = 128 << 10
	batchCount = 3
)

// batch is some rows of a sheet or text with all their text.
type batch struct {
	rows  []row
	cells []cell
	text  []byte
	err   error // why there are no more rows
}

// rowSource is a sheet or a text that is read row by row.
type rowSource interface {
	// nextInto reads the next row; cells and text are the space to use for its
	// cells and for all their text, which it returns as well. The error behind
	// the last row is io.EOF.
	nextInto(cells []cell, text []byte) (*row, []byte, error)
	// finish reads what stands behind the rows.
	finish() error
}

// rowsAhead reads rows in a goroutine of its own, so that the rows of one
// batch are taken in while the next is read.
type rowsAhead struct {
	full chan *batch // closed behind the last row, when the source was read whole
	free chan *batch
	done chan struct{}
}

// readAhead starts the reading; the source is the goroutine's until full is
// closed.
func readAhead(s rowSource) *rowsAhead {
	a := &rowsAhead{
		full: make(chan *batch, batchCount),
		free: make(chan *batch, batchCount),
		done: make(chan struct{}),
	}
	for range batchCount {
		a.free <- &batch{}
	}
	go func() {
		for {
			var b *batch
			select {
			case b = <-a.free:
			case <-a.done:
				return
			}
			b.fill(s)
			if b.err == io.EOF {
				b.err = s.finish()
				a.full <- b // there is room for all batches
				if b.err == nil {
					close(a.full)
				}
				return
			}
			a.full <- b
			if b.err != nil {
				return
			}
		}
	}()
	return a
}

func (a *rowsAhead) close() { close(a.done) }

// fill reads rows into the batch until it is full.
func (b *batch) fill(s rowSource) {
	if b.cells == nil {
		b.cells = make([]cell, 0, batchCells)
		b.text = make([]byte, 0, batchText)
	}
	b.rows, b.cells, b.text = b.rows[:0], b.cells[:0], b.text[:0]
	for {
		// The row takes its space from the batch; where that is too little,
		// append moves the row to a place of its own.
		cells, space := b.cells[len(b.cells):], b.text[len(b.text):]
		r, text, err := s.nextInto(cells, space)
		if err != nil {
			b.err = err
			return
		}
		b.rows = append(b.rows, *r)
		if len(r.cells) > cap(cells) || len(text) > cap(space) || len(b.rows) == batchCells {
			return
		}
		b.cells = b.cells[:len(b.cells)+len(r.cells)]
		b.text = b.text[:len(b.text)+len(text)]
	}
}
