package ranges

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// longestLine bounds the lines of lists, in bytes.
const longestLine = 64 << 10

// IsList reports whether a text that begins with head is a list of ranges:
// whether its first line that says anything is meant as one.
func IsList(head []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte(byteOrderMark))) {
		if text := uncommented(string(line)); text != "" {
			return LooksLikeRange(text)
		}
	}
	return false
}

// IsBlank reports that a text has nothing but blanks and comments.
func IsBlank(text []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte(byteOrderMark))) {
		if uncommented(string(line)) != "" {
			return false
		}
	}
	return true
}

const byteOrderMark = "\ufeff"

// uncommented is a line without its comment, which begins with #.
func uncommented(line string) string {
	text, _, _ := strings.Cut(line, "#")
	return cosa.CleanText(text)
}

// ReadList adds the ranges of a list, one START-END a line, # begins a comment.
// The error, a [*cosa.ReadError], names the line.
func (h *Holdings) ReadList(file string, r io.Reader) error {
	return lines(file, r, func(line []byte, n int) error {
		text := uncommented(string(line))
		if text == "" {
			return nil
		}
		at := cosa.Position{File: file, Line: n}
		found, err := Parse(h.Kind, text)
		if err != nil {
			return &cosa.ReadError{Position: at, Problem: err.Error()}
		}
		h.Ranges = append(h.Ranges, Held{Range: found, Position: at})
		return nil
	})
}

// lines calls each with every line, without its end and a byte order mark, and
// with its number, from 1.
func lines(file string, r io.Reader, each func(line []byte, n int) error) error {
	b := bufio.NewReaderSize(r, longestLine)
	head, err := b.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return &cosa.ReadError{Position: cosa.Position{File: file}, Problem: "cannot read", Err: err}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return &cosa.ReadError{Position: cosa.Position{File: file}, Problem: "is a workbook or another container, want a text", Hint: "save the sheet as CSV UTF-8"}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return &cosa.ReadError{Position: cosa.Position{File: file}, Problem: "is no text in UTF-8", Hint: "save it as a text in UTF-8"}
	}
	for n := 1; ; n++ {
		line, err := b.ReadSlice('\n')
		last := err != nil
		if last && !errors.Is(err, io.EOF) {
			told := &cosa.ReadError{Position: cosa.Position{File: file, Line: n}, Problem: "cannot read", Err: err}
			if errors.Is(err, bufio.ErrBufferFull) {
				told.Problem, told.Err = fmt.Sprintf("the line is longer than %d bytes", longestLine), nil
			}
			return told
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte(byteOrderMark))
		}
		if len(line) > 0 {
			if err := each(trimEnd(line), n); err != nil {
				return err
			}
		}
		if last {
			return nil
		}
	}
}

// trimEnd takes the line breaks off the end of a line.
func trimEnd(line []byte) []byte {
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	return line
}
