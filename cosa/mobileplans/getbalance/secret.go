package getbalance

import (
	"encoding/base64"
	"html"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// Hidden takes credentials out of texts, since an endpoint may send them back,
// in whatever way of writing its answer has. The zero value leaves all as it is.
type Hidden struct{ secrets []secret }

// secret is a text to take out.
type secret struct {
	plain   string
	runes   []rune // of plain
	encoded bool   // in base64, which has two alphabets and may end with equal signs
}

// fewestEncoded is how long a password has to be so that its base64 alone is
// told from other texts.
const fewestEncoded = 4

const (
	// mostSlashes bounds the backslashes before a character that count as escapes.
	mostSlashes = 16
	// mostEntity bounds a character of HTML, in bytes.
	mostEntity = 12
)

// Hide returns what takes credentials, of which some may be nil, out of texts.
func Hide(list ...*Credentials) Hidden {
	var h Hidden
	for _, c := range list {
		if c == nil || c.Password == "" {
			continue
		}
		h.secrets = append(h.secrets, encoded(c.User+":"+c.Password), newSecret(c.Password, false))
		if len(c.Password) >= fewestEncoded {
			h.secrets = append(h.secrets, encoded(c.Password))
		}
	}
	return h
}

func encoded(text string) secret {
	return newSecret(base64.RawStdEncoding.EncodeToString([]byte(text)), true)
}

func newSecret(text string, encoded bool) secret { return secret{text, []rune(text), encoded} }

// In masks the credentials in a text, as they are, and with the escapes of JSON,
// URLs, HTML and Go. What stands before an ellipsis may be the head of them.
func (h Hidden) In(text string) string {
	if len(h.secrets) == 0 {
		return text
	}
	var b strings.Builder
	kept := 0
	for i := 0; i < len(text); {
		n := 0
		for _, s := range h.secrets {
			n = max(n, s.at(text, i))
		}
		if n == 0 {
			i++
			continue
		}
		b.WriteString(text[kept:i])
		b.WriteString(cosa.Mask)
		i += n
		kept = i
	}
	b.WriteString(text[kept:])
	return b.String()
}

// at returns how much of a text from a place on is the secret, 0 where it is
// another text.
func (s *secret) at(text string, from int) int {
	if !s.encoded && strings.HasPrefix(text[from:], s.plain) {
		return len(s.plain)
	}
	i := from
	for n := 0; n < len(s.runes); n++ {
		if n > 0 && strings.HasPrefix(text[i:], "…") {
			return i - from
		}
		slashes := 0
		for slashes < mostSlashes && i+slashes < len(text) && text[i+slashes] == '\\' {
			slashes++
		}
		i += slashes
		if wanted := s.slashes(n); wanted > 0 && slashes >= wanted && escapeOf('\\', text[i:]) == 0 {
			n += wanted - 1
			continue
		}
		size := s.written(s.runes[n], text[i:], i > 0 && text[i-1] == '\\')
		if size == 0 {
			return 0
		}
		i += size
	}
	if s.encoded {
		for range 2 {
			if n := escapeOf('=', strings.TrimPrefix(text[i:], `\`)); n > 0 && text[i] == '\\' {
				i += 1 + n
			} else {
				i += s.written('=', text[i:], false)
			}
		}
	}
	return i - from
}

// slashes counts the backslashes of the secret from a place on: escaping makes
// more of them.
func (s *secret) slashes(from int) int {
	n := 0
	for from+n < len(s.runes) && s.runes[from+n] == '\\' {
		n++
	}
	return n
}

// written returns the length of the rune that a text begins with, in one of the
// ways in which it may be written; 0 for another.
func (s *secret) written(r rune, text string, escaped bool) int {
	if len(text) == 0 {
		return 0
	}
	if n := escapeOf(r, text); escaped && n > 0 {
		return n
	}
	switch text[0] {
	case '%':
		for _, code := range []string{string(r), latin1(r)} {
			if n := hexBytes(text, code, "%"); n > 0 {
				return n
			}
		}
	case '&':
		if end := strings.IndexByte(text[:min(len(text), mostEntity)], ';'); end > 0 && html.UnescapeString(text[:end+1]) == string(r) {
			return end + 1
		}
	}
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case first == r:
		return size
	case size == 1 && first == utf8.RuneError && rune(text[0]) == r: // Latin-1
		return 1
	case s.encoded && (r == '+' && first == '-' || r == '/' && first == '_'), r == ' ' && first == '+':
		return 1
	}
	return 0
}

// escapeOf returns the length of the escape of a rune behind its backslash.
func escapeOf(r rune, text string) int {
	if r == '\t' && strings.HasPrefix(text, "t") {
		return 1
	}
	forms := []string{hex(r, "u", 4), hex(r, "U", 8), hex(r, "x", 2), "u{" + strings.TrimLeft(hex(r, "", 8), "0") + "}"}
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		forms = append(forms, hex(high, "u", 4)+`\`+hex(low, "u", 4))
	}
	for _, form := range forms {
		if len(text) >= len(form) && strings.EqualFold(text[:len(form)], form) {
			return len(form)
		}
	}
	if len(text) > 0 && text[0] == 'x' { // Go writes what is no UTF-8 so, and C all that is no ASCII
		return max(0, hexBytes(`\`+text, string(r), `\x`)-1)
	}
	return 0
}

// hexBytes returns the length of a text's beginning that writes bytes in
// hexadecimal, each behind a sign; 0 if it does not begin so.
func hexBytes(text, bytes, sign string) int {
	n := 0
	for i := range len(bytes) {
		code := hex(rune(bytes[i]), sign, 2)
		if len(text)-n < len(code) || !strings.EqualFold(text[n:n+len(code)], code) {
			return 0
		}
		n += len(code)
	}
	return n
}

// hex writes a number behind a sign, with at least so many digits.
func hex(r rune, sign string, digits int) string {
	const figures = "0123456789abcdef"
	var b []byte
	for n := uint32(r); n > 0 || len(b) < digits; n >>= 4 {
		b = append([]byte{figures[n&0xf]}, b...)
	}
	return sign + string(b)
}

// latin1 writes a rune in one byte, "" where it has none.
func latin1(r rune) string {
	if r > 0xff {
		return ""
	}
	return string([]byte{byte(r)})
}
