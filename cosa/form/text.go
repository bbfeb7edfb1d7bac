package form

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// readText reads a whole file as UTF-8 without a byte order mark. UTF-16 is
// converted.
func readText(file string, r io.Reader, limits Limits) ([]byte, error) {
	text, _, err := readLarge(file, r, limits)
	return text, err
}

// readLarge is readText that says whether the error is that there is more of
// the file than can be held in memory.
func readLarge(file string, r io.Reader, limits Limits) (text []byte, large bool, err error) {
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, false, unreadable(file, err)
	}
	if int64(len(data)) > limits.Bytes {
		return nil, true, &cosa.ReadError{
			Position: cosa.Position{File: file},
			Problem:  fmt.Sprintf("the file is larger than %d MiB", limits.Bytes>>20),
			Hint:     "split it into several files",
		}
	}
	data = toUTF8(data)
	if i := invalidUTF8(data); i >= 0 {
		line, column := lineColumn(data, i)
		return nil, false, &cosa.ReadError{
			Position: cosa.Position{File: file, Line: line, Column: column},
			Problem:  "the text is not UTF-8",
			Hint:     "save the file in the encoding UTF-8",
		}
	}
	if crowded(data, limits.Values) {
		return nil, true, &cosa.ReadError{
			Position: cosa.Position{File: file},
			Problem:  fmt.Sprintf("the file holds more than %d values", limits.Values),
			Hint:     "split it into several files; they are checked together if they are named together",
		}
	}
	return data, false, nil
}

func unreadable(file string, err error) error {
	return &cosa.ReadError{Position: cosa.Position{File: file}, Problem: "cannot be read", Err: err}
}

// crowded reports whether the text may hold more values than a limit. Each
// value stands behind one of these marks, and the parser, which keeps every
// value in memory, is not asked to find out how many there are.
func crowded(text []byte, limit int) bool {
	if len(text) <= limit {
		return false // each byte is one mark at most
	}
	marks := 0
	for _, mark := range [...]string{"\n", ",", ":", "[", "{", "- ", "? "} {
		marks += bytes.Count(text, []byte(mark))
	}
	return marks > limit
}

func toUTF8(data []byte) []byte {
	if rest, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		return rest
	}
	if len(data) < 2 || len(data)%2 != 0 {
		return data
	}
	var high int // index of the high byte of each unit
	switch {
	case data[0] == 0xff && data[1] == 0xfe, data[0] != 0 && data[1] == 0:
		high = 1
	case data[0] == 0xfe && data[1] == 0xff, data[0] == 0 && data[1] != 0:
		high = 0
	default:
		return data
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+high])<<8 | uint16(data[2*i+1-high])
	}
	if units[0] == 0xfeff {
		units = units[1:]
	}
	return []byte(string(utf16.Decode(units)))
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// lineColumn returns the place of a byte offset, both from 1, the column in
// characters.
func lineColumn(data []byte, offset int) (line, column int) {
	line = 1
	start := 0
	for i := 0; i < offset; i++ {
		if data[i] == '\n' || data[i] == '\r' && (i+1 >= len(data) || data[i+1] != '\n') {
			line++
			start = i + 1
		}
	}
	return line, utf8.RuneCount(data[start:offset]) + 1
}
