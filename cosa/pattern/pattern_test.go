package pattern

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIntervals(t *testing.T) {
	tests := []struct {
		expr   string
		digits int
		want   []Interval
	}{
		{`.*`, 20, []Interval{{strings.Repeat("0", 20), strings.Repeat("9", 20)}}},
		{`\d{15}`, 15, []Interval{{"000000000000000", "999999999999999"}}},
		{`\d{15}`, 19, []Interval{}},
		{``, 3, []Interval{}},
		{`[^5]`, 1, []Interval{{"0", "4"}, {"6", "9"}}},
		{`0*`, 3, []Interval{{"000", "000"}}},
		{`00199\d([0-7]\d{8}|8[0-4]\d{7})`, 15, []Interval{
			{"001990000000000", "001990849999999"}, {"001991000000000", "001991849999999"}, {"001992000000000", "001992849999999"},
			{"001993000000000", "001993849999999"}, {"001994000000000", "001994849999999"}, {"001995000000000", "001995849999999"},
			{"001996000000000", "001996849999999"}, {"001997000000000", "001997849999999"}, {"001998000000000", "001998849999999"},
			{"001999000000000", "001999849999999"}}},
		{`00199[0-3].*|001994\d+`, 15, []Interval{{"001990000000000", "001994999999999"}}}, // joined across digits
		{`001999.*|002000.*`, 15, []Interval{{"001999000000000", "002000999999999"}}},
		{`^0$|^1$`, 1, []Interval{{"0", "1"}}},
		{`(?m)^0$`, 1, []Interval{{"0", "0"}}},
		{`0\b1`, 2, []Interval{}},
		{`\b0\B1\b`, 2, []Interval{{"01", "01"}}},
		{`0$1`, 2, []Interval{}},
		{`0|01`, 2, []Interval{{"01", "01"}}}, // as a whole, not the first that fits
		{`\w\W`, 2, []Interval{}},
		{`[[:alnum:]]\pN`, 2, []Interval{{"00", "99"}}},
		{`89(00|01)1\d{14}`, 19, []Interval{{"8900100000000000000", "8900199999999999999"}, {"8901100000000000000", "8901199999999999999"}}},
	}
	for _, tt := range tests {
		t.Run(tt.expr, func(t *testing.T) {
			got, err := Intervals(tt.expr, tt.digits, 100)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]Interval{}, tt.want...), got); diff != "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		expr   string
		digits int
		most   int
		want   error
	}{
		{`(\d)\1`, 15, 10, ErrSyntax},
		{`(?!001)\d{15}`, 15, 10, ErrSyntax},
		{`(?=001)\d{15}`, 15, 10, ErrSyntax},
		{`0)(1`, 2, 10, ErrSyntax},
		{`[`, 2, 10, ErrSyntax},
		{`\d{1001}`, 2, 10, ErrSyntax},
		{"\xff", 2, 10, ErrSyntax},
		{`\d*0`, 3, 99, ErrTooMany},
		{`\d*0`, 20, 10_000, ErrTooMany},
		{`1`, 1, 0, ErrTooMany},
		{`1`, 1, -5, ErrTooMany},
		{`.*`, 0, 10, ErrDigits},
		{`.*`, 1000, 10, ErrDigits},
		{strings.Repeat("0", 2<<20), 15, 10, ErrTooMany},
	}
	for _, tt := range tests {
		if got, err := Intervals(tt.expr, tt.digits, tt.most); !errors.Is(err, tt.want) {
			t.Errorf("Intervals(%.30q, %d, %d) = %d intervals, error %v; want %v", tt.expr, tt.digits, tt.most, len(got), err, tt.want)
		}
	}
	if got, err := Intervals(`\d*0`, 3, 100); err != nil || len(got) != 100 {
		t.Errorf("exactly as many as are wanted: %d, %v", len(got), err)
	}
}

// TestHostile wants an end within seconds, whichever.
func TestHostile(t *testing.T) {
	var thousands, sparse []string
	r := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		thousands = append(thousands, fmt.Sprintf(`89%06d\d{%d}`, r.IntN(1e6), 8+r.IntN(8)))
		sparse = append(sparse, fmt.Sprintf(`\d*%d\d{%d}`, r.IntN(1000), r.IntN(18)))
	}
	tests := map[string]string{
		"nested stars":        `(\d*)*`,
		"stars of stars":      `((((\d*)*)*)*)*`,
		"repeated stars":      `(\d*){1000}`,
		"many optional":       `\d{0,999}`,
		"concatenated":        strings.Repeat(`\d{0,999}`, 200),
		"very many":           strings.Repeat(`\d{0,999}`, 5000),
		"nested counts":       `((\d{0,10}){0,10}){0,10}`,
		"far back":            `\d*1\d{18}`,
		"far backs":           `(\d*1\d{17}|\d*2\d{13}|\d*3\d{11}|\d*4\d{9}|\d*5\d{5})`,
		"any of far back":     strings.Join(sparse, "|"),
		"alternatives":        strings.Join(thousands, "|"),
		"depth":               strings.Repeat("(", 900) + `\d*` + strings.Repeat(")*", 900),
		"too deep":            strings.Repeat("(", 9000) + `\d*` + strings.Repeat(")", 9000),
		"pairs of all":        strings.Repeat(`(0|1|\d\d)*`, 1000),
		"every other digit":   `(\d[02468])*`,
		"remainders":          `([0369]|[147]([0369]|[147][258])*[258])*`,
		"conditions in loops": `(\b|\B|^|$|\d)*`,
	}
	for name, expr := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Intervals(expr, 20, 10_000) // which must end
			if len(got) > 10_000 {
				t.Errorf("%d intervals", len(got))
			}
			if err != nil && len(err.Error()) > 300 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
		})
	}
}

