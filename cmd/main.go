package cmd

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/cosakit/cosa/cosa"
)

// Streams are the program's input and output, its clock, and what is different
// in tests.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	Now func() time.Time // nil for the clock

	SheetRows int             // that a sheet is taken to hold, 0 for as many as it does
	Stop      <-chan struct{} // closed to interrupt the program, as Ctrl-C does; nil for Ctrl-C alone
}

// today is the day by the clock, as suppressions write it.
func (s *Streams) today() string {
	now := time.Now
	if s.Now != nil {
		now = s.Now
	}
	return now().Format(time.DateOnly)
}

// The exit codes. An interrupted program has that of the signal.
const (
	exitClean    = 0
	exitFindings = 1
	exitUsage    = 2
	exitFile     = 3
	exitSignal   = 128
)

// errFindings says that there are findings at or above the threshold. The
// report has told them.
var errFindings = errors.New("findings at or above the threshold")

// usageError is wrong use of the command line or a wrong configuration. Every
// other error is about a file.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// memoryTarget is how much memory, in bytes, the largest sheets that Excel
// holds may take: from here on garbage is collected more often. GOMEMLIMIT
// overrides it.
const memoryTarget = 544 << 20

// sheetGarbage is how much garbage, in percent of what is in use, may stand in
// memory below that: rows that are read leave little. GOGC overrides it.
const sheetGarbage = 200

// treeTarget takes the place of memoryTarget where a file is held in memory as
// a tree: a large one would pass the other, and garbage would be collected all
// the time.
const treeTarget = 4 << 30

// textGarbage is how much garbage, in percent of what is in use, a text file
// that is read in pieces may leave in memory. What stays of it is cheap to
// look through. GOGC overrides it.
const textGarbage = 50

// textTarget takes the place of memoryTarget for such a file: a million of
// profiles, with the place of every value, passes the other.
const textTarget = 896 << 20

func collectOften() {
	setGarbage(textGarbage)
	if debug.SetMemoryLimit(-1) == memoryTarget {
		debug.SetMemoryLimit(textTarget)
	}
}

// holdTree prepares for a text file that cannot be read in pieces.
func holdTree() {
	setGarbage(100)
	liftMemoryTarget()
}

func setGarbage(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

func liftMemoryTarget() {
	if limit := debug.SetMemoryLimit(-1); limit == memoryTarget || limit == textTarget {
		debug.SetMemoryLimit(treeTarget)
	}
}

// Main runs the command line args, without the program's name, and returns
// the exit code. When the user interrupts it, unfinished output is removed.
func Main(args []string, streams Streams) int {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT is not set
		debug.SetMemoryLimit(memoryTarget)
	}
	setGarbage(sheetGarbage)
	p := &program{Streams: streams}
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(interrupt)
	done := make(chan error, 1)
	go func() { done <- p.execute(args) }()
	var by os.Signal = os.Interrupt
	for {
		select {
		case err := <-done:
			if errors.Is(err, errInterrupted) {
				return signalCode(by)
			}
			return p.exitCode(err)
		case by = <-interrupt:
		case <-p.Stop:
			p.Stop = nil
		}
		if p.endsItself() {
			continue
		}
		p.unfinished.abandon()
		p.wipe()
		return signalCode(by)
	}
}

// exitCode says what went wrong and maps it to the exit code.
func (p *program) exitCode(err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &usage):
		p.say("cosa: %s", err)
		return exitUsage
	}
	p.say("cosa: %s", err)
	return exitFile
}

// say writes to the person at the terminal.
func (p *program) say(format string, args ...any) {
	for line := range strings.Lines(fmt.Sprintf(format, args...)) {
		// Where standard error is closed there is nobody left to tell.
		_, _ = fmt.Fprintln(p.Err, cosa.Harmless(strings.TrimSuffix(line, "\n")))
	}
}

// note is say for what a quiet user does not want to know.
func (p *program) note(format string, args ...any) {
	if !p.global.quiet {
		p.say(format, args...)
	}
}
