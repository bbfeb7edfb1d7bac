package spreadsheet

import (
	"bytes"
	"unicode/utf8"
)

// sharedStrings is the table of texts that cells refer to by number. The texts
// lie in large chunks, each whole in one.
type sharedStrings struct {
	chunks [][]byte
	spans  [][]uint64 // start<<lengthBits | length, in chunks of spanChunk
	count  int
	total  int64
}

const (
	stringChunk = 1 << 20
	spanChunk   = 1 << 13
	lengthBits  = 21 // a string fits a chunk
)

func (s *sharedStrings) len() int { return s.count }

func (s *sharedStrings) at(i int) []byte {
	span := s.spans[i/spanChunk][i%spanChunk]
	start, n := span>>lengthBits, span&(1<<lengthBits-1)
	offset := start % stringChunk
	return s.chunks[start/stringChunk][offset : offset+n : offset+n]
}

func (s *sharedStrings) add(text []byte) {
	last := len(s.chunks) - 1
	if last < 0 || len(s.chunks[last])+len(text) >= stringChunk {
		s.chunks = append(s.chunks, make([]byte, 0, stringChunk))
		last++
	}
	start := uint64(last)*stringChunk + uint64(len(s.chunks[last]))
	s.chunks[last] = append(s.chunks[last], text...)
	if s.count%spanChunk == 0 {
		s.spans = append(s.spans, make([]uint64, 0, spanChunk))
	}
	spans := &s.spans[s.count/spanChunk]
	*spans = append(*spans, start<<lengthBits|uint64(len(text)))
	s.count++
	s.total += int64(len(text))
}

// fast takes the plain texts at the window's position that lie in it whole.
func (s *sharedStrings) fast(x *xmlScanner, length int) {
	const open, shut = "<si><t>", "</t></si>"
	for x.depth() == 1 && !x.closing && !x.cdata && hasPrefix(x.buf[x.pos:], open) {
		b := x.buf[x.pos+len(open):]
		n := 0
		for n < len(b) && n <= length && textClass[b[n]] == classPlain {
			n++
		}
		if n > length || !hasPrefix(b[n:], shut) {
			return
		}
		s.add(b[:n])
		x.pos += len(open) + n + len(shut)
	}
}

// read reads the part that holds the table.
func (s *sharedStrings) read(x *xmlScanner, limits Limits) error {
	length := min(limits.CellLength, stringChunk/(utf8.UTFMax+1))
	var text, plain []byte
	for {
		s.fast(x, min(length, longText))
		t, err := x.next()
		if err != nil {
			return err
		}
		if t == tokenEnd {
			return nil
		}
		if t != tokenOpen || x.depth() != 2 {
			continue
		}
		if string(x.name) != "si" {
			if err := x.skip(); err != nil {
				return err
			}
			continue
		}
		text, err = x.collectRuns(text[:0], length)
		if err == errLongText || err == nil && utf8.RuneCount(text) > length {
			return tooLarge("shared text number %d is longer than %d characters", s.count, length)
		} else if err != nil {
			return err
		}
		if bytes.Contains(text, []byte("_x")) {
			plain = appendUnescaped(plain[:0], text)
			text, plain = plain, text
		}
		s.add(text)
		if s.count > limits.SharedCount {
			return tooLarge("it holds more than %d shared texts", limits.SharedCount)
		}
		if s.total > limits.SharedText {
			return tooLarge("its texts are longer than %s together", bytesText(limits.SharedText))
		}
	}
}
