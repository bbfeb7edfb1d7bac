package cosa

import (
	"regexp"
	"strings"
)

// Condition is what a target of a COSA package demands of one identifier: a
// plain value, or one of the forms range:FIRST,LAST and pattern:REGEX, each
// also with a leading ! for its opposite.
type Condition struct {
	Not         bool
	Value       string         // plain value, "" for the other forms
	First, Last string         // ends of a range, both included
	Pattern     *regexp.Regexp // matches the identifier as a whole
}

const (
	rangePrefix   = "range:"
	patternPrefix = "pattern:"
)

// IsCondition reports that text is one of the forms of a [Condition] beside a
// plain value.
func IsCondition(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "!") || hasPrefixFold(text, rangePrefix) || hasPrefixFold(text, patternPrefix)
}

// ParseCondition reads the value of a condition; prefixes may be in any case
// and blanks may surround each part. ok is false for a range without two ends
// and for a pattern that cannot be read.
func ParseCondition(text string) (c Condition, ok bool) {
	text = strings.TrimSpace(text)
	if rest, not := strings.CutPrefix(text, "!"); not {
		c.Not, text = true, strings.TrimSpace(rest)
	}
	switch {
	case hasPrefixFold(text, rangePrefix):
		first, last, two := strings.Cut(text[len(rangePrefix):], ",")
		c.First, c.Last = strings.TrimSpace(first), strings.TrimSpace(last)
		return c, two && c.First != "" && c.Last != "" && !strings.Contains(c.Last, ",")
	case hasPrefixFold(text, patternPrefix):
		expr, err := regexp.Compile(`^(?:` + strings.TrimSpace(text[len(patternPrefix):]) + `)$`)
		c.Pattern = expr
		return c, err == nil
	}
	c.Value = text
	return c, true
}

// Matches reports whether an identifier meets the condition. Ends of ranges
// are numbers of as many digits as the identifier: one of another length is in
// no range.
func (c Condition) Matches(identifier string) bool {
	holds := c.Value == identifier
	switch {
	case c.Pattern != nil:
		holds = c.Pattern.MatchString(identifier)
	case c.First != "":
		holds = len(identifier) == len(c.First) && len(identifier) == len(c.Last) &&
			c.First <= identifier && identifier <= c.Last
	}
	return holds != c.Not
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
