package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/cosakit/cosa/cosa"
	"golang.org/x/term"
)

// progressLength bounds the line, so that it can be wiped out again.
const progressLength = 72

// working tells a person at a terminal what takes longer than a second. The
// line is gone when done is called.
func (p *program) working(what string) (done func()) {
	f, ok := p.Err.(*os.File)
	if p.global.quiet || p.global.noProgress || !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	return showProgress(f, what, time.Second)
}

// showProgress writes what is done and for how long to w, every so often.
func showProgress(w io.Writer, what string, every time.Duration) (done func()) {
	what = cosa.Bounded(cosa.Harmless(what), progressLength-10)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for n := 1; ; n++ {
			select {
			case <-ticker.C:
				_, _ = fmt.Fprintf(w, "\r%s, %d s", what, n) // nothing depends on it
			case <-stop:
				if n > 1 {
					_, _ = fmt.Fprintf(w, "\r%s\r", strings.Repeat(" ", progressLength))
				}
				return
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}
