package cmd

import (
	"fmt"
	"runtime"

	"github.com/cosakit/cosa/cosa"
)

// aheadSize bounds the files that are read side by side, in bytes: each is in
// memory on its own before it joins the others. Larger ones are read by all
// processors anyhow, or nearly.
const aheadSize = 4 << 20

// part is what one file holds.
type part struct {
	builder *cosa.Builder
	loaded  loaded
	err     error
}

// readAll reads files into the builder in the order in which they are named.
// Small ones are read ahead, on all processors but no more than a few at a time;
// what comes of it, the first error too, is as if they were read one by one.
func (p *program) readAll(b *cosa.Builder, l *loaded, files []*input, flags inputFlags, withDigests bool) error {
	ahead := runtime.GOMAXPROCS(0)
	if ahead == 1 || len(files) == 1 {
		ahead = 0
	}
	begun := 0
	parts := make([]chan *part, len(files))
	defer func() {
		for _, result := range parts { // what was begun must not go on behind our back
			if result != nil {
				<-result
			}
		}
	}()
	for i, in := range files {
		for ; begun < len(files) && begun < i+2*ahead; begun++ {
			if small := files[begun]; small.info != nil && small.info.Mode().IsRegular() && small.info.Size() <= aheadSize {
				result := make(chan *part, 1)
				parts[begun] = result
				go func() {
					own := &part{builder: cosa.NewBuilder()}
					own.err = p.read(own.builder, &own.loaded, small, flags, withDigests, nil)
					result <- own
				}()
			}
		}
		result := parts[i]
		parts[i] = nil
		what := "reading " + in.name
		if len(files) > 1 {
			what = fmt.Sprintf("reading %d/%d %s", i+1, len(files), in.name)
		}
		done := p.working(what)
		err := p.readNext(b, l, in, result, flags, withDigests)
		done()
		if err != nil {
			return err
		}
	}
	return nil
}

// readNext takes a file over that was read ahead, or reads it.
func (p *program) readNext(b *cosa.Builder, l *loaded, in *input, ahead chan *part, flags inputFlags, withDigests bool) error {
	if ahead == nil {
		return p.read(b, l, in, flags, withDigests, p.work.Load())
	}
	own := <-ahead
	if own.err != nil {
		return own.err
	}
	l.inputs = append(l.inputs, own.loaded.inputs...)
	l.formats = append(l.formats, own.loaded.formats...)
	l.digests = append(l.digests, own.loaded.digests...)
	l.notes = append(l.notes, own.loaded.notes...)
	b.Append(own.builder)
	return nil
}
