package form

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"runtime"
	"slices"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// StreamedFrom is the size of files, in bytes, from which on YAML and JSON are
// read piece by piece, after a first look at where the pieces are.
const StreamedFrom = 1 << 20

// randomReader is a reader that can be read at any place, again and again.
type randomReader interface {
	io.ReadSeeker
	io.ReaderAt
	Size() int64
}

// pieceError is the first fault of a file, as far as its pieces tell.
type pieceError struct{ *cosa.ReadError }

func (e pieceError) Unwrap() error { return e.ReadError }

// piece is a part of a file, as nodes whose lines are those of the file.
type piece struct {
	text    textLines
	root    *yaml.Node
	nodes   int
	depth   int
	anchors bool // a node has an anchor
	aliases bool
	err     error
}

// way is how files of a format are read.
type way struct {
	format cosa.Format
	from   int64 // size from which on files are read in pieces
	span   int   // size of a piece, about
	// whole reads a file as a whole. large says that it cannot for its size;
	// found is the fault that a piece has, or nil.
	whole    func(b *cosa.Builder, file string, r io.Reader, limits Limits, found *cosa.ReadError) (large bool, err error)
	outlines func(in io.Reader, offset int64, size int) ([]outline, error)
	head     func(r *reader, o *outline) piece
	piece    func(r *reader, text []byte, s span) piece
}

// readPieces reads a file piece by piece if it can, else as a whole.
func readPieces(b *cosa.Builder, file string, r io.Reader, limits Limits, w way) error {
	limits = limits.orDefaults()
	in, ok := r.(randomReader)
	if ok {
		at, err := in.Seek(0, io.SeekCurrent)
		ok = err == nil && at == 0 && in.Size() >= w.from
	}
	if !ok {
		_, err := w.whole(b, file, r, limits, nil)
		return err
	}
	before := b.Mark()
	err := stream(b, file, in, limits, w)
	if err == nil {
		_, err := in.Seek(0, io.SeekEnd)
		return err
	}
	// Whatever is wrong is told as it is where the file is read as a whole.
	b.Undo(before)
	var found pieceError
	errors.As(err, &found)
	large, whole := w.whole(b, file, io.NewSectionReader(in, 0, in.Size()), limits, found.ReadError)
	var problem *cosa.ReadError
	if large && errors.As(err, &problem) {
		return problem
	}
	return whole
}

// stream reads a file piece by piece. After an error, errWhole for one, the
// file must be read as a whole.
func stream(b *cosa.Builder, file string, in randomReader, limits Limits, w way) error {
	var head [4]byte
	if _, err := in.ReadAt(head[:], 0); err != nil && err != io.EOF {
		return unreadable(file, err)
	}
	start := int64(0)
	switch {
	case bytes.HasPrefix(head[:], []byte("\xef\xbb\xbf")):
		start = 3
	case bytes.IndexByte(head[:], 0) >= 0: // UTF-16
		return errWhole
	}
	documents, err := w.outlines(io.NewSectionReader(in, start, in.Size()-start), start, w.span)
	if err != nil && err != errWhole {
		err = unreadable(file, err)
	}
	if err != nil {
		return err
	}
	r := newReader(b, file, w.format, limits)
	for i := range documents {
		if err := r.stream(in, &documents[i], w); err != nil {
			return err
		}
	}
	return r.finish()
}

// stream reads a document piece by piece.
func (r *reader) stream(in io.ReaderAt, o *outline, w way) error {
	if o.item == 0 && len(o.text) > StreamedFrom {
		return errWhole
	}
	head := w.head(r, o)
	if head.err != nil {
		return head.err
	}
	if head.depth > r.limits.Depth || o.item > 0 && !standsIn(head.root, o) {
		return errWhole
	}
	r.text = head.text
	r.nodes += head.nodes
	list, defaults := r.head(head.root)
	if r.err != nil || o.item == 0 {
		for i, n := range list {
			if r.profile(n, r.start, i, defaults); r.err != nil {
				break
			}
		}
		return r.err
	}
	if len(list) == 0 {
		return errWhole
	}
	index := 0
	for p := range inOrder(slices.Values(o.spans), func(s span) piece { return r.piece(in, s, w) }) {
		switch {
		case p.err != nil:
			var problem *cosa.ReadError
			if errors.As(p.err, &problem) {
				return pieceError{problem} // all before it is right
			}
			return p.err
		case p.anchors && head.aliases, p.depth > r.limits.Depth-1:
			return errWhole // the alias may stand for what the piece holds
		}
		r.text = p.text
		r.nodes += p.nodes
		for _, n := range p.root.Content {
			if r.profile(n, r.start, index, defaults); r.err != nil {
				return r.err
			}
			index++
		}
	}
	return nil
}

// standsIn reports that the outline's item is the only one of the only key
// profiles.
func standsIn(root *yaml.Node, o *outline) bool {
	if root.Kind != yaml.MappingNode {
		return false
	}
	var list *yaml.Node
	for i := 0; i+1 < len(root.Content); i += 2 {
		key := root.Content[i]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" || key.Value == keyProfiles && list != nil {
			return false
		}
		if key.Value == keyProfiles {
			list = root.Content[i+1]
		}
	}
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) != 1 {
		return false
	}
	item := list.Content[0]
	return item.Kind == yaml.ScalarNode && item.Value == "0" && item.Line == o.lines.inFile(o.item)
}

// piece reads and parses a span.
func (r *reader) piece(in io.ReaderAt, s span, w way) piece {
	if int64(s.length) > r.limits.Bytes {
		return piece{err: errWhole} // before it is read
	}
	text := make([]byte, s.length)
	if n, err := in.ReadAt(text, s.offset); n < s.length {
		return piece{err: unreadable(r.file, err)}
	}
	if r.refuses(text) {
		return piece{err: errWhole}
	}
	return w.piece(r, text, s)
}

// refuses reports that a text is not to be parsed.
func (r *reader) refuses(text []byte) bool {
	return int64(len(text)) > r.limits.Bytes || !utf8.Valid(text) || crowded(text, r.limits.Values)
}

// looked measures a piece and gives its nodes the lines they have in the file.
func looked(p piece) piece {
	if p.err == nil {
		p.look(p.root, 1)
	}
	return p
}

// look measures a node and gives it the line that it has in the file.
func (p *piece) look(n *yaml.Node, depth int) {
	p.nodes++
	p.depth = max(p.depth, depth)
	p.anchors = p.anchors || n.Anchor != ""
	p.aliases = p.aliases || n.Kind == yaml.AliasNode
	n.Line = p.text.inFile(n.Line)
	for _, child := range n.Content {
		p.look(child, depth+1)
	}
}

// inOrder parses parts of a file on all processors and yields what they hold
// in order. No more than a few are in memory at a time.
func inOrder[T any](parts iter.Seq[T], parse func(T) piece) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		next, stop := iter.Pull(parts)
		defer stop()
		ahead := make([]chan piece, max(2, runtime.GOMAXPROCS(0))+1)
		begun, done := 0, 0
		defer func() {
			for ; done < begun; done++ {
				<-ahead[done%len(ahead)]
			}
		}()
		for more := true; ; {
			for more && begun < done+len(ahead) {
				var part T
				if part, more = next(); !more {
					break
				}
				result := make(chan piece, 1)
				ahead[begun%len(ahead)] = result
				begun++
				go func() { result <- parse(part) }()
			}
			if done == begun {
				return
			}
			p := <-ahead[done%len(ahead)]
			done++
			if !yield(p) {
				return
			}
		}
	}
}
