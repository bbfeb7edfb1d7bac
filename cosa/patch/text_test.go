package patch

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func edit(from, to int, text string) Edit { return Edit{Span: Span{from, to}, Text: text, Title: "t"} }

func TestRounds(t *testing.T) {
	text, err := Open([]byte("\ufeffone two three\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, round := range []struct {
		edits []Edit
		want  string
	}{
		{[]Edit{edit(8, 13, "3"), edit(0, 3, "eins")}, "eins two 3\n"},
		{[]Edit{edit(5, 8, "zwei")}, "eins zwei 3\n"},
		{[]Edit{edit(10, 11, "drei"), edit(0, 4, "1")}, "1 zwei drei\n"},
		{nil, "1 zwei drei\n"},
	} {
		if err := text.Apply(round.edits); err != nil {
			t.Fatal(err)
		}
		if text.String() != round.want || string(text.Bytes()) != "\ufeff"+round.want {
			t.Errorf("got %q, want %q", text.String(), round.want)
		}
	}
	if text.Edits() != 3 {
		t.Errorf("%d edits, want 3", text.Edits())
	}
	if err := text.Apply([]Edit{edit(0, 3, "x"), edit(2, 4, "y")}); err == nil {
		t.Error("overlapping edits are taken")
	}
	if err := text.Apply([]Edit{edit(3, 99, "x")}); err == nil {
		t.Error("an edit behind the end is taken")
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, data := range []string{"a\xff", "\xff\xfea\x00\x00\xd8", "\xff\xfea\x00b"} {
		if _, err := Open([]byte(data)); err == nil {
			t.Errorf("%q is taken for a text that can be written again", data)
		}
	}
}

func TestDiff(t *testing.T) {
	text, err := Open([]byte("a,secret,b\r\nfirst,pw\x1b[1m,Chnage,x\u00a0\r\nlast\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(text.String(), "Chnage")
	if err := text.Apply([]Edit{edit(at, at+6, "Change")}); err != nil {
		t.Fatal(err)
	}
	at = strings.Index(text.String(), "x\u00a0")
	if err := text.Apply([]Edit{edit(at, at+3, "x")}); err != nil {
		t.Fatal(err)
	}
	pw := strings.Index(text.String(), "pw")
	var out bytes.Buffer
	if err := text.Diff(&out, Look{Old: "a.csv", New: "b.csv", Hidden: []Span{{pw, pw + 6}}}); err != nil {
		t.Fatal(err)
	}
	want := "--- a.csv\n+++ b.csv\n@@ -2 +2 @@ t\n-first," + cosa.Mask + ",Chnage,x\\xa0\n+first," + cosa.Mask + ",Change,x\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

// FuzzApply edits a text in two rounds, and compares with a text that is cut
// and joined by hand.
func FuzzApply(f *testing.F) {
	f.Add("one two three", uint16(0), uint16(3), "1", uint16(4), uint16(7), "zwei", uint16(0), uint16(1), "x")
	f.Add("\ufeffa\r\nb", uint16(1), uint16(1), "", uint16(2), uint16(3), "\n", uint16(0), uint16(5), "")
	f.Fuzz(func(t *testing.T, text string, a, b uint16, first string, c, d uint16, second string, from, to uint16, third string) {
		opened, err := Open([]byte(text))
		if err != nil {
			return
		}
		naive := opened.String()
		for _, round := range [][]Edit{{edit(int(a), int(b), first), edit(int(c), int(d), second)}, {edit(int(from), int(to), third)}} {
			before := opened.String()
			if err := opened.Apply(round); err != nil {
				if opened.String() != before {
					t.Fatal("a refused edit changed the text")
				}
				return
			}
			if len(round) == 2 && (round[0].From > round[1].From || round[0].From == round[1].From && round[0].To > round[1].To) {
				round[0], round[1] = round[1], round[0]
			}
			for i := len(round) - 1; i >= 0; i-- {
				naive = naive[:round[i].From] + round[i].Text + naive[round[i].To:]
			}
			if opened.String() != naive {
				t.Fatalf("got %q, want %q", opened.String(), naive)
			}
		}
		var out bytes.Buffer
		if err := opened.Diff(&out, Look{Hidden: []Span{{0, len(naive) / 2}}}); err != nil {
			t.Fatal(err)
		}
	})
}
