package ranges

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// report is all that a coverage tells.
type report struct {
	Samples    [verdicts][]Sample
	Totals     [verdicts]uint64
	Numbers    uint64
	Rounded    uint64
	Held       []uint64
	Duplicates uint64
	Counted    bool // the duplicates
	Problem    string
}

func reportOf(c *Coverage, err error) report {
	r := report{Samples: c.Samples, Totals: c.totals, Numbers: c.Numbers, Rounded: c.Rounded, Held: c.Held()}
	r.Duplicates, r.Counted = c.Duplicates()
	if err != nil {
		r.Problem = err.Error()
	}
	return r
}

// naiveReport compares every number with every range, as text.
func naiveReport(kind cosa.NumberKind, all []cosa.Range, most int, list string) report {
	r := report{Held: make([]uint64, len(all)), Counted: true}
	seen := make(map[string]bool)
	for _, at := range naiveNumbers(kind, list) {
		r.Numbers++
		verdict, problem, text := Outside, "", at.Number
		switch _, fault := ParseNumber(kind, text); {
		case fault != "" && strings.Trim(text, "0123456789") == "" && !slices.Contains([]string{"IMSI 15", "ICCID 19", "ICCID 20"}, fmt.Sprint(kind, " ", len(text))) && text != "":
			verdict, problem = WrongLength, fault
		case fault != "":
			verdict, problem = Damaged, fault
		default:
			sim := text[:min(len(text), 19)]
			if seen[sim] {
				r.Duplicates++
			}
			seen[sim] = true
			if kind == cosa.ICCID && strings.Trim(text[15:], "0") == "" {
				r.Rounded++
			}
			for i, in := range all {
				digits := min(len(text), len(in.Start)) // a SIM of 19 digits is in a range of 20 that begins or ends within it
				if text[:digits] < in.Start[:digits] || text[:digits] > in.End[:digits] {
					continue
				}
				r.Held[i]++
				if len(text) == len(in.Start) {
					verdict = Covered
				} else if verdict == Outside {
					verdict = OtherLength
				}
			}
		}
		r.Totals[verdict]++
		if verdict != Covered && len(r.Samples[verdict]) < most {
			at.Problem = problem
			r.Samples[verdict] = append(r.Samples[verdict], at)
		}
	}
	return r
}

// naiveNumbers reads a list that has no errors, one character after the other.
func naiveNumbers(kind cosa.NumberKind, list string) []Sample {
	var found []Sample
	column, delimiter, first := 0, "", true
	for i, line := range strings.Split(strings.TrimPrefix(list, "\ufeff"), "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if first {
			first = false
			for _, d := range []string{"\t", ";", ",", "|"} {
				if delimiter == "" && strings.Contains(line, d) {
					delimiter = d
				}
			}
			column = slices.IndexFunc(naiveFields(line, delimiter), func(name string) bool { return strings.EqualFold(cosa.CleanText(name), kind.String()) })
			if column >= 0 {
				continue
			}
			column = 0
		}
		text := ""
		if fields := naiveFields(line, delimiter); column < len(fields) {
			text = kind.Start().Clean(fields[column])
		}
		found = append(found, Sample{Number: text, Position: cosa.Position{File: "sims", Line: i + 1}})
	}
	return found
}

func naiveFields(line, delimiter string) []string {
	var fields []string
	field, quoted, start := "", false, true
	for i := 0; i < len(line); i++ {
		switch c := line[i : i+1]; {
		case start && c == `"`:
			quoted, start = true, false
		case quoted && strings.HasPrefix(line[i:], `""`):
			field += `"`
			i++
		case quoted && c == `"`:
			quoted = false
		case !quoted && c == delimiter:
			fields = append(fields, field)
			field, start = "", true
		default:
			field += c
			start = false
		}
	}
	return append(fields, field)
}

// oddList writes a list with what lists have besides numbers.
func oddList(s space, lines int) string {
	pick := func(of ...string) string { return of[s.r.IntN(len(of))] }
	end := pick("\n", "\r\n")
	var b strings.Builder
	b.WriteString(pick("", "", "\ufeff"))
	before, behind := "", ""
	switch d := pick(",", ";", "\t", "|"); s.r.IntN(4) {
	case 0:
		b.WriteString(pick("imsi", "iccid", "SIM", "", `"ICCID"`, " Iccid ") + end)
	case 1:
		b.WriteString("Name" + d + pick(`"ICCID"`, "ICCID ", "\u200biccid") + d + pick("IMSI", `"imsi"`) + d + "x" + end)
		before, behind = "a"+d, d+s.random().Start+d
	case 2:
		b.WriteString("IMSI" + d + "ICCID" + end)
		before = `"a""` + d + `b"` + d
	}
	for range lines {
		n := s.random().Start
		switch s.r.IntN(24) {
		case 0:
			n = ""
		case 1:
			n = " " + n + "\u00a0"
		case 2:
			n = `"` + n + `"`
		case 3:
			n = `"` + n[:4] + `""` + n[4:]
		case 4:
			n = "'" + n
		case 5:
			n += pick("F", "f", "FF")
		case 6:
			n = n[:5] + pick(" ", "-", "\u200b", "\u00a0", ".") + n[5:]
		case 7:
			n = n[:len(n)-1]
		case 8:
			n += pick("0", "9", "00")
		case 9:
			n = n[:s.r.IntN(len(n))]
		case 10:
			n = pick("8.90010E+18", "8,9E18", "E", "1e", "89", "#N/A", "/", ":", "x")
		case 11:
			at := s.r.IntN(len(n))
			n = n[:at] + pick("/", ":", "o", "\x00"+n[:1], "０", "\xb9", "?") + n[at+1:]
		case 12:
			b.WriteString(pick(" ", "", "\t\t", "\u2003", "\r", "\r\r") + end)
			continue
		case 13:
			b.WriteString(n + end) // without the other columns
			continue
		case 14:
			n = pick(`"`, `""`, `"""`, `"`+n, `"`+n+`"x`, n+`"`)
		case 15:
			n = n[:len(n)-5] + "00000"
		}
		b.WriteString(before + n + behind + end)
	}
	return strings.TrimSuffix(b.String(), pick("", end))
}

