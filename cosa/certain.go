package cosa

import (
	"strings"
	"unicode"
)

// Name is something that can be named, with all its spellings.
type Name []string

// longestName bounds the texts that are compared with names, in bytes.
const longestName = 200

// fewestLetters is the length from which one wrong letter leaves no doubt.
const fewestLetters = 4

// Certain finds the name that text is certainly meant for: it is a spelling of
// one name only but for capitals, blanks, hyphens, underscores, points and
// letters that look alike, or one slip of the keyboard away from one name and
// at least three from all others. A slip is a letter too many, too few, wrong
// or in its neighbour's place, in a text of four letters or more that begins as
// the name does; digits never differ. It returns the name's number and the spelling that comes nearest.
func Certain(text string, names []Name) (name int, spelling string, ok bool) {
	return certain(text, names, foldName)
}

func certain(text string, names []Name, fold func(string) string) (name int, spelling string, ok bool) {
	if len(text) > longestName {
		return 0, "", false
	}
	folded := []rune(fold(text))
	exact, near, slip := 0, 0, false
	for i, spellings := range names {
		c := closest(text, folded, spellings, fold)
		switch {
		case c.distance == 0:
			if exact++; exact == 1 {
				name, spelling = i, c.spelling
			}
		case c.distance <= 2 || c.begun:
			near++
			if slip = c.distance == 1; slip && exact == 0 {
				name, spelling = i, c.spelling
			}
		}
	}
	if exact == 1 || exact == 0 && near == 1 && slip {
		return name, spelling, true
	}
	return 0, "", false
}

// closeness says how near a text comes to a name.
type closeness struct {
	spelling string // the nearest one
	distance int    // 0 but for what does not count, 1 a slip, 2 another name may be meant, 3 far
	begun    bool   // the text is the beginning of a spelling: the rest may have been cut off
}

func closest(text string, folded []rune, spellings Name, fold func(string) string) closeness {
	c := closeness{distance: 3}
	for _, s := range spellings {
		known := []rune(fold(s))
		d := min(distance(folded, known), 3)
		c.begun = c.begun || d > 0 && len(folded) > 0 && len(known) > len(folded) && string(known[:len(folded)]) == string(folded)
		switch {
		case !SameDigits(text, s) || letters(known) == 0:
			d = max(d, 2)
		case d == 1 && (letters(folded) < fewestLetters || folded[0] != known[0]):
			d = 2 // without its first letter a word is another one: Never and Ever
		}
		if d < c.distance || d == c.distance && d < 2 && rawDistance(text, s) < rawDistance(text, c.spelling) {
			c.distance, c.spelling = d, s
		}
	}
	return c
}

// NearName returns the one of the names that a name of none may be meant for,
// "" for none: it differs in at most two letters and in no digit.
func NearName(name string, names []string) string {
	best, least := "", 3
	for _, known := range names {
		d := distance([]rune(foldName(name)), []rune(foldName(known)))
		if SameDigits(name, known) && (d < least || d == least && d < 3 && known < best) {
			best, least = known, d
		}
	}
	return best
}

func letters(text []rune) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func rawDistance(a, b string) int { return distance([]rune(a), []rune(b)) }

// distance is the number of letters that are missing, too many, wrong or
// swapped with their neighbours (the Damerau-Levenshtein distance, where no
// part is edited twice); what is more than 3 may be 4.
func distance(a, b []rune) int {
	if len(a)-len(b) > 3 || len(b)-len(a) > 3 {
		return 4
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := last[j-1]
			if a[i-1] != b[j-1] {
				wrong++
			}
			row[j] = min(wrong, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// foldName makes spellings of a name alike: capitals, blanks, hyphens,
// underscores and points do not count, and letters of other alphabets that
// look like Latin ones are those.
func foldName(text string) string {
	var b strings.Builder
	for _, r := range latin(text) {
		if r != ' ' && r != '-' && r != '_' && r != '.' && !isDash(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// latin returns text with the Latin letters that others look like.
func latin(text string) string {
	return strings.Map(func(r rune) rune {
		if like, ok := lookAlikes[r]; ok {
			return like
		}
		return r
	}, CleanText(text))
}

// lookAlikes are Cyrillic, Greek and other letters that cannot be told from
// Latin ones in usual typefaces.
var lookAlikes = map[rune]rune{
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'У': 'Y', 'Х': 'X',
	'Ѕ': 'S', 'І': 'I', 'Ј': 'J', 'Ԛ': 'Q', 'Ԝ': 'W', 'Ԁ': 'D',
	'а': 'a', 'е': 'e', 'к': 'k', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'ѕ': 's', 'і': 'i', 'ј': 'j', 'ԛ': 'q', 'ԝ': 'w', 'ԁ': 'd', 'һ': 'h', 'ӏ': 'l',
	'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O', 'Ρ': 'P', 'Τ': 'T', 'Υ': 'Y', 'Χ': 'X',
	'ο': 'o', 'ρ': 'p', 'ν': 'v', 'ϲ': 'c', 'ı': 'i', 'İ': 'I', 'K': 'K',
}
