package country

import (
	"strings"
	"unicode"
)

// latin holds the plain letters of U+00E0 to U+00FF, a blank where a rune is
// not a letter with a mark. Names of countries use no other accented letters,
// so this stands in for the tables of a whole Unicode normalisation.
const latin = "aaaaaaaceeeeiiiidnooooo ouuuuypy"

// fold returns what identifies a name: its words in lower case without accents,
// dots, apostrophes and articles, one blank between them. Words that are
// commonly shortened are brought to one form.
func fold(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range name {
		r = unicode.ToLower(r)
		switch {
		case r == '&':
			b.WriteString(" and ")
		case r == 'ı':
			b.WriteByte('i')
		case r >= 0xE0 && r <= 0xFF:
			b.WriteByte(latin[r-0xE0])
		case r == '.', apostrophe(r), unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	kept := words[:0]
	for _, w := range words {
		switch w {
		case "the":
			continue
		case "saint":
			w = "st"
		case "rep":
			w = "republic"
		case "dem":
			w = "democratic"
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

func apostrophe(r rune) bool {
	return strings.ContainsRune("'’‘ʼʻ`´′＇", r)
}

// forms are the words by which an official name says what kind of state it
// names: "Republic of Moldova", "Serbia (Republic of)". A form that ends in
// another stands before it.
var forms = [...]string{
	"federal republic of", "islamic republic of", "republic of", "kingdom of", "state of",
	"principality of", "commonwealth of", "sultanate of", "grand duchy of",
}

// withoutForm returns a folded name without the kind of state, and whether it
// named one.
func withoutForm(folded string) (string, bool) {
	for _, form := range forms {
		if rest, ok := strings.CutPrefix(folded, form+" "); ok {
			return rest, true
		}
		if rest, ok := strings.CutSuffix(folded, " "+form); ok {
			return rest, true
		}
	}
	return folded, false
}
