package form

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// ReadJSONL reads JSON Lines: each line that is not blank holds an item of
// profiles of the JSON form. A line with keys of the document (version,
// package, defaults, submission) instead of those of a profile says what holds
// for the lines below it, so that files can be put behind each other. Paths
// count the profiles of the whole file: profiles[N].
//
// The file is read once and in order, whatever its size, and no more than a
// few lines of it are in memory at a time; limits.Bytes and limits.Values
// bound a line. A line that is no JSON is a [cosa.ReadError].
func ReadJSONL(b *cosa.Builder, file string, r io.Reader, limits Limits) error {
	return readLines(b, file, r, limits, spanSize)
}

// lineBatch is a run of whole lines.
type lineBatch struct {
	text []byte
	line int // number of the first
	err  error
}

// readLines reads JSON Lines in batches of about size bytes.
func readLines(b *cosa.Builder, file string, in io.Reader, limits Limits, size int) error {
	limits = limits.orDefaults()
	text := bufio.NewReaderSize(in, 256<<10)
	head, _ := text.Peek(4) // what cannot be read is told where it is read
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		if _, err := text.Discard(3); err != nil {
			return unreadable(file, err)
		}
	case bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")): // UTF-16
		data, err := readText(file, text, limits)
		if err != nil {
			return err
		}
		text = bufio.NewReader(bytes.NewReader(data))
	}
	f := newReader(b, file, cosa.JSONL, limits)
	f.start = b.Place(1, 1, 0, keyProfiles, 0)
	index := 0
	var defaults *item
	for p := range inOrder(batchesOf(text, file, size, limits), f.batch) {
		f.nodes += p.nodes
		for _, n := range p.root.Content {
			items := []*yaml.Node{n}
			if f.isHead(n) {
				items, defaults = f.head(n)
			}
			for _, n := range items {
				if f.err == nil {
					f.profile(n, f.start, index, defaults)
				}
				index++
			}
			if f.err != nil {
				return f.err
			}
		}
		if p.err != nil {
			return p.err
		}
	}
	return f.finish()
}

// isHead reports that a line holds keys of the document and none of a profile.
func (r *reader) isHead(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode {
		return false
	}
	head := false
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i].Value
		if slices.Contains(r.keys.profile, key) {
			return false
		}
		head = head || slices.Contains(documentKeys(), key)
	}
	return head
}

// batchesOf cuts a text into runs of whole lines.
func batchesOf(in *bufio.Reader, file string, size int, limits Limits) iter.Seq[lineBatch] {
	return func(yield func(lineBatch) bool) {
		next := lineBatch{line: 1}
		for {
			part, err := in.ReadSlice('\n')
			if int64(len(next.text)+len(part)) > limits.Bytes {
				whole := next.text[:bytes.LastIndexByte(next.text, '\n')+1]
				at := cosa.Position{File: file, Line: next.line + lineBreaks(whole)}
				problem := fmt.Sprintf("the line is longer than %d MiB", limits.Bytes>>20)
				next.text, next.err = whole, &cosa.ReadError{Position: at, Problem: problem, Hint: "split the profile"}
				yield(next)
				return
			}
			next.text = append(next.text, part...)
			switch {
			case err == io.EOF:
				yield(next)
				return
			case err != nil && err != bufio.ErrBufferFull:
				next.err = unreadable(file, err)
				yield(next)
				return
			case err == nil && len(next.text) >= size:
				line := next.line + lineBreaks(next.text)
				if !yield(next) {
					return
				}
				next = lineBatch{line: line}
			}
		}
	}
}

// lineBreaks counts the ends of lines: LF, CR LF and CR, of which none can
// stand inside of a JSON text.
func lineBreaks(text []byte) int {
	return bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r")) - bytes.Count(text, []byte("\r\n"))
}

// batch parses lines, as the items of one list.
func (r *reader) batch(b lineBatch) piece {
	p := piece{root: &yaml.Node{Kind: yaml.SequenceNode}}
	number := b.line
	for line := range bytes.SplitAfterSeq(b.text, []byte("\n")) {
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		for line := range bytes.SplitSeq(line, []byte("\r")) {
			if n := r.line(&p, line, number); n != nil {
				p.root.Content = append(p.root.Content, n)
			}
			if p.err != nil {
				return p
			}
			number++
		}
	}
	p.err = b.err
	return p
}

// line parses a line; nil stands for a blank one, or one that is no JSON.
func (r *reader) line(p *piece, text []byte, number int) *yaml.Node {
	at := cosa.Position{File: r.file, Line: number}
	if i := invalidUTF8(text); i >= 0 {
		at.Column = utf8.RuneCount(text[:i]) + 1
		p.err = &cosa.ReadError{Position: at, Problem: "the text is not UTF-8", Hint: "save the file in the encoding UTF-8"}
		return nil
	}
	if 2*len(text) > r.limits.Values && crowded(text, r.limits.Values) {
		p.err = &cosa.ReadError{Position: at, Problem: fmt.Sprintf("the line holds more than %d values", r.limits.Values), Hint: "split the profile"}
		return nil
	}
	parser := &jsonParser{file: r.file, data: text, line: number, depth: r.limits.Depth, lines: true}
	parser.blanks()
	if parser.pos == len(text) {
		return nil
	}
	n := parser.value(1)
	if parser.err == nil {
		if parser.blanks(); parser.pos < len(text) {
			parser.fail("text follows the end of the JSON value", "a line holds one JSON value")
		}
	}
	if parser.err != nil {
		p.err = parser.err
		return nil
	}
	p.look(n, 1)
	return n
}
