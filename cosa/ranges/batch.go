package ranges

import (
	"io"

	"github.com/cosakit/cosa/cosa"
)

// Bounds of a batch.
const (
	mostNumbers = 2048
	mostFaulty  = 64 << 10 // bytes
)

// batch is a piece of a SIM list on its way from reading to counting.
type batch struct {
	numbers []simNumber
	faulty  []Sample
	bytes   int // of the faulty ones
}

// Read counts the numbers of a SIM list, which is read as [ReadNumbers] does.
// One piece of it is counted while the next one is read.
func (c *Coverage) Read(file string, r io.Reader) error {
	read, counted := make(chan *batch, 2), make(chan *batch, 3)
	for range cap(counted) {
		counted <- &batch{numbers: make([]simNumber, 0, mostNumbers)}
	}
	var err error
	go func() {
		defer close(read)
		err = batches(c.kind, file, r, read, counted)
	}()
	for b := range read {
		c.count(b, file)
		b.numbers, b.faulty, b.bytes = b.numbers[:0], b.faulty[:0], 0
		counted <- b
	}
	return err
}

// batches sends a SIM list in pieces, made of those that were counted.
func batches(kind cosa.NumberKind, file string, r io.Reader, read chan<- *batch, counted <-chan *batch) error {
	b := <-counted
	err := fields(kind, file, r, func(field []byte, line int) error {
		key, width, ok := cosa.NumberKey(kind, field)
		if !ok {
			text := kind.Start().Clean(string(field))
			if key, width, ok = cosa.NumberKey(kind, text); !ok {
				b.faulty = append(b.faulty, Sample{Number: text, Position: cosa.Position{File: file, Line: line}})
				b.bytes += len(text)
			}
		}
		if ok {
			b.numbers = append(b.numbers, simNumber{key: key, line: line, width: uint8(width)})
		}
		if len(b.numbers) == mostNumbers || len(b.faulty) == mostNumbers || b.bytes >= mostFaulty {
			read <- b
			b = <-counted
		}
		return nil
	})
	read <- b
	return err
}

// count counts a piece of a file. Whether a number is well-formed decides on
// its verdict, so that those of a verdict stay in the order of the list.
func (c *Coverage) count(b *batch, file string) {
	for _, s := range b.faulty {
		c.fault(s.Number, s.Position)
	}
	// Step by step for all of them, the processor need not wait for what one
	// number needs from memory to ask for what the next one needs.
	for i := range b.numbers {
		c.find(&b.numbers[i])
	}
	for i := range b.numbers {
		c.remember(&b.numbers[i])
	}
	for i := range b.numbers {
		n := &b.numbers[i]
		if verdict := c.place(n); c.wants(verdict) {
			text := cosa.RangeOf(c.kind, n.key, n.key, n.digits(c.kind)).Start
			c.Samples[verdict] = append(c.Samples[verdict], Sample{Number: text, Position: cosa.Position{File: file, Line: n.line}})
		}
	}
}
