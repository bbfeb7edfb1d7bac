package spreadsheet

import "io"

const (
	pipeBlock    = 256 << 10
	pipeHeadroom = 64 << 10
	pipeBlocks   = 4
)

// pipe reads ahead of a scanner in a goroutine of its own, in a few large
// blocks that are used again and again. Each block leaves room in front for
// what the scanner has not finished of the block before, so that the scanner
// always sees one contiguous window.
type pipe struct {
	full     chan filled
	free     chan []byte
	done     chan struct{}
	current  []byte // block that the window lies in, nil if it lies in spill
	spill    []byte // window of an unfinished piece larger than the headroom
	headroom int
	err      error
}

type filled struct {
	block []byte
	n     int
	err   error
}

func newPipe(r io.Reader, block, headroom int) *pipe {
	p := &pipe{
		full:     make(chan filled, pipeBlocks),
		free:     make(chan []byte, pipeBlocks),
		done:     make(chan struct{}),
		headroom: headroom,
	}
	for range pipeBlocks {
		p.free <- nil // made when first used, so that small parts need one
	}
	go p.fill(r, block)
	return p
}

func (p *pipe) fill(r io.Reader, size int) {
	for {
		var block []byte
		select {
		case block = <-p.free:
		case <-p.done:
			return
		}
		if block == nil {
			block = make([]byte, p.headroom+size)
		}
		n, err := p.headroom, error(nil)
		for n < len(block) && err == nil {
			var m int
			m, err = r.Read(block[n:])
			n += m
		}
		n -= p.headroom
		select {
		case p.full <- filled{block, n, err}:
		case <-p.done:
			return
		}
		if err != nil {
			return
		}
	}
}

// next returns a window that begins with tail, the unfinished end of the
// window before, and goes on with new bytes. The old window is gone then. At
// the end, or where reading failed, it returns tail's bytes and the error.
func (p *pipe) next(tail []byte) ([]byte, error) {
	if p.err != nil {
		return tail, p.err
	}
	var f filled
	select {
	case f = <-p.full:
	case <-p.done:
		return tail, io.ErrClosedPipe
	}
	p.err = f.err
	if f.n == 0 && f.err != nil {
		return tail, f.err
	}
	var window []byte
	if len(tail) <= p.headroom {
		start := p.headroom - len(tail)
		copy(f.block[start:], tail)
		window = f.block[start : p.headroom+f.n]
		p.release()
		p.current = f.block
		return window, nil
	}
	p.spill = append(p.spill[:0], tail...)
	p.spill = append(p.spill, f.block[p.headroom:p.headroom+f.n]...)
	p.release()
	p.free <- f.block
	return p.spill, nil
}

func (p *pipe) release() {
	if p.current != nil {
		p.free <- p.current
		p.current = nil
	}
}

// close ends the goroutine. What is left unread stays unread.
func (p *pipe) close() { close(p.done) }
