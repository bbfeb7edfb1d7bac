package cmd

import (
	"context"
	"errors"
	"os"
	"syscall"
)

// errInterrupted says that the user has ended a command that ended by itself,
// with what it had.
var errInterrupted = errors.New("interrupted")

// signalCode is the exit code of a program that a signal has ended.
func signalCode(by os.Signal) int {
	if s, ok := by.(syscall.Signal); ok {
		return exitSignal + int(s)
	}
	return exitSignal + int(syscall.SIGINT)
}

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
