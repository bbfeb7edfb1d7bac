package notification

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// deepest bounds how deep objects and arrays nest in a notification, and how
// deep brackets nest in a script.
const deepest = 200

// fault says why a text cannot be read.
type fault struct {
	at            int // byte of the file
	message, hint string
}

// jsonReader reads JSON strictly, and keeps the places of everything.
type jsonReader struct {
	text    string
	offsets []int // as in value, nil for a text that is the file itself
	base    int   // of the text in the file, where offsets is nil
	i       int
	depth   int
}

// readJSON reads a text that is one JSON value.
func readJSON(text string, offsets []int, base int) (v value, f *fault) {
	r := &jsonReader{text: text, offsets: offsets, base: base}
	defer func() {
		if found, ok := recover().(*fault); ok {
			f = found
		}
	}()
	v = r.value()
	r.blanks()
	if r.i < len(text) {
		r.fail("text follows after the end of the JSON", "give one notification a file")
	}
	return v, nil
}

// place is the byte of the file that byte i of the text stands at.
func (r *jsonReader) place(i int) int {
	if r.offsets != nil {
		return r.offsets[i]
	}
	return r.base + i
}

func (r *jsonReader) fail(message, hint string) {
	panic(&fault{at: r.place(r.i), message: message, hint: hint})
}

func (r *jsonReader) blanks() {
	for r.i < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.i]) >= 0 {
		r.i++
	}
}

// next is the next character that is no blank, 0 at the end.
func (r *jsonReader) next() byte {
	r.blanks()
	if r.i == len(r.text) {
		return 0
	}
	return r.text[r.i]
}

// unexpected fails with what stands in the place of what is wanted.
func (r *jsonReader) unexpected(wanted string) {
	if r.next() == 0 && r.i == len(r.text) {
		r.fail("the text ends where "+wanted+" is expected", "it was cut off, or a bracket is not closed")
	}
	what, hint := oddCharacter(r.text[r.i:])
	if what == "" {
		what = fmt.Sprintf("%q", firstWord(r.text[r.i:]))
	}
	r.fail(what+" stands where "+wanted+" is expected", hint)
}

// oddCharacter describes characters at the beginning of a text that people
// put in the place of the right ones.
func oddCharacter(rest string) (what, hint string) {
	c, size := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune("“”„‟«»‘’‚", c):
		return fmt.Sprintf("the typographic quotation mark %c", c), `write straight ones, ", which text programs turn into others`
	case c == '\\':
		return "a backslash outside of a string", "quotation marks are escaped inside of a string only; where an object is to be a string, as purchaseResult is, it stands in quotation marks itself"
	case c == '\'':
		return "a single quotation mark", `JSON has double ones only`
	case c == utf8.RuneError && size == 1:
		return "a byte that is no UTF-8", "save the file as UTF-8"
	case c == 0xfeff:
		return "a byte order mark", "take it away"
	case c < ' ' || c > 0x7e:
		return fmt.Sprintf("the character %U", c), ""
	}
	return "", ""
}

func firstWord(rest string) string {
	end := 1
	for end < len(rest) && end < 20 && letter(rest[end]) && letter(rest[0]) {
		end++
	}
	return rest[:end]
}

