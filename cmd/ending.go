package cmd

import "context"

// untilInterrupted returns a context that ends when the user interrupts the
// program, for a command that then ends by itself, with what it has. A second
// interrupt ends the program at once.
func (p *program) untilInterrupted() (ctx context.Context, done func()) {
	ctx, cancel := context.WithCancel(context.Background())
	end := func() { cancel() }
	p.ending.Store(&end)
	return ctx, func() {
		p.ending.Store(nil)
		cancel()
	}
}

// endsItself asks the command to end. It reports whether the command does so.
func (p *program) endsItself() bool {
	end := p.ending.Swap(nil)
	if end == nil {
		return false
	}
	(*end)()
	return true
}
