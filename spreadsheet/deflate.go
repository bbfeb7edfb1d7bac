package spreadsheet

import (
	"bytes"
	"io"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

// deflateBlock is how much text one processor compresses at a time. Blocks are
// cut at fixed lengths, so that equal text gives equal bytes on any machine.
const deflateBlock = 512 << 10

// deflater compresses blocks of a text on all processors and writes them in
// order as one deflate stream.
type deflater struct {
	out   io.Writer
	block *[deflateBlock]byte
	n     int             // bytes of block
	queue []chan deflated // of the blocks under way, in order
	pool  *deflatePool
}

// deflated is a compressed block.
type deflated struct {
	content *bytes.Buffer
	err     error
}

// deflatePool keeps what the blocks of one workbook can use again.
type deflatePool struct{ writers, blocks, buffers sync.Pool }

func (p *deflatePool) deflater(out io.Writer) *deflater { return &deflater{out: out, pool: p} }

// Write takes text up to a whole block.
func (d *deflater) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if d.block == nil {
			var ok bool
			if d.block, ok = d.pool.blocks.Get().(*[deflateBlock]byte); !ok {
				d.block = new([deflateBlock]byte)
			}
		}
		taken := copy(d.block[d.n:], p)
		d.n, p = d.n+taken, p[taken:]
		if d.n == deflateBlock {
			if err := d.send(false); err != nil {
				return n - len(p), err
			}
		}
	}
	return n, nil
}

// send has the block compressed, and writes the oldest one where as many are
// under way as there are processors.
func (d *deflater) send(last bool) error {
	block, n, done := d.block, d.n, make(chan deflated, 1)
	d.block, d.n = nil, 0
	go func() {
		var text []byte
		if block != nil {
			text = block[:n]
			defer d.pool.blocks.Put(block)
		}
		content, err := d.pool.compress(text, last)
		done <- deflated{content, err}
	}()
	d.queue = append(d.queue, done)
	if len(d.queue) > runtime.GOMAXPROCS(0) {
		return d.receive()
	}
	return nil
}

func (d *deflater) receive() error {
	oldest := <-d.queue[0]
	d.queue = d.queue[1:]
	if oldest.err != nil {
		return oldest.err
	}
	_, err := d.out.Write(oldest.content.Bytes())
	d.pool.buffers.Put(oldest.content)
	return err
}

// Close writes what is left and ends the stream.
func (d *deflater) Close() error {
	err := d.send(true)
	for len(d.queue) > 0 {
		if e := d.receive(); err == nil {
			err = e
		}
	}
	return err
}

// compress makes a part of a deflate stream of a text; the part ends on a whole
// byte.
func (p *deflatePool) compress(text []byte, last bool) (*bytes.Buffer, error) {
	buffer, ok := p.buffers.Get().(*bytes.Buffer)
	if !ok {
		buffer = new(bytes.Buffer)
	}
	buffer.Reset()
	w, ok := p.writers.Get().(*flate.Writer)
	if !ok {
		var err error
		if w, err = flate.NewWriter(buffer, deflateLevel); err != nil {
			return nil, err
		}
	}
	w.Reset(buffer)
	_, err := w.Write(text)
	if err == nil && last {
		err = w.Close()
	} else if err == nil {
		err = w.Flush()
	}
	p.writers.Put(w)
	return buffer, err
}