func letter(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (r *jsonReader) value() value {
	c := r.next()
	at := r.place(r.i)
	switch {
	case c == '{':
		return r.object()
	case c == '[':
		return r.array()
	case c == '"':
		return r.string()
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	}
	for word, k := range map[string]kind{"true": boolean, "false": boolean, "null": null} {
		if rest := r.text[r.i:]; strings.HasPrefix(rest, word) && (len(rest) == len(word) || !letter(rest[len(word)])) {
			r.i += len(word)
			return value{kind: k, at: at, text: word}
		}
	}
	r.unexpected("a value")
	return value{}
}

func (r *jsonReader) enter() {
	if r.depth++; r.depth > deepest {
		r.fail(fmt.Sprintf("objects and arrays nest deeper than %d", deepest), "")
	}
	r.i++
}

func (r *jsonReader) object() value {
	v := value{kind: object, at: r.place(r.i)}
	r.enter()
	for first := true; ; first = false {
		if r.next() == '}' {
			break
		}
		if !first {
			r.comma('}')
		}
		if r.next() != '"' {
			r.unexpected("a name in double quotation marks")
		}
		name := r.string()
		if r.next() != ':' {
			r.unexpected("a colon")
		}
		r.i++
		v.members = append(v.members, member{name.text, name.at, r.value()})
	}
	r.i++
	r.depth--
	return v
}

func (r *jsonReader) array() value {
	v := value{kind: array, at: r.place(r.i)}
	r.enter()
	for first := true; ; first = false {
		if r.next() == ']' {
			break
		}
		if !first {
			r.comma(']')
		}
		v.items = append(v.items, r.value())
	}
	r.i++
	r.depth--
	return v
}

// comma reads the comma between two values of what end closes.
func (r *jsonReader) comma(end byte) {
	if c := r.next(); c != ',' {
		if c == '"' || c == '{' || c == '[' || letter(c) {
			r.fail("a comma is missing before this", "")
		}
		r.unexpected(fmt.Sprintf("a comma or %c", end))
	}
	r.i++
	if r.next() == end {
		r.fail(fmt.Sprintf("%c stands behind a comma", end), "JSON allows no comma after the last one")
	}
}

func (r *jsonReader) number() value {
	start := r.i
	for r.i < len(r.text) && strings.IndexByte("+-.eE0123456789", r.text[r.i]) >= 0 {
		r.i++
	}
	n := r.text[start:r.i]
	digits := strings.TrimPrefix(n, "-")
	if _, err := strconv.ParseFloat(n, 64); err != nil && !strings.Contains(err.Error(), "range") || strings.HasPrefix(n, "+") ||
		strings.HasSuffix(n, ".") || strings.Contains(n, ".e") || strings.Contains(n, ".E") || len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9' || digits == "" || digits[0] < '0' || digits[0] > '9' {
		r.i = start
		r.fail(fmt.Sprintf("%q is no number of JSON", n), "identifiers such as ICCIDs are strings, in quotation marks")
	}
	return value{kind: number, at: r.place(start), text: n}
}

func (r *jsonReader) string() value {
	v := value{kind: text, at: r.place(r.i)}
	var b strings.Builder
	r.i++
	put := func(s string, at int) {
		b.WriteString(s)
		for range len(s) {
			v.offsets = append(v.offsets, at)
		}
	}
	for {
		if r.i == len(r.text) {
			r.fail("the text ends inside of a string", "its closing quotation mark is missing")
		}
		c := r.text[r.i]
		switch {
		case c == '"':
			v.offsets = append(v.offsets, r.place(r.i))
			r.i++
			v.text = b.String()
			return v
		case c < ' ':
			r.fail("a line break or control character inside of a string", "the closing quotation mark is missing before it, or it is to be escaped, as in \\n")
		case c == '\\':
			at := r.place(r.i)
			put(r.escape(), at)
		default:
			put(r.text[r.i:r.i+1], r.place(r.i))
			r.i++
		}
	}
}

// escape reads an escape and returns what it stands for.
func (r *jsonReader) escape() string {
	if r.i+1 < len(r.text) {
		if i := strings.IndexByte(`"\/bfnrt`, r.text[r.i+1]); i >= 0 {
			r.i += 2
			return "\"\\/\b\f\n\r\t"[i : i+1]
		}
		if r.text[r.i+1] == 'u' {
			if c, ok := r.unit(r.i); ok {
				r.i += 6
				if utf16.IsSurrogate(c) {
					low, ok := r.unit(r.i)
					c = utf16.DecodeRune(c, low)
					if ok && c != utf8.RuneError {
						r.i += 6
					}
				}
				return string(c)
			}
		}
	}
	r.fail("an escape that JSON does not know", `write a backslash itself as \\`)
	return ""
}

// unit reads the UTF-16 unit of an escape such as \u00fc at i.
func (r *jsonReader) unit(i int) (rune, bool) {
	if i+6 > len(r.text) || r.text[i] != '\\' || r.text[i+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(r.text[i+2:i+6], 16, 16)
	return rune(n), err == nil
}
