package country

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// region is a row of the generated table.
type region struct {
	code   string // ISO 3166-1 alpha-2, or the code CLDR uses
	alpha3 string // "" where there is none
	name   string
}

// spelling is a row of the table written by hand.
type spelling struct {
	code      string
	preferred string // the name Windows writes; "" where it is the table's
	others    []string
}

// longestName bounds the names that Nearest compares.
const longestName = 80

// index is what the look-ups need, built from the tables once.
type index struct {
	codes     map[string]string // folded name to code
	preferred map[string]string // code to name
	alpha     map[string]string // folded ISO code of either length to code
	names     []string          // preferred names, sorted
	spellings []candidate       // preferred names first, each part sorted
}

type candidate struct {
	folded, name string
	letters      uint64
}

var lookup = sync.OnceValue(buildIndex)

func buildIndex() *index {
	x := &index{
		codes:     make(map[string]string, 1024),
		preferred: make(map[string]string, len(regions)+len(spellings)),
		alpha:     make(map[string]string, 2*len(regions)),
	}
	for _, r := range regions {
		x.preferred[r.code] = r.name
		x.alpha[strings.ToLower(r.code)] = r.code
		if r.alpha3 != "" {
			x.alpha[strings.ToLower(r.alpha3)] = r.code
		}
	}
	for _, s := range spellings {
		if s.preferred != "" {
			x.preferred[s.code] = s.preferred
		}
	}
	for _, r := range regions {
		x.names = append(x.names, x.preferred[r.code])
	}
	slices.Sort(x.names)
	for _, code := range slices.SortedFunc(maps.Keys(x.preferred), func(a, b string) int {
		return strings.Compare(x.preferred[a], x.preferred[b])
	}) {
		x.add(code, x.preferred[code])
	}
	first := len(x.spellings)
	for _, r := range regions {
		x.add(r.code, r.name)
	}
	for _, s := range spellings {
		for _, name := range s.others {
			x.add(s.code, name)
		}
	}
	slices.SortFunc(x.spellings[first:], func(a, b candidate) int { return strings.Compare(a.name, b.name) })
	return x
}

// add enters a name; the first country to use one keeps it.
func (x *index) add(code, name string) {
	folded := fold(name)
	if _, ok := x.codes[folded]; ok {
		return
	}
	x.codes[folded] = code
	x.spellings = append(x.spellings, candidate{folded, name, letters(folded)})
}

// code returns the code of the country that a folded name names, or "".
func (x *index) code(folded string) string {
	if code, ok := x.codes[folded]; ok {
		return code
	}
	if rest, ok := withoutForm(folded); ok {
		return x.codes[rest]
	}
	return ""
}

// Known reports whether name is a country or region as ISO, CLDR or Windows
// spell it, in an old or a new spelling. Case, accents, dots, the kind of
// apostrophe, runs of blanks and articles do not matter, and "&" is "and". The
// bare ISO code is no name, unless people use it as one (US).
func Known(name string) bool {
	return lookup().code(fold(name)) != ""
}

// Nearest returns the known name closest to name, or "" where none is close
// enough to be what was meant. An ISO code leads to the name of its country.
// What Shared lists is near to none.
func Nearest(name string) string {
	if len(name) > longestName {
		return ""
	}
	x := lookup()
	folded := fold(name)
	if isShared(folded) {
		return ""
	}
	if code, ok := x.alpha[folded]; ok && x.codes[folded] == "" {
		return x.preferred[code]
	}
	own, runes := letters(folded), utf8.RuneCountInString(folded)
	best, bestDistance := "", max(1, runes/4)+1
	for _, c := range x.spellings {
		// An edit brings in one letter and changes the length by one at most,
		// which rules nearly all names out.
		missing := max(bits.OnesCount64(own&^c.letters), bits.OnesCount64(c.letters&^own))
		if apart := runes - utf8.RuneCountInString(c.folded); max(apart, -apart, missing) >= bestDistance {
			continue
		}
		if d := levenshtein.ComputeDistance(folded, c.folded); d < bestDistance {
			best, bestDistance = c.name, d
		}
	}
	return best
}

// letters returns the set of runes in a name, modulo 64.
func letters(folded string) (set uint64) {
	for _, r := range folded {
		set |= 1 << (r & 63)
	}
	return set
}

// Same reports whether two names are spellings of one country, as USA and
// United States are. Names of no known country are the same where they differ
// only in what Known ignores. A blank name is no country's.
func Same(a, b string) bool {
	x := lookup()
	foldedA, foldedB := fold(a), fold(b)
	if foldedA == foldedB {
		return foldedA != ""
	}
	code := x.code(foldedA)
	return code != "" && code == x.code(foldedB)
}

// Names returns the preferred name of every current country and region, sorted.
func Names() []string {
	return slices.Clone(lookup().names)
}

// Key returns what tells the countries of names apart: names that [Same] calls
// one country have one key. It is "" for a blank name.
func Key(name string) string {
	folded := fold(name)
	if code := lookup().code(folded); code != "" {
		return code // in capitals, which no folded name has
	}
	return folded
}
