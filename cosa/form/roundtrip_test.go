package form_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

type codec struct {
	name  string
	write func(io.Writer, *cosa.Submission) error
	read  func(*cosa.Builder, string, io.Reader, form.Limits) error
}

var codecs = []codec{
	{"yaml", form.WriteYAML, form.ReadYAML},
	{"json", form.WriteJSON, form.ReadJSON},
	{"jsonl", form.WriteJSONL, form.ReadJSONL},
}

// sheetRow is one row as a sheet gives it.
type sheetRow map[cosa.Setting]string

func sheet(rows []sheetRow) *cosa.Submission {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "in.xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	for i, row := range rows {
		b.Row(i + 2)
		for s := range cosa.SettingCount {
			if text := row[cosa.Setting(s)]; text != "" {
				b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
			}
		}
	}
	return b.Submission()
}

// content is what a change of format must keep: the rows, and which of them
// form a profile.
func content(s *cosa.Submission) (rows []map[string]string) {
	for e := range s.Entries() {
		row := map[string]string{"profile": fmt.Sprint(e.Profile().Index)}
		for i := range cosa.SettingCount {
			if v := e.Value(cosa.Setting(i)); v.Raw != "" {
				row[cosa.Setting(i).String()] = v.Raw
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func checkRoundTrip(t *testing.T, s *cosa.Submission) {
	t.Helper()
	for _, c := range codecs {
		var out bytes.Buffer
		if err := c.write(&out, s); err != nil {
			t.Fatal(err)
		}
		b := cosa.NewBuilder()
		if err := c.read(b, "out", bytes.NewReader(out.Bytes()), form.Limits{}); err != nil {
			t.Fatalf("%s: %v\n%s", c.name, err, out.String())
		}
		back := b.Submission()
		if len(back.Findings()) > 0 && s.Len() > 0 {
			t.Fatalf("%s: findings %v\n%s", c.name, back.Findings(), out.String())
		}
		if diff := cmp.Diff(content(s), content(back)); diff != "" {
			t.Fatalf("%s: -sheet +read back\n%s\n%s", c.name, diff, out.String())
		}
		var again bytes.Buffer
		if err := c.write(&again, back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(out.String(), again.String()); diff != "" {
			t.Fatalf("%s: written again\n%s", c.name, diff)
		}
	}
}

// awkward texts are those that a format might change.
var awkward = []string{
	"yes", "No", "true", "TRUE", "null", "~", "1e5", "0x1F", "0o17", "012", "1_000", "2001-01-01", "12:30:45", "1.0", "-1", "+1", ".5", ".inf", "=1",
	"- a", "-", "--- ", "...", "#x", "a #x", "a#x", ": ", "a: b", "a:", ":a", "?", "? a", "[a]", "{a}", "a, b", "a,b", "a;b", ",", "a, ", ", a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a",
	"'a'", `"a"`, `a\b`, `\`, "'", `"`, "it's", `say "x"`, " a", "a ", "  ", " ", "a  b", "\u00a0", "a\u00a0b", "a\tb", "\t", "a\nb", "a\r\nb", "\n", "a\n", "\r", "a\n\n  b\n",
	"\u200b", "\ufeffa", "\u2028", "\u2029", "\u0085", "\x00", "\x01", "\x1b", "\x7f", "\ufffd", "\ufffe", "\u00ad", "é", "Ünïcode", "日本", "１２３", "😀", "\U0010ffff", "<<", "=", "y", "on", "nan", "<b>&amp;</b>",
	strings.Repeat("long ", 500), "8954310000000000000-8954310099999999999",
}

func randomSheet(r *rand.Rand) []sheetRow {
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	awkwardly := func() string { return pick(awkward...) }
	kinds := r.IntN(3)
	var rows []sheetRow
	for range r.IntN(20) {
		row := sheetRow{
			cosa.Operator:                        pick("Contoso", "contoso", "Fabrikam", "Contoso "),
			cosa.CountryRegion:                   pick("Argentina", "Chile"),
			cosa.UpdateType:                      pick("Add", "Add", "Keep", "Delete"),
			cosa.MCC:                             pick("", "001", "722"),
			cosa.MNC:                             pick("", "01"),
			cosa.ICCIDStart:                      pick("8900100000000000000", "8900100000000000100", "", "8900 1"),
			cosa.ICCIDEnd:                        pick("8900100000000000099", "8900100000000000199", "", "x"),
			cosa.AccessString:                    pick("a.example", "b.example", ""),
			cosa.AlwaysOn:                        pick("true", "TRUE", "Yes", "1"),
			cosa.PurposeGroups:                   pick("Internet", "Internet, MMS", "Internet,MMS", "Internet; IMS", "a, , b"),
			cosa.SupportDataMarketplace:          pick("Yes", "Yes", "Yes", "true", "No"),
			cosa.DataMarketplaceRoamingUIEnabled: pick("1", "1", "", " "),
		}
		if kinds == 0 { // a full product
			row[cosa.UpdateType] = pick("Add", "Keep")
			row[cosa.SupportDataMarketplace] = "Yes"
		}
		for range r.IntN(4) * kinds {
			s := cosa.Setting(r.IntN(cosa.SettingCount))
			row[s] = awkwardly()
		}
		rows = append(rows, row)
		for range r.IntN(3) {
			again := sheetRow{}
			for s, text := range row {
				again[s] = text
			}
			again[cosa.AccessString] = pick("a.example", "b.example", "c.example")
			rows = append(rows, again)
		}
	}
	return rows
}

func TestRoundTripOfRandomSheets(t *testing.T) {
	for seed := range uint64(rounds(500)) {
		rows := randomSheet(rand.New(rand.NewPCG(seed, 1)))
		checkRoundTrip(t, sheet(rows))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func TestRoundTripOfEverySettingAndText(t *testing.T) {
	for _, text := range awkward {
		var rows []sheetRow
		for s := range cosa.SettingCount {
			rows = append(rows, sheetRow{cosa.Operator: "Contoso", cosa.Setting(s): text})
		}
		checkRoundTrip(t, sheet(rows))
	}
}
