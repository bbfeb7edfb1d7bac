package form

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// Losses lists what the YAML and JSON form cannot hold of a submission, one
// line for each kind of loss in a column; it is empty where nothing is lost.
// Values are not shown.
func Losses(s *cosa.Submission) []string {
	losses := []string{}
	for i := range cosa.SettingCount {
		setting := cosa.Setting(i)
		kinds := make([]string, s.DistinctCount(cosa.Column(i)))
		order, count := []string{}, make(map[string]int)
		for id, v := range s.Distinct(cosa.Column(i)) {
			kind := loss(setting, v)
			if kinds[id] = kind; kind == "" {
				continue
			}
			if _, ok := count[kind]; !ok {
				order = append(order, kind)
				count[kind] = 0
			}
		}
		if len(order) == 0 {
			continue
		}
		for e := range s.Entries() {
			if kind := kinds[e.ID(setting)]; kind != "" {
				count[kind]++
			}
		}
		for _, kind := range order {
			losses = append(losses, fmt.Sprintf("%s: %s: %s", setting, plural(count[kind]), kind))
		}
	}
	for i, header := range s.Extras() {
		column, n := cosa.Column(cosa.SettingCount+i), 0
		for e := range s.Entries() {
			if !e.In(column).Blank() {
				n++
			}
		}
		if n > 0 {
			losses = append(losses, fmt.Sprintf("column %q, which is no setting: %s", header, plural(n)))
		}
	}
	if n := lostServices(s); n > 0 {
		losses = append(losses, fmt.Sprintf("%s: %s: %s", keyService, plural(n), "a value of the wrong shape"))
	}
	losses = append(losses, lostTexts(s.Answers(), questionKeys(), "answer", "question of the questionnaire")...)
	return append(losses, lostTexts(s.Details(), packageKeys(), "text", "field of a package")...)
}

// lostTexts lists the texts that a section with one text a key cannot hold.
func lostTexts(texts []cosa.Answer, keys []string, noun, of string) []string {
	var losses []string
	given := make(map[string]string)
	for _, a := range texts {
		first, again := given[a.Key]
		switch {
		case !slices.Contains(keys, a.Key):
			losses = append(losses, fmt.Sprintf("the %s to %q, which is no %s", noun, a.Key, of))
		case !again:
			given[a.Key] = a.Text
		case a.Text != first:
			losses = append(losses, fmt.Sprintf("a second %s to %q", noun, a.Key))
		}
	}
	return losses
}

func plural(n int) string {
	if n == 1 {
		return "1 value"
	}
	return fmt.Sprintf("%d values", n)
}

// loss says what is lost of a value, or returns "".
func loss(s cosa.Setting, v cosa.Value) string {
	if kind := dropped(s, v); kind != "" || !v.Formula {
		return kind
	}
	return "a formula (its cached value is kept)"
}

// dropped says why a value is not written at all, or returns "".
func dropped(s cosa.Setting, v cosa.Value) string {
	switch v.Type {
	case cosa.Err:
		return "an error value such as #N/A"
	case cosa.Missing:
		return "a formula without a cached value"
	case cosa.Wrong:
		return "a value of the wrong shape"
	case cosa.Date:
		return "a date"
	case cosa.Number, cosa.Padded:
		if isDamaged(s, v) {
			return "an identifier stored as a number, whose digits may be damaged"
		}
	}
	if !utf8.ValidString(v.Raw) {
		return "text that is not valid Unicode"
	}
	return ""
}

// isDamaged reports that an identifier's digits may not be those that were
// typed, because the cell holds a number. As text they would look sound.
func isDamaged(s cosa.Setting, v cosa.Value) bool {
	switch {
	case !s.Spec().Marked:
		return false
	case s == cosa.ICCIDStart || s == cosa.ICCIDEnd:
		return true
	case v.Type == cosa.Padded:
		return false
	case s == cosa.MCC || s == cosa.MNC:
		return len(v.Text) != 3 || !cosa.AllDigits(v.Text)
	case s == cosa.IMSIStart || s == cosa.IMSIEnd:
		return len(v.Text) > 15 || !cosa.AllDigits(v.Text)
	}
	return strings.ContainsAny(v.Text, "eE.+") || v.Text == "" || v.Text[0] == '-'
}
