package form

import (
	"io"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// ReadJSON is [ReadYAML] for the same shape in JSON.
func ReadJSON(b *cosa.Builder, file string, r io.Reader, limits Limits) error {
	return readPieces(b, file, r, limits, jsonWay(StreamedFrom, spanSize))
}

func jsonWay(from int64, span int) way {
	return way{from: from, span: span, whole: wholeJSON, outlines: outlineJSON, head: (*reader).jsonHead, piece: (*reader).jsonPiece, format: cosa.JSON}
}

// wholeJSON reads a file as a whole.
func wholeJSON(b *cosa.Builder, file string, r io.Reader, limits Limits, _ *cosa.ReadError) (large bool, err error) {
	text, large, err := readLarge(file, r, limits)
	if err != nil {
		return large, err
	}
	if limits.Tree != nil {
		limits.Tree()
	}
	f := newReader(b, file, cosa.JSON, limits)
	root, err := parseJSON(file, text, limits.Depth)
	if err != nil {
		return false, err
	}
	if root != nil {
		if err := f.document(root); err != nil {
			return false, err
		}
	}
	return false, f.finish()
}

// jsonHead parses what an outline holds.
func (r *reader) jsonHead(o *outline) piece {
	p := &jsonParser{file: r.file, data: o.text, line: 1, depth: r.limits.Depth, gapAt: o.gapAt, gap: o.gap}
	if r.refuses(o.text) {
		return piece{err: errWhole}
	}
	p.blanks()
	root := p.value(1)
	if p.blanks(); p.err == nil && p.pos < len(o.text) {
		return piece{err: errWhole}
	}
	return looked(piece{root: root, err: p.err})
}

// jsonPiece parses a span.
func (r *reader) jsonPiece(text []byte, s span) piece {
	p := &jsonParser{file: r.file, data: text, line: s.line, column: s.before, depth: r.limits.Depth}
	return looked(piece{root: &yaml.Node{Content: p.items(3)}, err: p.err})
}
