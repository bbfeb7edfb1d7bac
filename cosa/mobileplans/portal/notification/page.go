package notification

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// code is JavaScript of a page.
type code struct {
	source   string
	offsets  []int // bytes of the file that the bytes of source stand at, and its end
	optional bool  // an attribute: it is a function's body, and most have nothing to do with the app
}

// codeOf finds the JavaScript of a page: what stands in scripts, in handlers
// of events and in URLs of the scheme javascript. Scripts that are loaded from
// elsewhere, those that are no JavaScript, and what is commented out are left
// out.
func codeOf(page string) []code {
	var list []code
	z := html.NewTokenizer(strings.NewReader(page))
	inScript := false
	for at := 0; ; {
		kind := z.Next()
		raw := string(z.Raw())
		start := at
		at += len(raw)
		switch kind {
		case html.ErrorToken:
			return list
		case html.TextToken:
			if inScript {
				list = append(list, code{source: raw, offsets: from(start, len(raw))})
			}
			inScript = false
		case html.EndTagToken:
			inScript = false
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			attributes := attributesOf(raw, start)
			inScript = string(name) == "script" && isScript(attributes)
			for _, a := range attributes {
				if c, ok := a.code(); ok {
					list = append(list, c)
				}
			}
		}
	}
}

// from lists n bytes of the file and their end.
func from(start, n int) []int {
	offsets := make([]int, n+1)
	for i := range offsets {
		offsets[i] = start + i
	}
	return offsets
}

// isScript reports whether a script with these attributes holds JavaScript.
func isScript(attributes []attribute) bool {
	kind := ""
	for _, a := range attributes {
		switch a.name {
		case "src":
			return false
		case "type":
			kind = strings.ToLower(strings.TrimSpace(a.value))
		}
	}
	return kind == "" || kind == "module" || strings.HasSuffix(kind, "javascript") || strings.HasSuffix(kind, "ecmascript")
}

// attribute is one of a tag.
type attribute struct {
	name    string // in small letters
	value   string // unescaped
	offsets []int  // bytes of the file that the bytes of value stand at, and its end
}

const tagBlanks = " \t\r\n\f"

// attributesOf reads the attributes of a tag that begins at a byte of the
// file, as a browser does; of two with one name the first counts. The
// tokenizer does not tell their places.
func attributesOf(tag string, start int) []attribute {
	var list []attribute
	seen := make(map[string]bool)
	i := skipUntil(tag, 1, tagBlanks+"/>")
	for {
		for i < len(tag) && strings.IndexByte(tagBlanks+"/", tag[i]) >= 0 {
			i++
		}
		if i >= len(tag) || tag[i] == '>' {
			return list
		}
		end := skipUntil(tag, i+1, tagBlanks+"/>=")
		a := attribute{name: strings.ToLower(tag[i:end])}
		i = skip(tag, end)
		if i < len(tag) && tag[i] == '=' {
			i = skip(tag, i+1)
			after := i
			if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
				end = skipUntil(tag, i+1, tag[i:i+1])
				i, after = i+1, min(end+1, len(tag))
			} else {
				end = skipUntil(tag, i, tagBlanks+">")
				after = end
			}
			a.value, a.offsets = unescapedHTML(tag[i:end], start+i)
			i = after
		}
		if !seen[a.name] {
			list = append(list, a)
		}
		seen[a.name] = true
	}
}

func skip(text string, i int) int {
	for i < len(text) && strings.IndexByte(tagBlanks, text[i]) >= 0 {
		i++
	}
	return i
}

func skipUntil(text string, i int, ends string) int {
	for i < len(text) && strings.IndexByte(ends, text[i]) < 0 {
		i++
	}
	return i
}

// longestEntity bounds what is taken for a character reference.
const longestEntity = 40

// unescapedHTML reads the character references of a value that begins at a
// byte of the file.
func unescapedHTML(text string, start int) (string, []int) {
	var b strings.Builder
	var offsets []int
	for i := 0; i < len(text); {
		piece, size := text[i:i+1], 1
		if piece == "&" {
			end := i + 1
			for end < len(text) && end-i < longestEntity && (letter(text[end]) || text[end] == '#') {
				end++
			}
			if end < len(text) && text[end] == ';' {
				end++
				if plain := html.UnescapeString(text[i:end]); plain != text[i:end] {
					piece, size = plain, end-i
				}
			}
		}
		b.WriteString(piece)
		for range len(piece) {
			offsets = append(offsets, start+i)
		}
		i += size
	}
	return b.String(), append(offsets, start+len(text))
}

// code is the JavaScript of an attribute that may call the app.
func (a *attribute) code() (code, bool) {
	c := code{source: a.value, offsets: a.offsets, optional: true}
	switch a.name {
	case "href", "action", "formaction", "src", "data", "xlink:href":
		if !c.scheme() {
			return code{}, false
		}
	default:
		if !strings.HasPrefix(a.name, "on") || len(a.name) < len("onx") {
			return code{}, false
		}
	}
	for name := range callbackObjects() {
		if strings.Contains(c.source, name) {
			return c, true
		}
	}
	return code{}, false
}

// scheme takes the scheme javascript away, and percent signs, and reports
// whether it was there, and a text of UTF-8 behind it.
func (c *code) scheme() bool {
	text := c.source
	const scheme = "javascript:"
	i := 0
	for i < len(text) && text[i] <= ' ' {
		i++
	}
	if len(text) < i+len(scheme) || !strings.EqualFold(text[i:i+len(scheme)], scheme) {
		return false
	}
	var b strings.Builder
	var offsets []int
	for i += len(scheme); i < len(text); {
		piece, size := text[i], 1
		if piece == '%' && i+2 < len(text) {
			if n, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				piece, size = byte(n), 3
			}
		}
		b.WriteByte(piece)
		offsets = append(offsets, c.offsets[i])
		i += size
	}
	c.source, c.offsets = b.String(), append(offsets, c.offsets[len(text)])
	return utf8.ValidString(c.source)
}
