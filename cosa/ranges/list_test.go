package ranges

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func TestParse(t *testing.T) {
	tests := []struct {
		kind cosa.NumberKind
		text string
		want string // the range or part of the error
	}{
		{cosa.ICCID, "8900100000000000000-8900100000000000099", "8900100000000000000-8900100000000000099"},
		{cosa.ICCID, " 89001000000000000000 – 89001000000000000999 ", "89001000000000000000-89001000000000000999"},
		{cosa.IMSI, "001010000000000-001010000000099", "001010000000000-001010000000099"},
		{cosa.ICCID, "8900100000000000000", "is no range"},
		{cosa.ICCID, "8900100000000000000-1-2", "is no range"},
		{cosa.ICCID, "8900100000000000000-", "is blank; want 19 or 20 digits"},
		{cosa.ICCID, "8900100000000000000-890010000000000009", `"890010000000000009" in the range "8900100000000000000-890010000000000009" has 18 digits`},
		{cosa.ICCID, "8900100000000000000-89001000000000000099", "have 19 and 20 digits"},
		{cosa.ICCID, "8900100000000000099-8900100000000000000", "starts after its end"},
		{cosa.ICCID, "7900100000000000000-7900100000000000099", "does not begin with 89"},
		{cosa.ICCID, "8.90010E+18-8900100000000000099", "scientific notation"},
		{cosa.ICCID, "8900100000000000000-890010000000000009F", "filler F"},
		{cosa.ICCID, "8900100000000000000-89001000000000000o9", "not made of digits alone"},
		{cosa.IMSI, "00101000000000-00101000000099", "has 14 digits, an IMSI has 15"},
	}
	for _, tt := range tests {
		got, err := Parse(tt.kind, tt.text)
		if said := fmt.Sprint(got, err); err != nil && !strings.Contains(said, tt.want) || err == nil && got.String() != tt.want {
			t.Errorf("Parse(%s, %q) = %v, %v; want %s", tt.kind, tt.text, got, err, tt.want)
		}
	}
}

