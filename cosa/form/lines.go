package form

import "bytes"

// lineMap tells which lines of a file a part of it consists of: those behind
// line before, where gap lines are left out after the part's line after.
type lineMap struct{ before, after, gap int }

// inFile returns the number in the file of a line of the part.
func (m lineMap) inFile(line int) int {
	if m.gap > 0 && line > m.after {
		line += m.gap
	}
	return line + m.before
}

// inPart is the inverse of inFile.
func (m lineMap) inPart(line int) int {
	line -= m.before
	if m.gap > 0 && line > m.after {
		line -= m.gap
	}
	return line
}

// textLines finds the lines of a text, which may be a part of a file.
type textLines struct {
	text   []byte
	starts []int // once needed
	lineMap
}

// line returns the text of a line of the file.
func (t *textLines) line(number int) []byte {
	if t.starts == nil {
		t.starts = []int{0}
		for i, c := range t.text {
			if c == '\n' || c == '\r' && (i+1 == len(t.text) || t.text[i+1] != '\n') {
				t.starts = append(t.starts, i+1)
			}
		}
	}
	if number = t.inPart(number); number < 1 || number > len(t.starts) {
		return nil
	}
	line := t.text[t.starts[number-1]:]
	if end := bytes.IndexAny(line, "\r\n"); end >= 0 {
		line = line[:end]
	}
	return line
}
