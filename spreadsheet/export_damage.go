package spreadsheet

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// damage says what is lost in an identifier that a sheet holds as something
// else than text, "" where nothing is. Written as text it would look whole.
func damage(s cosa.Setting, v cosa.Value) string {
	if !s.Spec().Marked {
		return ""
	}
	switch v.Type {
	case cosa.Date:
		return "stored as a date"
	case cosa.Number:
		switch {
		case s == cosa.ICCIDStart || s == cosa.ICCIDEnd:
			return "stored as a number, which keeps only 15 of its digits"
		case !cosa.AllDigits(v.Text) || len(v.Text) > 15:
			return "stored as a number whose digits are not all kept"
		case s == cosa.MCC && len(v.Text) < 3, s == cosa.MNC && len(v.Text) < 3:
			return "stored as a number, which has no leading zeros"
		case s == cosa.IMSIStart && len(v.Text) < 15, s == cosa.IMSIEnd && len(v.Text) < 15,
			s == cosa.CDMAProviderID && len(v.Text) < 5:
			return "stored as a number, which has no leading zeros"
		}
	}
	return ""
}

// damagedRows returns an error for the first row whose identifiers are
// damaged. Rows that delete are not looked at, since only their identity
// matters.
func damagedRows(s *cosa.Submission) error {
	var suspects []cosa.Setting
	for i := range cosa.SettingCount {
		for _, v := range s.Distinct(cosa.Column(i)) {
			if damage(cosa.Setting(i), v) != "" {
				suspects = append(suspects, cosa.Setting(i))
				break
			}
		}
	}
	if len(suspects) == 0 {
		return nil
	}
	for e := range s.Entries() {
		if e.Deletes() {
			continue
		}
		for _, setting := range suspects {
			if problem := damage(setting, e.Value(setting)); problem != "" {
				return &cosa.ReadError{
					Position: e.Position(setting),
					Problem:  fmt.Sprintf("%s %q is %s; an export would hide that", setting, e.Text(setting), problem),
					Hint:     "format the column as Text and type the value again",
				}
			}
		}
	}
	return nil
}

// amount writes a number with its noun.
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// joinSome joins at most n items and says how many are left.
func joinSome(items []string, n int, separator string) string {
	if len(items) <= n {
		return strings.Join(items, separator)
	}
	return fmt.Sprintf("%s%sand %d more", strings.Join(items[:n], separator), separator, len(items)-n)
}
