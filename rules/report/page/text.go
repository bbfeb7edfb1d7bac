package page

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

const (
	longestText  = 1000
	longestValue = 300 // of a cell; the file has the rest
	longestName  = 80  // of a profile
)

// text makes a text from a file or about one fit to be shown: redacted,
// bounded and without characters that act on what stands beside them.
func (p *Page) text(s string) string { return p.bounded(s, longestText) }

// value is text for a cell, which says how long it is where it is cut.
func (p *Page) value(s string) string {
	shown := p.bounded(s, longestValue)
	if n := utf8.RuneCountInString(s); n > longestValue {
		shown += " (" + plural(n, "character") + ")"
	}
	return shown
}

// name is text for the name of a profile.
func (p *Page) name(s string) string { return p.bounded(s, longestName) }

func (p *Page) bounded(s string, n int) string {
	if p.Mask != nil {
		s = p.Mask(s)
	}
	return cosa.Harmless(cosa.Bounded(cosa.MaskUserInfo(s), n))
}

func (p *Page) texts(list []string) []string {
	shown := make([]string, len(list))
	for i, s := range list {
		shown[i] = p.text(s)
	}
	return shown
}

// baseName is the file's name without its folder, which differs between the
// machines that a page is read on.
func baseName(file string) string { return file[strings.LastIndexAny(file, `/\`)+1:] }

// grouped writes a number with commas between groups of three digits.
func grouped[N int | uint64](n N) string {
	digits := strconv.FormatUint(uint64(n), 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func plural[N int | uint64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", grouped(n), noun)
}
