package spreadsheet

import (
	"bufio"
	"io"
	"strconv"
	"unicode/utf8"
)

// stringTable is the shared strings of a workbook under way: every distinct
// text once, in the order of first use.
type stringTable struct {
	index  map[string]uint32
	chunks [][]string // of chunkTexts texts, so that growing copies nothing
	n      int
	uses   int
}

const chunkTexts = 1 << 12

func newStringTable() *stringTable { return &stringTable{index: make(map[string]uint32)} }

// append returns the number of a text that is known to be new. The same text
// twice does no harm.
func (t *stringTable) append(text string) uint32 {
	if t.n%chunkTexts == 0 {
		t.chunks = append(t.chunks, make([]string, 0, chunkTexts))
	}
	last := len(t.chunks) - 1
	t.chunks[last] = append(t.chunks[last], text)
	t.n++
	return uint32(t.n - 1)
}

// add returns the number of text.
func (t *stringTable) add(text string) uint32 {
	n, ok := t.index[text]
	if !ok {
		n = t.append(text)
		t.index[text] = n
	}
	return n
}

// write encodes the table as the part xl/sharedStrings.xml.
func (t *stringTable) write(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	buf := append([]byte(nil), xmlHeader...)
	buf = append(buf, `<sst xmlns="`+spreadsheetNamespace+`" count="`...)
	buf = strconv.AppendInt(buf, int64(t.uses), 10)
	buf = append(buf, `" uniqueCount="`...)
	buf = strconv.AppendInt(buf, int64(t.n), 10)
	buf = append(buf, `">`...)
	for _, texts := range t.chunks {
		for _, text := range texts {
			buf = appendShared(buf, text)
			if _, err := out.Write(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
	}
	buf = append(buf, `</sst>`...)
	if _, err := out.Write(buf); err != nil {
		return err
	}
	return out.Flush()
}

func appendShared(buf []byte, text string) []byte {
	buf = append(buf, `<si><t`...)
	if needsPreserve(text) {
		buf = append(buf, ` xml:space="preserve"`...)
	}
	buf = append(buf, '>')
	buf = appendEscaped(buf, text)
	return append(buf, `</t></si>`...)
}

// needsPreserve reports whether a reader might trim text or fold its blanks.
func needsPreserve(text string) bool {
	if text == "" {
		return false
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c == '\n' || c == '\t' || c == ' ' && (i == 0 || i == len(text)-1 || text[i-1] == ' ') {
			return true
		}
	}
	return false
}

// appendEscaped writes text as the content of an OOXML string: markup is
// escaped, characters that XML forbids or changes become _xHHHH_, and text
// that looks like such an escape has its underscore escaped (ECMA-376 part 1,
// 22.9.2.19). Bytes that are not UTF-8 become U+FFFD.
func appendEscaped(buf []byte, text string) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case r == 0xfffe || r == 0xffff:
				buf = appendHexEscape(buf, r)
			default:
				buf = utf8.AppendRune(buf, r)
			}
			i += size
			continue
		}
		switch {
		case c == '&':
			buf = append(buf, "&amp;"...)
		case c == '<':
			buf = append(buf, "&lt;"...)
		case c == '>':
			buf = append(buf, "&gt;"...)
		case c == '_' && isHexEscape(text[i:]):
			buf = append(buf, "_x005F_"...)
		case c < 0x20 && c != '\t' && c != '\n':
			buf = appendHexEscape(buf, rune(c))
		default:
			buf = append(buf, c)
		}
		i++
	}
	return buf
}

func appendHexEscape(buf []byte, r rune) []byte {
	const digits = "0123456789ABCDEF"
	return append(buf, '_', 'x', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15], '_')
}

// isHexEscape reports whether text begins with _xHHHH_.
func isHexEscape(text string) bool {
	if len(text) < 7 || text[1] != 'x' && text[1] != 'X' || text[6] != '_' {
		return false
	}
	for _, c := range []byte(text[2:6]) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}
