package spreadsheet

import (
	"errors"
	"unicode/utf8"
)

// longText is the length in bytes from which a cell counts towards
// Limits.LongText.
const longText = 255

var errLongText = errors.New("the text is too long")

// skip reads to the end of the element whose start tag was just read.
func (x *xmlScanner) skip() error {
	inside := x.depth()
	for x.depth() >= inside {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// collect appends the text of the element whose start tag was just read, and
// stops with errLongText where it is longer than so many characters.
func (x *xmlScanner) collect(to []byte, limit int) ([]byte, error) {
	inside := x.depth()
	for x.depth() >= inside {
		t, err := x.next()
		if err != nil {
			return to, err
		}
		if t != tokenText || x.depth() != inside {
			continue
		}
		to = append(to, x.text...)
		// Four bytes a character at most; the exact count is for later.
		if len(to)/utf8.UTFMax > limit {
			return to, errLongText
		}
	}
	return to, nil
}

// collectRuns appends the text of a string that may consist of runs (r) and
// have a reading aid (rPh), which is no part of it.
func (x *xmlScanner) collectRuns(to []byte, limit int) ([]byte, error) {
	inside := x.depth()
	for x.depth() >= inside {
		t, err := x.next()
		if err != nil {
			return to, err
		}
		if t != tokenOpen {
			continue
		}
		switch string(x.name) {
		case "t":
			to, err = x.collect(to, limit)
		case "r":
		default:
			err = x.skip()
		}
		if err != nil {
			return to, err
		}
	}
	return to, nil
}
