package rules

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// longestQuote bounds how much of a value a message repeats; the finding
// holds the whole of it.
const longestQuote = 80

// quote writes a value in quotes, cut short where it is long.
func quote(text string) string { return strconv.Quote(shortened(text)) }

func shortened(text string) string {
	if len(text) <= longestQuote {
		return text
	}
	cut := longestQuote
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}

// listed joins words as a sentence does: a, b or c.
func listed(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// choice is the check of a setting with enumerated values.
func choice(settings ...cosa.Setting) *ValueCheck {
	return &ValueCheck{Settings: settings, Fix: corrected, Judge: func(s cosa.Setting, v cosa.Value) Fault {
		if _, ok := s.Spec().Choice(v.Text); ok {
			return Fault{}
		}
		return Fault{quote(v.Text) + " is no value of " + s.String(), allowed(s, v.Text)}
	}}
}

// allowed says what may stand in an enumerated setting, nearest to text first.
func allowed(s cosa.Setting, text string) string {
	spec := s.Spec()
	var words, spellings []string
	for _, c := range spec.Choices {
		spellings = append(spellings, append([]string{c.Text, c.XML}, c.Also...)...)
		word := c.Text
		if c.Means != "" && s != cosa.UpdateType {
			word += " (" + c.Means + ")"
		}
		words = append(words, word)
	}
	hint := "write " + listed(words, "or")
	if len(text) > longestQuote {
		return hint
	}
	if near := cosa.Nearest(text, spellings); near != "" {
		if c, ok := spec.Choice(near); ok {
			hint += "; did you mean " + strconv.Quote(c.Text) + "?"
		}
	}
	return hint
}

// atMost is the check of settings that the settings table bounds in length.
func atMost(settings ...cosa.Setting) *ValueCheck {
	return &ValueCheck{Settings: settings, Judge: func(s cosa.Setting, v cosa.Value) Fault {
		most := s.Spec().MaxLen
		if len(v.Text) <= most {
			return Fault{}
		}
		if n := utf8.RuneCountInString(v.Text); n > most {
			return Fault{s.String() + " has " + count(n, "character") + "; at most " + strconv.Itoa(most) + " are allowed",
				"shorten it to " + strconv.Itoa(most) + " characters"}
		}
		return Fault{}
	}}
}

// count writes a number with its noun.
func count[N int | uint64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(uint64(n)) + " " + noun + "s"
}

// grouped writes a number with a comma between groups of three digits.
func grouped(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