func TestLooksLike(t *testing.T) {
	for text, want := range map[string]bool{
		"8900100000000000000-8900100000000000099":   true,
		"8900100000000000000–8900100000000000099":   true,
		"8900100000000000000 - 890010000000000009F": true,
		"8900-":           true,
		"-8900":           true,
		"1-2-3":           true,
		"8.9E+18-8.9E+18": true,
		"8900":            false,
		"":                false,
		"-":               false,
		"--":              false,
		"2024-ops.xlsx":   false,
		"---":             false,
		"ops-1":           false,
		"- iccid: 1-2":    false,
	} {
		if got := LooksLikeRange(text); got != want {
			t.Errorf("LooksLikeRange(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"8900100000000000000": true, "89": true, "8.9E+18": true, "890F": true, "": false, "ops": false, "1.xlsx": false, "-": false, "1-2": false,
	} {
		if got := LooksLikeNumber(text); got != want {
			t.Errorf("LooksLikeNumber(%q) = %v", text, got)
		}
	}
}

func TestReadList(t *testing.T) {
	const text = "\ufeff# lent to others\r\n\r\n8900100000000000000-8900100000000000099 # first\r\n" +
		"8900100000000000200 — 8900100000000000299\n\u00a089001000000000003000-89001000000000003999"
	if !IsList([]byte(text)) {
		t.Error("is not recognised")
	}
	h := Holdings{Kind: cosa.ICCID}
	if err := h.ReadList("lent.txt", strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range h.Ranges {
		got = append(got, r.Position.String()+" "+r.String())
	}
	want := []string{
		"lent.txt:3 8900100000000000000-8900100000000000099",
		"lent.txt:4 8900100000000000200-8900100000000000299",
		"lent.txt:5 89001000000000003000-89001000000000003999",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadListErrors(t *testing.T) {
	for text, want := range map[string]string{
		"8900100000000000000-8900100000000000099\nfoo\n": `a.txt:2: "foo" is no range; want START-END, two numbers with one dash between them`,
		"1-2\n":                            `a.txt:1: "1" in the range "1-2" has 1 digits, an ICCID has 19 or 20`,
		"PK\x03\x04...":                    "a.txt: is a workbook or another container, want a text; save the sheet as CSV UTF-8",
		"\xff\xfe1\x00":                    "a.txt: is no text in UTF-8; save it as a text in UTF-8",
		strings.Repeat("8", longestLine+1): "a.txt:1: the line is longer than 65536 bytes",
	} {
		h := Holdings{Kind: cosa.ICCID}
		err := h.ReadList("a.txt", strings.NewReader(text))
		var told *cosa.ReadError
		if !errors.As(err, &told) || err.Error() != want {
			t.Errorf("%.20q: %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{"", "\n\n", "version: 1\n", "---\nversion: 1", "UpdateType,MCC\n", "{}", "#\n"} {
		if IsList([]byte(text)) {
			t.Errorf("%q is taken for a list", text)
		}
	}
}

func TestReadNumbers(t *testing.T) {
	const n1, n2 = "8900100000000000001", "8900100000000000002"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"lines", n1 + "\n\n " + n2 + "\t\r\n", []string{"1 " + n1, "3 " + n2}},
		{"header", "iccid\n" + n1 + "\n", []string{"2 " + n1}},
		{"quoted", `"ICCID"` + "\n" + `"` + n1 + `"` + "\n'" + n2, []string{"2 " + n1, "3 " + n2}},
		{"comma", "Name, ICCID \nx," + n1 + "\n\"a,\"\"b\"," + n2 + "\nshort\n", []string{"2 " + n1, "3 " + n2, "4 "}},
		{"semicolon", "ICCID;a,b\n" + n1 + ";\n", []string{"2 " + n1}},
		{"tab", "\ufeffa\tICCID\n\t" + n1 + "\n", []string{"2 " + n1}},
		{"open quote", "a,ICCID\n\"x," + n1 + "\ny," + n2, []string{"2 ", "3 " + n2}},
		{"other text", "SIM\n" + n1, []string{"1 SIM", "2 " + n1}},
		{"empty", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			err := ReadNumbers(cosa.ICCID, "s.csv", strings.NewReader(tt.text), func(text string, at cosa.Position) error {
				got = append(got, fmt.Sprint(at.Line, " ", text))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	err := ReadNumbers(cosa.IMSI, "s.csv", strings.NewReader("ICCID,Name\n"), nil)
	if want := "s.csv:1: no column is named IMSI; name the column with the numbers so, or give one number a line"; fmt.Sprint(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
	stop := errors.New("enough")
	if err := ReadNumbers(cosa.ICCID, "", strings.NewReader(n1), func(string, cosa.Position) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("the caller's error is lost: %v", err)
	}
}

func TestClassify(t *testing.T) {
	tests := []struct {
		a, b string
		want Class
	}{
		{"8900100000000000000-8900100000000000099", "8900100000000000000-8900100000000000099", Identical},
		{"8900100000000000000-8900100000000000099", "89001000000000000000-89001000000000000999", Identical},
		{"8900100000000000000-8900100000000000099", "8900100000000000010-8900100000000000010", Contains},
		{"8900100000000000010-8900100000000000020", "8900100000000000000-8900100000000000099", Inside},
		{"8900100000000000000-8900100000000000099", "8900100000000000050-8900100000000000199", Partial},
		{"8900100000000000000-8900100000000000100", "8900100000000000100-8900100000000000199", OneNumber},
	}
	for _, tt := range tests {
		a, errA := Parse(cosa.ICCID, tt.a)
		b, errB := Parse(cosa.ICCID, tt.b)
		if err := errors.Join(errA, errB); err != nil {
			t.Fatal(err)
		}
		if got := Classify(a, b); got != tt.want {
			t.Errorf("%s and %s: %s, want %s", a, b, got, tt.want)
		}
	}
}

func TestCarveLengths(t *testing.T) {
	parse := func(text string) cosa.Range {
		r, err := Parse(cosa.ICCID, text)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	const parent = "8900100000000000000-8900100000000000999"
	tests := []struct {
		name, parent, cut string
		want              []string // pieces, ! for those off the grid
	}{
		{"same length", parent, "8900100000000000100-8900100000000000199",
			[]string{"8900100000000000000-8900100000000000099", "8900100000000000200-8900100000000000999"}},
		{"whole numbers in 20 digits", parent, "89001000000000001000-89001000000000001999",
			[]string{"8900100000000000000-8900100000000000099", "8900100000000000200-8900100000000000999"}},
		{"parts of numbers", parent, "89001000000000001000-89001000000000001994",
			[]string{"89001000000000000000-89001000000000000999", "!89001000000000001995-89001000000000009999"}},
		{"19 out of 20", "89001000000000000000-89001000000000009999", "8900100000000000100-8900100000000000199",
			[]string{"89001000000000000000-89001000000000000999", "89001000000000002000-89001000000000009999"}},
		{"off the grid", parent, "8900100000000000000-8900100000000000149", []string{"!8900100000000000150-8900100000000000999"}},
		{"nothing left", parent, parent, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces, err := Carve(parse(tt.parent), []cosa.Range{parse(tt.cut)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range pieces {
				text := p.String()
				if !p.OnGrid() {
					text = "!" + text
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := Carve(parse(parent), []cosa.Range{parse("8900100000000000900-8900100000000001099")}); !errors.Is(err, ErrOutside) {
		t.Errorf("a cut that is partly outside: %v", err)
	}
}

func FuzzLists(f *testing.F) {
	f.Add("8900100000000000000-8900100000000000099 # x\n")
	f.Add("a,ICCID\n\"x\",8900100000000000001\n")
	f.Add("\"\n;;\"\"\nICCID\x00")
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
			h := Holdings{Kind: kind}
			if err := h.ReadList("f", strings.NewReader(text)); err == nil {
				Merge(h.Plain())
			}
			c := NewCoverage(kind, h.Plain(), 3)
			if err := ReadNumbers(kind, "f", strings.NewReader(text), func(text string, at cosa.Position) error {
				c.Add(text, at)
				return nil
			}); err == nil && c.Count(Outside)+c.Count(Covered)+c.Count(OtherLength)+c.Count(WrongLength)+c.Count(Damaged) != c.Numbers {
				t.Fatalf("%q: the verdicts do not add up", text)
			}
			_, _ = Parse(kind, text)
			LooksLikeRange(text)
			LooksLikeNumber(text)
		}
	})
}
