package match

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// condition is what a target demands of one identifier.
type condition struct {
	of identifier
	cosa.Condition
	want  bool   // for ESIM_PROV
	fault string // why it cannot be judged, "" if it can
}

// newCondition reads what the entry states of an identifier; ok is false
// where it states nothing.
func newCondition(e cosa.Entry, of identifier) (c condition, ok bool) {
	s := fields[of].setting
	c.of = of
	switch of {
	case imsi:
		return newRange(e, of, cosa.IMSI)
	case iccid:
		return newRange(e, of, cosa.ICCID)
	}
	if !e.Has(s) {
		return c, false
	}
	v := e.Value(s)
	if v.Damaged() {
		c.fault = "its value cannot be read"
		return c, true
	}
	c.parse(v.Text)
	switch {
	case c.fault != "":
	case of == esimProv:
		if _, known := s.Canonical(c.Value); !known || c.Value == "" {
			c.fault = fmt.Sprintf("%q is neither true nor false", v.Text)
		}
		if c.fault == "" && !c.Not && !s.True(c.Value) {
			return c, false // what a blank means
		}
		c.want = s.True(c.Value) != c.Not
	case of == gid1:
		c.fold()
	}
	return c, true
}

// newRange reads the ends of a range, or the condition that stands in place of
// its start.
func newRange(e cosa.Entry, of identifier, kind cosa.NumberKind) (c condition, ok bool) {
	c.of = of
	if !e.Has(kind.Start()) && !e.Has(kind.End()) {
		return c, false
	}
	start, end := e.Value(kind.Start()), e.Value(kind.End())
	switch {
	case start.Damaged() || end.Damaged():
		c.fault = "its value cannot be read"
	case start.Blank():
		c.fault = "the range has no start"
	case cosa.IsCondition(start.Text) && end.Blank():
		c.parse(start.Text)
	case end.Blank():
		c.fault = "the range has no end"
	case kind == cosa.ICCID && (start.Type != cosa.Text || end.Type != cosa.Text):
		c.fault = "the range is stored as numbers, which lose digits"
	case !cosa.AllDigits(start.Text) || !cosa.AllDigits(end.Text):
		c.fault = "an end of the range is not a number"
	case len(start.Text) != len(end.Text):
		c.fault = "start and end of the range differ in length"
	case start.Text > end.Text:
		c.fault = "the range's start is after its end"
	default:
		c.First, c.Last = start.Text, end.Text
	}
	return c, true
}

func (c *condition) parse(text string) {
	var ok bool
	if c.Condition, ok = cosa.ParseCondition(text); !ok || c.Value == "" && c.First == "" && c.Pattern == nil {
		c.fault = fmt.Sprintf("the condition %q cannot be read", text)
	}
}

// fold makes the condition match what is written in capitals.
func (c *condition) fold() {
	c.Value, c.First, c.Last = strings.ToUpper(c.Value), strings.ToUpper(c.First), strings.ToUpper(c.Last)
	if c.Pattern != nil {
		c.Pattern = regexp.MustCompile("(?i)" + c.Pattern.String()) // it was compiled without the flag already
	}
}

// plain reports that only one value holds, which is Value.
func (c *condition) plain() bool { return c.fault == "" && !c.Not && c.Value != "" }

// holds reports whether the SIM meets the condition. One that cannot be judged
// holds.
func (c *condition) holds(s *subject) bool {
	switch {
	case c.fault != "":
		return true
	case c.of == esimProv:
		return s.esim == c.want
	case c.of == mnc:
		if s.mncs[0] == "" {
			return false
		}
		any := false
		for _, reading := range s.mncs {
			any = any || reading != "" && c.Matches(reading) != c.Not
		}
		return any != c.Not
	}
	text := s.text[c.of]
	return text != "" && c.Matches(text)
}

// interval returns the numbers that hold where they are one interval of
// numbers of the kind.
func (c *condition) interval(kind cosa.NumberKind) (cosa.Range, bool) {
	if c.First == "" || c.Not || c.fault != "" {
		return cosa.Range{}, false
	}
	r, err := cosa.NewRange(kind, c.First, c.Last)
	return r, err == nil
}

// otherLength returns how long the SIM's ICCID would have to be to meet a
// condition that it does not meet: 20 where one of the 20-digit numbers that
// begin with it does, 19 where its first 19 digits do; else 0.
func (c *condition) otherLength(s *subject) int {
	text := s.text[iccid]
	if c.of != iccid || c.Not || c.fault != "" || c.holds(s) {
		return 0
	}
	switch len(text) {
	case 20:
		if c.Matches(text[:19]) {
			return 19
		}
	case 19:
		if c.First != "" {
			if len(c.First) == 20 && len(c.Last) == 20 && c.First <= text+"9" && text+"0" <= c.Last {
				return 20
			}
			return 0
		}
		for digit := '0'; digit <= '9'; digit++ {
			if c.Matches(text + string(digit)) {
				return 20
			}
		}
	}
	return 0
}

// text writes what is demanded.
func (c *condition) text() string {
	not := ""
	if c.Not {
		not = "not "
	}
	switch {
	case c.fault != "":
		return "(" + c.fault + ")"
	case c.of == esimProv:
		return fmt.Sprint(c.want)
	case c.Pattern != nil:
		expr := strings.TrimPrefix(c.Pattern.String(), "(?i)")
		return not + "pattern " + strings.TrimSuffix(strings.TrimPrefix(expr, "^(?:"), ")$")
	case c.First != "":
		return not + c.First + "-" + c.Last
	}
	return not + c.Value
}

// failure says why the SIM does not meet the condition.
func (c *condition) failure(s *subject) string {
	name := strings.ToLower(fields[c.of].Name)
	has := s.text[c.of]
	switch c.of {
	case esimProv:
		return fmt.Sprintf("%s is %t, the SIM has %t", name, c.want, s.esim)
	case mnc:
		if has = s.mncs[0]; s.mncs[1] != "" {
			has += " or " + s.mncs[1]
		}
	}
	if has == "" {
		return fmt.Sprintf("%s is %s, the SIM's is not given", name, c.text())
	}
	why := fmt.Sprintf("%s is %s, the SIM has %s", name, c.text(), has)
	switch c.otherLength(s) {
	case 19:
		why += fmt.Sprintf(" of 20 digits, and only the 19 digits %s would match", has[:19])
	case 20:
		why += " of 19 digits, and only a number of 20 digits that begins with it would match"
	}
	return why
}
