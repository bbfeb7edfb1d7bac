package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/cosakit/cosa/cosa"
)

const (
	// progressAfter is how long work may take before a person is told of it.
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
	// progressText bounds what is said of the work, so that a bar, numbers and
	// times find a place beside it.
	progressText = 30
	progressBar  = 20
)

// work is something that may take long. Its methods do nothing for nil.
type work struct {
	what  string
	total atomic.Int64           // bytes to come, 0 where nobody knows
	done  atomic.Int64           // bytes so far
	tells atomic.Pointer[string] // how it goes, in place of what and of the bytes; nil for those
	stop  func()                 // wipes out what is shown; may be called twice
}

// working tells a person at a terminal what takes longer than a second, and how
// far it is. What is shown is gone when done is called.
func (p *program) working(what string) (done func()) {
	f, ok := p.Err.(*os.File)
	if p.global.quiet || p.global.noProgress || !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	w := &work{what: what}
	w.show(f, obeysColors(f) && os.Getenv("TERM") != "dumb", progressAfter, progressEvery)
	p.work.Store(w)
	return func() {
		p.work.Store(nil)
		w.stop()
	}
}

// wipe takes away what is shown.
func (p *program) wipe() {
	if w := p.work.Load(); w != nil {
		w.stop()
	}
}

// tell says how the work goes, and measures it by a number of things.
func (w *work) tell(done, total int, text string) {
	if w == nil {
		return
	}
	w.tells.Store(&text)
	w.done.Store(int64(done))
	w.total.Store(int64(total))
}

// reads measures the work by the bytes of an input, which is read so many
// times.
func (w *work) reads(o *opened, times int) {
	if w == nil {
		return
	}
	w.done.Store(0)
	w.total.Store(o.size * int64(times))
	o.content = measuredReader{o.content, &w.done}
}

// writes measures the work by the bytes that are written.
func (w *work) writes(to io.Writer) io.Writer {
	if w == nil {
		return to
	}
	w.done.Store(0)
	w.total.Store(0)
	return measuredWriter{to, &w.done}
}

type measuredReader struct {
	io.ReaderAt
	done *atomic.Int64
}

func (r measuredReader) ReadAt(p []byte, at int64) (int, error) {
	n, err := r.ReaderAt.ReadAt(p, at)
	r.done.Add(int64(n))
	return n, err
}

type measuredWriter struct {
	io.Writer
	done *atomic.Int64
}

func (w measuredWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	w.done.Add(int64(n))
	return n, err
}

// show writes the state of the work to out every so often. ansi says that out
// obeys escape sequences.
func (w *work) show(out io.Writer, ansi bool, after, every time.Duration) {
	stop, stopped := make(chan struct{}), make(chan struct{})
	w.stop = sync.OnceFunc(func() {
		close(stop)
		<-stopped
	})
	go func() {
		defer close(stopped)
		begun := time.Now()
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		bar, of := newBar(out, ansi, w.what, 0, false), int64(0)
		measured := false
		for {
			select {
			case <-ticker.C:
				total := w.total.Load()
				if total != of || !measured && w.done.Load() > 0 {
					wipe(out, bar, ansi)
					measured = true
					bar, of = newBar(out, ansi, w.what, total, w.tells.Load() == nil), total
				}
				if time.Since(begun) >= after {
					w.draw(bar, of)
				}
			case <-stop:
				wipe(out, bar, ansi)
				return
			}
		}
	}()
}

// draw draws the bar; nothing depends on whether it can.
func (w *work) draw(bar *progressbar.ProgressBar, total int64) {
	if text := w.tells.Load(); text != nil {
		bar.Describe(*text)
	}
	switch done := w.done.Load(); {
	case total > 0:
		_ = bar.Set64(min(done, total-1)) // the end is when the work is done
	case done > 0:
		_ = bar.Set64(done)
	default:
		_ = bar.RenderBlank()
	}
}

// newBar makes a bar of so many bytes, or a spinner where total is 0. measured
// says that there are bytes to tell of.
func newBar(out io.Writer, ansi bool, what string, total int64, measured bool) *progressbar.ProgressBar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(out), progressbar.OptionUseANSICodes(ansi), progressbar.OptionSetWidth(progressBar),
		progressbar.OptionSetDescription(cosa.Bounded(cosa.Harmless(what), progressText)),
		progressbar.OptionShowBytes(measured), progressbar.OptionUseIECUnits(true),
		progressbar.OptionSetSpinnerChangeInterval(0), // it draws when it is asked to
	}
	if measured {
		options = append(options, progressbar.OptionShowCount())
	}
	if total == 0 {
		total = -1
	}
	bar := progressbar.NewOptions64(total, options...)
	bar.StartWithoutRender()
	return bar
}

// wipe takes a bar away, if it was drawn.
func wipe(out io.Writer, bar *progressbar.ProgressBar, ansi bool) {
	switch shown := bar.String(); {
	case shown == "":
	case ansi:
		_ = bar.Clear()
	default:
		_, _ = fmt.Fprintf(out, "\r%s\r", strings.Repeat(" ", utf8.RuneCountInString(shown)))
	}
}
