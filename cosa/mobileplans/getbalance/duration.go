package getbalance

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Duration is a time span as ISO 8601 writes it.
type Duration struct {
	Years, Months, Weeks, Days, Hours, Minutes, Seconds float64
}

// IsZero reports whether the span is nothing.
func (d Duration) IsZero() bool { return d == Duration{} }

// ParseDuration reads P23DT23H, PT0S and the like. Only the last number may
// have a fraction, and weeks stand alone.
func ParseDuration(text string) (Duration, error) {
	var d Duration
	rest, ok := strings.CutPrefix(text, "P")
	if !ok {
		return d, fmt.Errorf("%q is no ISO 8601 duration, which begins with P, as P23DT23H and PT0S do", shown(text))
	}
	date, clock, timed := strings.Cut(rest, "T")
	if date == "" && clock == "" || timed && clock == "" {
		return d, fmt.Errorf("%q is no ISO 8601 duration: no number follows its last letter; nothing is PT0S", shown(text))
	}
	fraction := false
	read := func(part string, units string, to []*float64) error {
		next := 0
		for part != "" {
			end := strings.IndexFunc(part, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
			if end <= 0 {
				return fmt.Errorf("a number and a letter of %s are wanted at %q", units, shown(part))
			}
			if fraction {
				return errors.New("only the last number may have a fraction")
			}
			n, err := strconv.ParseFloat(strings.Replace(part[:end], ",", ".", 1), 64)
			if err != nil || part[0] == '.' || part[0] == ',' || part[end-1] == '.' || part[end-1] == ',' {
				return fmt.Errorf("%q is no number", shown(part[:end]))
			}
			fraction = strings.ContainsAny(part[:end], ".,")
			unit := strings.IndexByte(units, part[end])
			if unit < next {
				return fmt.Errorf("%q stands in the wrong place; the letters are %s, in this order", shown(part[end:]), units)
			}
			*to[unit], next = n, unit+1
			part = part[end+1:]
		}
		return nil
	}
	err := read(date, "YMWD", []*float64{&d.Years, &d.Months, &d.Weeks, &d.Days})
	if err == nil {
		err = read(clock, "HMS", []*float64{&d.Hours, &d.Minutes, &d.Seconds})
	}
	if err == nil && strings.Contains(date, "W") && (timed || strings.Trim(date, "0123456789.,") != "W") {
		err = errors.New("weeks stand alone")
	}
	if err != nil {
		return Duration{}, fmt.Errorf("%q is no ISO 8601 duration: %w", shown(text), err)
	}
	return d, nil
}