// slow reads in pieces of any size.
func slow(r *rand.Rand, text string) io.Reader {
	in := io.Reader(strings.NewReader(text))
	switch r.IntN(3) {
	case 0:
		return iotest.HalfReader(in)
	case 1:
		return iotest.DataErrReader(in)
	}
	return in
}

func TestReadAgainstNaive(t *testing.T) {
	each(t, 200, func(t *testing.T, s space) {
		all, most := s.some(s.r.IntN(10)), s.r.IntN(6)
		lines := s.r.IntN(60)
		if s.r.IntN(40) == 0 {
			lines = 3*mostNumbers + s.r.IntN(200)
		}
		list := oddList(s, lines)
		read, added := NewCoverage(s.kind, all, most), NewCoverage(s.kind, all, most)
		got := reportOf(read, read.Read("sims", slow(s.r, list)))
		add := func(text string, at cosa.Position) error {
			added.Add(text, at)
			return nil
		}
		one := reportOf(added, ReadNumbers(s.kind, "sims", slow(s.r, list), add))
		if diff := cmp.Diff(one, got); diff != "" {
			t.Fatalf("%q:\nAdd and Read differ:\n%s", list, diff)
		}
		want := naiveReport(s.kind, all, most, list)
		if strings.Contains(got.Problem, "no column is named") || strings.Contains(got.Problem, "is no text in UTF-8") {
			want = report{Held: make([]uint64, len(all)), Counted: true, Problem: got.Problem}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q in %v:\n%s", list, all, diff)
		}
	})
}

// TestReadStops wants all that precedes the fault to be counted.
func TestReadStops(t *testing.T) {
	const n = "8900100000000000001\n"
	good := strings.Repeat(n, 5000)
	for _, tt := range []struct {
		in      io.Reader
		numbers uint64
		want    string
	}{
		{strings.NewReader(good + strings.Repeat("8", longestLine) + "\n"), 5000, "s:5001: the line is longer than 65536 bytes"},
		{io.MultiReader(strings.NewReader(good+"890010"), iotest.ErrReader(errors.New("gone"))), 5000, "s:5001: cannot read: gone"},
		{iotest.ErrReader(errors.New("gone")), 0, "s: cannot read: gone"},
		{strings.NewReader("a,b\n"), 0, "s:1: no column is named ICCID; name the column with the numbers so, or give one number a line"},
		{strings.NewReader(good + strings.Repeat("8", longestLine-1) + "\n"), 5001, ""},
	} {
		c := NewCoverage(cosa.ICCID, nil, 1)
		if got := reportOf(c, c.Read("s", tt.in)); got.Problem != tt.want || got.Numbers != tt.numbers {
			t.Errorf("%d numbers, %q, want %d, %q", got.Numbers, got.Problem, tt.numbers, tt.want)
		}
	}
}

// TestManyPages counts numbers that are too far apart to remember them all.
func TestManyPages(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	all := many(200)
	c := NewCoverage(cosa.ICCID, all, 0)
	var list strings.Builder
	var keys []uint64
	remembered, sims := make(map[uint64]bool), make(map[uint64]bool)
	var repeated, covered uint64
	for i := range 3 * mostPages {
		key := uint64(r.Uint32()) * 1e6
		if i%3 == 2 { // once more, or close to it
			key = keys[r.IntN(len(keys))] + r.Uint64N(2)
		}
		keys = append(keys, key)
		fmt.Fprintf(&list, "89%017d\n", key)
		if page := key >> pageBits; remembered[page] || len(remembered) < mostPages {
			remembered[page] = true
			if sims[key] {
				repeated++
			}
			sims[key] = true
		}
		if slices.ContainsFunc(all, func(r cosa.Range) bool { return r.Lo <= key*10 && key*10+9 <= r.Hi }) {
			covered++
		}
	}
	if err := c.Read("s", strings.NewReader(list.String())); err != nil {
		t.Fatal(err)
	}
	if n, ok := c.Duplicates(); n != repeated || ok {
		t.Errorf("%d duplicates, %v, want %d", n, ok, repeated)
	}
	if c.Count(Covered) != covered || c.Count(Covered)+c.Count(Outside) != c.Numbers || c.Numbers != 3*mostPages {
		t.Errorf("%d of %d covered, want %d", c.Count(Covered), c.Numbers, covered)
	}
}
