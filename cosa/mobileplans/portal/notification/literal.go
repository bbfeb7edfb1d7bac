package notification

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja/ast"
)

// stringLiteral is the value of a string, with the places of its characters.
func (e *evaluator) stringLiteral(x *ast.StringLiteral) value {
	v := value{kind: text, at: e.place(x.Idx), text: x.Value.String()}
	start := int(x.Idx) - 1
	if end := start + len(x.Literal); len(x.Literal) >= 2 && end <= len(e.source) && e.source[start:end] == x.Literal {
		v.offsets = e.offsets(v.text, start+1, end-1)
	}
	return v
}

func (e *evaluator) template(x *ast.TemplateLiteral) value {
	v := value{kind: text, at: e.place(x.OpenQuote), text: x.Elements[0].Parsed.String()}
	start, end := int(x.OpenQuote), int(x.CloseQuote)-1
	if start >= 0 && start <= end && end <= len(e.source) {
		v.offsets = e.offsets(v.text, start, end)
	}
	return v
}

// offsets finds where the bytes of a string stand in the file; it is nil
// where the source says something else than the string.
func (e *evaluator) offsets(decoded string, start, end int) []int {
	var b strings.Builder
	var offsets []int
	for i := start; i < end; {
		piece, size := e.source[i:i+1], 1
		switch {
		case e.source[i] == '\\':
			piece, size = unescaped(e.source[i:end])
		case strings.HasPrefix(e.source[i:end], "\r\n"):
			piece, size = "\n", 2
		}
		b.WriteString(piece)
		for range len(piece) {
			offsets = append(offsets, i)
		}
		i += size
	}
	if b.String() != decoded {
		return nil
	}
	return append(offsets, end)
}

// unescaped reads an escape of JavaScript at the beginning of a text: what it
// stands for, and its length.
func unescaped(rest string) (string, int) {
	if len(rest) < 2 {
		return rest, len(rest)
	}
	if i := strings.IndexByte("bfnrtv0", rest[1]); i >= 0 {
		return "\b\f\n\r\t\v\x00"[i : i+1], 2
	}
	from, to := 2, 0
	switch rest[1] {
	case 'x':
		to = 4
	case 'u':
		to = 6
		if i := strings.IndexByte(rest, '}'); i > 0 && strings.HasPrefix(rest[2:], "{") {
			n, _ := strconv.ParseUint(rest[3:i], 16, 32)
			return string(rune(n)), i + 1
		}
	case '\r':
		if strings.HasPrefix(rest[2:], "\n") {
			return "", 3
		}
		return "", 2
	case '\n':
		return "", 2
	default:
		_, size := utf8.DecodeRuneInString(rest[1:])
		return rest[1 : 1+size], 1 + size
	}
	if to > len(rest) {
		return rest, len(rest)
	}
	n, _ := strconv.ParseUint(rest[from:to], 16, 32)
	return string(rune(n)), to
}
