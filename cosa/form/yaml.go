package form

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// ReadYAML reads the YAML form of a submission, of one or more documents, and
// gives its rows, findings and answers to b. What cannot be read at all is a
// [cosa.ReadError].
func ReadYAML(b *cosa.Builder, file string, r io.Reader, limits Limits) error {
	limits = limits.orDefaults()
	text, err := readText(file, r, limits)
	if err != nil {
		return err
	}
	f := newReader(b, file, cosa.YAML, limits)
	f.text = text
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document yaml.Node
		err := decode(decoder, &document)
		if errors.Is(err, io.EOF) {
			return f.finish()
		}
		if err != nil {
			return syntaxError(file, text, err)
		}
		if err := f.document(document.Content[0]); err != nil {
			return err
		}
	}
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

// syntaxError makes a ReadError of an error of the YAML parser, whose text
// begins with "yaml: line 7: ".
func syntaxError(file string, text []byte, err error) error {
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
	return &cosa.ReadError{Position: at, Problem: "not valid YAML: " + problem, Hint: hint}
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