// naive asks the regular expression about every number.
func naive(re *regexp.Regexp, digits int) []Interval {
	last := 1
	for range digits {
		last *= 10
	}
	found := []Interval{}
	matched := false
	for n := range last {
		number := fmt.Sprintf("%0*d", digits, n)
		matches := re.MatchString(number)
		switch {
		case matches && matched:
			found[len(found)-1].Hi = number
		case matches:
			found = append(found, Interval{Lo: number, Hi: number})
		}
		matched = matches
	}
	return found
}

// compare checks an expression against the naive answer.
func compare(t *testing.T, expr string, digits int) {
	t.Helper()
	re, err := regexp.Compile(`\A(?:` + expr + `)\z`)
	if err != nil {
		return
	}
	got, err := Intervals(expr, digits, 100_000)
	if err != nil {
		if errors.Is(err, ErrSyntax) {
			if _, err := regexp.Compile(expr); err == nil {
				t.Fatalf("%q: %v, but package regexp reads it", expr, err)
			}
		}
		return
	}
	if diff := cmp.Diff(naive(re, digits), got); diff != "" {
		t.Fatalf("%q of %d digits (-naive +got):\n%s", expr, digits, diff)
	}
}

// random writes an expression of so many levels.
func random(r *rand.Rand, levels int) string {
	if levels == 0 {
		switch r.IntN(8) {
		case 0:
			return `\d`
		case 1:
			return "."
		case 2:
			return fmt.Sprintf("[^%d]", r.IntN(10))
		case 3:
			return fmt.Sprintf("%d%d", r.IntN(10), r.IntN(10))
		case 4:
			lo := r.IntN(10)
			return fmt.Sprintf("[%d-%d]", lo, lo+r.IntN(10-lo))
		case 5:
			return [...]string{`^`, `$`, `\b`, `\B`, `\A`, `\z`, `x`, `\D`}[r.IntN(8)]
		}
		return fmt.Sprint(r.IntN(10))
	}
	sub := random(r, levels-1)
	switch r.IntN(9) {
	case 0:
		return "(" + sub + ")*"
	case 1:
		return "(?:" + sub + ")?"
	case 2:
		return "(" + sub + ")+?"
	case 3:
		return fmt.Sprintf("(%s){%d,%d}", sub, r.IntN(3), 2+r.IntN(3))
	case 4, 5:
		return "(" + sub + "|" + random(r, levels-1) + ")"
	}
	return sub + random(r, r.IntN(levels))
}

func TestAgainstNaive(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	rounds := 1500
	if testing.Short() {
		rounds /= 8
	}
	for range rounds {
		compare(t, random(r, 1+r.IntN(5)), 3)
	}
	for range rounds / 10 {
		compare(t, random(r, 2+r.IntN(5)), 4)
	}
	for range rounds / 100 {
		compare(t, random(r, 3+r.IntN(5)), 5)
	}
}

func FuzzIntervals(f *testing.F) {
	for _, expr := range []string{`00199\d([0-7]\d{7}|8[0-4]\d{6})`, `(\d*)*`, `\d{0,99}`, `^\b0$|1.\B`, `(?i)a|[^3]+`, `0)(1`, `(?U)\d*5\d?`} {
		f.Add(expr)
	}
	f.Fuzz(func(t *testing.T, expr string) {
		if len(expr) < 60 { // the oracle is slow
			compare(t, expr, 3)
		}
		intervals, err := Intervals(expr, 20, 1000)
		if err != nil {
			return
		}
		re, err := regexp.Compile(`\A(?:` + expr + `)\z`)
		if err != nil {
			return // a quotation that is open to the end
		}
		for i, v := range intervals {
			if len(v.Lo) != 20 || len(v.Hi) != 20 || v.Lo > v.Hi || i > 0 && intervals[i-1].Hi >= v.Lo {
				t.Fatalf("%q: interval %d is %v", expr, i, v)
			}
			if len(expr) < 60 && !(re.MatchString(v.Lo) && re.MatchString(v.Hi)) {
				t.Fatalf("%q: does not match the ends of %v", expr, v)
			}
		}
	})
}
