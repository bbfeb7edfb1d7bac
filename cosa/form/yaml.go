package form

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// ReadYAML reads the YAML form of a submission, of one or more documents, and
// gives its rows, findings and answers to b. What cannot be read at all is a
// [cosa.ReadError].
//
// A large file whose profiles are a list in block style is read piece by
// piece, if r is an [io.SectionReader], or a reader of bytes or of a string;
// every other file is held in memory while it is read.
func ReadYAML(b *cosa.Builder, file string, r io.Reader, limits Limits) error {
	return readPieces(b, file, r, limits, yamlWay(StreamedFrom, spanSize))
}

func yamlWay(from int64, span int) way {
	return way{from: from, span: span, whole: wholeYAML, outlines: outlineYAML, head: (*reader).yamlHead, piece: (*reader).yamlPiece, format: cosa.YAML}
}

// wholeYAML reads a file as a whole.
func wholeYAML(b *cosa.Builder, file string, r io.Reader, limits Limits, found *cosa.ReadError) (large bool, err error) {
	text, large, err := readLarge(file, r, limits)
	if err != nil {
		return large, err
	}
	if limits.Tree != nil {
		limits.Tree()
	}
	f := newReader(b, file, cosa.YAML, limits)
	f.text.text = text
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		err := decode(decoder, &document)
		if errors.Is(err, io.EOF) {
			return false, f.finish()
		}
		if err != nil {
			return false, syntaxError(file, text, err, found)
		}
		if err := f.document(document.Content[0]); err != nil {
			return false, err
		}
	}
}

// yamlHead parses what an outline holds.
func (r *reader) yamlHead(o *outline) piece {
	if r.refuses(o.text) {
		return piece{err: errWhole}
	}
	return r.parse(o.text, o.lines)
}

// yamlPiece parses a span, as what it is a part of: the list of a mapping.
func (r *reader) yamlPiece(text []byte, s span) piece {
	if list, ok := parsePlain(text, r.words); ok {
		return looked(piece{text: textLines{text: text, lineMap: lineMap{before: s.line - 1}}, root: list})
	}
	const above = "x:\n"
	p := r.parse(slices.Concat([]byte(above), text), lineMap{before: s.line - 2})
	switch {
	case p.err != nil:
	case p.root.Kind != yaml.MappingNode || len(p.root.Content) != 2 || p.root.Content[1].Kind != yaml.SequenceNode:
		p.err = errWhole
	default:
		p.root = p.root.Content[1]
	}
	return p
}

// parse parses a part of a file, which is one document.
func (r *reader) parse(text []byte, lines lineMap) piece {
	p := piece{text: textLines{text: text, lineMap: lines}}
	if hasOddBreaks(text) {
		p.err = errWhole
		return p
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, more yaml.Node
	err := decode(decoder, &document)
	if err == nil {
		p.root = document.Content[0]
		if err = decode(decoder, &more); err == nil {
			err = errWhole // several documents
		}
	}
	switch {
	case err == errWhole, p.root == nil && errors.Is(err, io.EOF):
		p.err = errWhole
	case !errors.Is(err, io.EOF):
		problem := syntaxError(r.file, text, err, nil)
		problem.Position.Line = lines.inFile(problem.Position.Line)
		p.err = problem
	}
	return looked(p)
}

// decode parses the next document.
func decode(decoder *yaml.Decoder, document *yaml.Node) (err error) {
	// The parser reports its own limits and inconsistencies as panics that it
	// does not always turn into errors.
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("yaml: %v", problem)
		}
	}()
	if err := decoder.Decode(document); err != nil {
		return err
	}
	if len(document.Content) == 0 {
		return io.EOF
	}
	return nil
}

const notYAML = "not valid YAML: "

// syntaxError makes a ReadError of an error of the YAML parser, whose text
// begins with "yaml: line 7: ". found is the first fault as it is known already,
// or nil.
func syntaxError(file string, text []byte, err error, found *cosa.ReadError) *cosa.ReadError {
	problem := strings.TrimPrefix(err.Error(), "yaml: ")
	at := cosa.Position{File: file, Line: 1}
	hint := "check the indentation, the quotes and the colons around this line"
	located := false
	if rest, ok := strings.CutPrefix(problem, "line "); ok {
		if number, rest, ok := strings.Cut(rest, ": "); ok {
			if line, err := strconv.Atoi(number); err == nil {
				at.Line, problem, located = line, rest, true
			}
		}
	}
	if found != nil && found.Problem == notYAML+problem {
		return found // its line is known without looking through the whole text
	}
	if (!located || strings.HasPrefix(problem, "did not find expected ")) && len(text) < 8<<20 {
		// The parser names no line, or that where the list or mapping begins;
		// the mistake is in the first line that makes it complain.
		at.Line = 1 + sort.Search(bytes.Count(text, []byte("\n")), func(n int) bool {
			got := parses(firstLines(text, n+1))
			return got != nil && got.Error() == err.Error()
		})
	}
	if strings.HasPrefix(problem, "unknown anchor ") {
		// The name may be a password that begins with an asterisk.
		problem, hint = "a value begins with * and no anchor (&) has its name", "put a value that begins with * or & into quotes"
	}
	lines := bytes.Split(text, []byte("\n"))
	if n := at.Line - 1; n < len(lines) {
		if blank := lines[n][:len(lines[n])-len(bytes.TrimLeft(lines[n], " \t"))]; bytes.IndexByte(blank, '\t') >= 0 {
			at.Column = bytes.IndexByte(blank, '\t') + 1
			hint = "indent with blanks, not with tabs"
		}
	}
	return &cosa.ReadError{Position: at, Problem: notYAML + problem, Hint: hint}
}

// parses returns the error of parsing a text.
func parses(text []byte) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		if err := decode(decoder, &document); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// firstLines returns the first n lines.
func firstLines(text []byte, n int) []byte {
	end := 0
	for range n {
		i := bytes.IndexByte(text[end:], '\n')
		if i < 0 {
			return text
		}
		end += i + 1
	}
	return text[:end]
}
