package spreadsheet

import (
	"bytes"
	"strings"
)

// numberFormat is what the reader needs of a number format.
type numberFormat struct {
	date bool // shows a date or a time
	pad  int  // pads with zeros to so many digits, 0 does not
}

// styles holds the number format of each cell style.
type styles struct{ formats []numberFormat }

// stylesKept bounds the cell styles; Excel allows 65,490.
const stylesKept = 1 << 17

func (s *styles) format(style int) numberFormat {
	if style < 0 || style >= len(s.formats) {
		return numberFormat{}
	}
	return s.formats[style]
}

func (s *styles) read(x *xmlScanner) error {
	custom := make(map[int]numberFormat)
	var parents [3][]byte
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		if t == tokenEnd {
			return nil
		}
		if t != tokenOpen {
			continue
		}
		depth := x.depth()
		if depth <= len(parents) {
			parents[depth-1] = append(parents[depth-1][:0], x.name...)
		}
		switch {
		case depth == 3 && string(x.name) == "numFmt" && string(parents[1]) == "numFmts":
			if id, ok := parseIndex(x.attr("numFmtId")); ok && len(custom) < stylesKept {
				custom[id] = parseFormat(string(x.attr("formatCode")))
			}
		case depth == 3 && string(x.name) == "xf" && string(parents[1]) == "cellXfs":
			if len(s.formats) == stylesKept {
				return tooLarge("it has more than %d cell styles", stylesKept)
			}
			id, _ := parseIndex(x.attr("numFmtId"))
			format, ok := custom[id]
			if !ok {
				format.date = builtinDate(id)
			}
			s.formats = append(s.formats, format)
		}
	}
}

// builtinDate reports the number formats that show dates and times without
// being spelt out in the file, those of East Asian editions included.
func builtinDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// parseFormat looks at the section of a format code that is used for positive
// numbers.
func parseFormat(code string) numberFormat {
	if strings.EqualFold(code, "General") || strings.EqualFold(code, "Standard") {
		return numberFormat{}
	}
	var shown []byte // the section without colours, locales, quoted text
	conditional := false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return numberFormat{}
			}
			if end > 0 {
				shown = append(shown, '"')
			}
			i += end + 1
		case '\\', '_', '*':
			shown = append(shown, '"')
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return numberFormat{}
			}
			inner := strings.ToLower(code[i+1 : i+end])
			if inner != "" && strings.Trim(inner, "hms") == "" {
				return numberFormat{date: true}
			}
			conditional = conditional || strings.ContainsAny(inner, "<>=")
			i += end
		case ';':
			i = len(code)
		default:
			shown = append(shown, c)
		}
	}
	if bytes.ContainsAny(shown, "yYmMdDhHsS") {
		return numberFormat{date: true}
	}
	if !conditional && len(shown) > 1 && len(shown) < 64 && len(bytes.Trim(shown, "0")) == 0 {
		return numberFormat{pad: len(shown)}
	}
	return numberFormat{}
}
