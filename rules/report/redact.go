package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// fewestDigits is the length of the shortest number that is hidden: an IMSI
// has 15 digits, and faulty ones may lack some.
const fewestDigits = 13

// identifiers finds so many digits, also with a single blank, hyphen or point
// between them. Beside a run as long as an IMSI the shorter ones are
// something else.
var (
	identifiers = regexp.MustCompile(`\p{Nd}(?:[\s\p{Zs}.\-]?\p{Nd}){12,}`)
	unbroken    = regexp.MustCompile(`\p{Nd}{15,}`)
)

// Redacted returns the report with the middle digits of ICCIDs and IMSIs
// hidden wherever they stand. Letters take their place: equal letters stand
// for equal digits and later letters for higher numbers, so that it can still
// be seen which ranges meet. Fingerprints are those of the hidden text.
func (r *Report) Redacted() *Report {
	m := newMasks(r)
	c := *r
	c.mask = m.hide
	c.Findings = slices.Clone(r.Findings)
	for i := range c.Findings {
		m.hideIn(&c.Findings[i])
	}
	c.Silenced = slices.Clone(r.Silenced)
	for i := range c.Silenced {
		m.hideIn(&c.Silenced[i].Finding)
		for _, text := range []*string{&c.Silenced[i].Reason, &c.Silenced[i].Owner} {
			*text = m.hide(*text)
		}
	}
	c.Embedded = slices.Clone(r.Embedded)
	for i := range c.Embedded {
		m.hideInSuppression(&c.Embedded[i].Suppression)
	}
	c.Next = m.hide(r.Next)
	c.NotEvaluated = slices.Clone(r.NotEvaluated)
	for i := range c.NotEvaluated {
		c.NotEvaluated[i].Reason = m.hide(c.NotEvaluated[i].Reason)
	}
	c.Notes = slices.Clone(r.Notes)
	for i := range c.Notes {
		c.Notes[i] = m.hide(c.Notes[i])
	}
	return &c
}

// masks knows the rank of every number of a report among all of them.
type masks struct {
	known   []string // the numbers without the digits that are shown at their end, sorted
	letters int      // of a rank
}

// newMasks collects the numbers of the report and of what was checked.
func newMasks(r *Report) *masks {
	m := &masks{letters: 1}
	add := func(text string) {
		eachNumber(text, func(digits string) string {
			_, end := shownDigits(digits)
			m.known = append(m.known, digits[:end])
			return digits
		})
	}
	addFinding := func(f *cosa.Finding) {
		add(f.Message)
		add(f.Hint)
		add(f.Value)
		for _, related := range f.Related {
			add(related.Message)
		}
	}
	for i := range r.Findings {
		addFinding(&r.Findings[i])
	}
	for i := range r.Silenced {
		addFinding(&r.Silenced[i].Finding)
	}
	if r.Submission != nil {
		for _, s := range []cosa.Setting{cosa.ICCIDStart, cosa.ICCIDEnd, cosa.IMSIStart, cosa.IMSIEnd} {
			for _, v := range r.Submission.Distinct(cosa.Column(s)) {
				add(v.Text)
			}
		}
	}
	slices.Sort(m.known)
	m.known = slices.Compact(m.known)
	for n := len(m.known) - 1; n >= 26; n /= 26 {
		m.letters++
	}
	return m
}

// hideIn hides digits in what a finding says. Where it lists related places
// the list becomes its own.
func (m *masks) hideIn(f *cosa.Finding) {
	for _, text := range []*string{&f.Message, &f.Hint, &f.Value, &f.Profile, &f.Subject} {
		*text = m.hide(*text)
	}
	if f.Fix != nil {
		f.Fix = &cosa.Fix{Old: m.hide(f.Fix.Old), New: m.hide(f.Fix.New)}
	}
	f.Pair = "" // it may hold a digest of what is hidden
	f.Related = slices.Clone(f.Related)
	for i := range f.Related {
		f.Related[i].Message = m.hide(f.Related[i].Message)
	}
}

// hideInSuppression hides digits in what a suppression says. The fingerprint
// is made of the hidden ones, which could be guessed from it.
func (m *masks) hideInSuppression(s *cosa.Suppression) {
	s.Fingerprint = ""
	for _, text := range []*string{&s.Profile, &s.Reason, &s.Owner} {
		*text = m.hide(*text)
	}
	if s.Value != nil {
		value := m.hide(*s.Value)
		s.Value = &value
	}
}

// hide hides the middle digits of the identifiers in a text.
func (m *masks) hide(text string) string { return eachNumber(text, m.mask) }

// mask writes x for digits between the first and the last ones, and at their
// end the number's rank in letters. The length stays.
func (m *masks) mask(digits string) string {
	from, to := shownDigits(digits)
	middle := []byte(strings.Repeat("x", to-from))
	if rank, ok := slices.BinarySearch(m.known, digits[:to]); ok {
		for i := len(middle) - 1; i >= max(len(middle)-m.letters, 0); i-- {
			middle[i] = byte('A' + rank%26)
			rank /= 26
		}
	}
	return digits[:from] + string(middle) + digits[to:]
}

// shownDigits tells which digits stay: those before from, which name the
// issuer or the network, and the last ones, which tell the ends of ranges. The
// 19-digit and the 20-digit form of an ICCID hide the same ones.
func shownDigits(digits string) (from, to int) {
	const issuer, individual = 7, 17
	if strings.HasPrefix(digits, "89") && len(digits) >= individual {
		return issuer, individual
	}
	return 5, len(digits) - 2
}

// eachNumber replaces the digits of every number in a text, as many as there
// were; what stands between them stays.
func eachNumber(text string, replace func(digits string) string) string {
	if !mayHoldNumber(text) {
		return text
	}
	if cosa.AllDigits(text) {
		return replace(text)
	}
	return identifiers.ReplaceAllStringFunc(text, func(found string) string {
		if unbroken.MatchString(found) {
			return unbroken.ReplaceAllStringFunc(found, func(run string) string { return replaceDigits(run, replace) })
		}
		return replaceDigits(found, replace)
	})
}

// mayHoldNumber spares most texts the search: it counts what may be a digit.
func mayHoldNumber(text string) bool {
	n := 0
	for i := 0; i < len(text) && n < fewestDigits; i++ {
		if c := text[i]; c >= '0' && c <= '9' || c >= utf8.RuneSelf {
			n++
		}
	}
	return n == fewestDigits
}

func replaceDigits(text string, replace func(digits string) string) string {
	runes := []rune(text)
	var digits []byte
	var at []int
	for i, r := range runes {
		if unicode.IsDigit(r) {
			digits, at = append(digits, plainDigit(r)), append(at, i)
		}
	}
	for i, b := range []byte(replace(string(digits))) {
		if b != digits[i] {
			runes[at[i]] = rune(b)
		}
	}
	return string(runes)
}

// plainDigit is the ASCII digit that a digit of another script, such as a
// full-width one, stands for: the ten digits of a script follow each other.
func plainDigit(r rune) byte {
	n := 0
	for n < 9 && unicode.IsDigit(r-1) {
		r--
		n++
	}
	return byte('0' + n)
}
