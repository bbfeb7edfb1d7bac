package cmd

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

// fault is a text and what it is certainly meant to be; where both are the
// same it is a fault for a person, or none.
type fault struct{ text, meant string }

const fixSecret = "Zx9Secret"

// fixColumns are the columns of the generated submissions, by the canonical
// header, with what their cells may hold.
var fixColumns = []struct {
	setting cosa.Setting
	sound   []string
	faults  []fault
}{
	{cosa.UpdateType, []string{"Add", "keep", "Update", "Ad"}, []fault{{"Chnage", "Change"}, {"K e-e.p", "Keep"}, {"\u00a0Add", "Add"}, {"Аdd", "Add"}}},
	{cosa.CountryRegion, []string{"Argentina", "Argentinia"}, []fault{{"Chile\u200b", "Chile"}}},
	{cosa.Operator, []string{"Contoso", "Fabrikam", "CONTOSO"}, []fault{{"Contoso\u00a0Mobile", "Contoso Mobile"}, {"'Tailspin", "Tailspin"}}},
	{cosa.MCC, []string{"722", "72", "001"}, []fault{{"７２２", "722"}, {"'722", "722"}}},
	{cosa.MNC, []string{"310", "01", "x"}, []fault{{"01\u202c", "01"}}},
	{cosa.ICCIDStart, []string{"8954310000000000000", "8.95E+18", "8954 310000000000000"}, []fault{{"8954310\u00a0000000\u2009000000", "8954310000000000000"}}},
	{cosa.ICCIDEnd, []string{"8954310099999999999", ""}, []fault{{"８954310099999999999", "8954310099999999999"}}},
	{cosa.AccessString, []string{"internet.contoso.example", "internet contoso"}, []fault{{"internet.contoso.example\ufeff", "internet.contoso.example"}}},
	{cosa.AppID, []string{"Microsoft.OneConnect_8wekyb3d8bbwe!App", "OneConnect", ""}, []fault{{"microsoft.oneconnect_8WEKYB3D8BBWE!app", "Microsoft.OneConnect_8wekyb3d8bbwe!App"}}},
	{cosa.SupportDataMarketplace, []string{"Yes", "true", "Ye", "No"}, []fault{{"Y.", "Yes"}, {"Yess", "Yes"}, {"flase", "No"}}},
	{cosa.DataMarketplaceRoamingUIEnabled, []string{"1", "0", "2", "-1"}, []fault{{"Enabeld", "Enabled"}, {"１\u200b", "1"}}},
	{cosa.UserName, []string{fixSecret + " name", "", fixSecret + "\u00a0"}, nil},
	{cosa.Password, []string{fixSecret, "'" + fixSecret, ""}, nil},
	{cosa.AuthProtocol, []string{"PAP", "EAP", ""}, []fault{{"MS_CHAP.V2", "MsCHAPV2"}, {"NOEN", "NONE"}}},
	{cosa.AlwaysOn, []string{"true", "no", "maybe"}, []fault{{"ture", "true"}}},
	{cosa.PurposeGroups, []string{"Internet", "Internet, MMS", "Internet, Streaming", "{3E5545D2-1137-4DC8-A198-33F1C657515F}"}, []fault{{"Intrenet, MMS", "Internet, MMS"}, {"Internet, lte.attach", "Internet, LTE attach"}}},
	{cosa.IPType, []string{"IPv4", "ipv6", "IPv5", "IPv4v"}, []fault{{"IP-v4v6", "IPv4v6"}, {"IPv4v6xlta", "IPv4v6xlat"}}},
	{cosa.Roaming, []string{"1", "9", "Allowed", ""}, []fault{{"Domestic-Roaming", "DomesticRoaming"}}},
	{cosa.FriendlyName, []string{"Contoso, \"Internet\"", "Contoso Internet", "Ｃｏｎｔｏｓｏ"}, []fault{{"Contoso\tInternet", "Contoso Internet"}, {"two\u2028lines", "two lines"}}},
}

// fixCell is a cell of a generated submission, as it is and as it should be.
type fixCell struct{ text, meant string }

func fixRows(r *rand.Rand, faulty bool) [][]fixCell {
	rows := make([][]fixCell, 1+r.IntN(6))
	for i := range rows {
		for _, c := range fixColumns {
			sound := c.sound[0]
			if r.IntN(4) == 0 {
				sound = c.sound[r.IntN(len(c.sound))]
			}
			cell := fixCell{sound, sound}
			if faulty && len(c.faults) > 0 && r.IntN(5) == 0 {
				f := c.faults[r.IntN(len(c.faults))]
				cell = fixCell(f)
			}
			rows[i] = append(rows[i], cell)
		}
	}
	return rows
}

// fixFile is a submission in one format, with its faults and without.
type fixFile struct {
	name         string
	faulty, want []byte
}

// textOf gives a text one of the encodings and line ends.
func textOf(style int, text string) []byte {
	if style&1 != 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	switch style >> 1 & 3 {
	case 1:
		return []byte("\ufeff" + text)
	case 2:
		data := []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(text)) {
			data = binary.LittleEndian.AppendUint16(data, unit)
		}
		return data
	}
	return []byte(text)
}

func fixCSV(r *rand.Rand, rows [][]fixCell) fixFile {
	comma := []string{",", ";", "\t"}[r.IntN(3)]
	style := r.IntN(6)
	header := r.IntN(2) == 0
	var faulty, want strings.Builder
	if comma != "\t" && r.IntN(3) == 0 {
		faulty.WriteString("sep=" + comma + "\n")
		want.WriteString("sep=" + comma + "\n")
	}
	put := func(i int, c fixCell) {
		quoted := r.IntN(3) == 0 || strings.ContainsAny(c.text+c.meant, "\",;\t\r\n")
		for b, text := range map[*strings.Builder]string{&faulty: c.text, &want: c.meant} {
			if i > 0 {
				b.WriteString(comma)
			}
			if quoted {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
	}
	end := func() {
		faulty.WriteByte('\n')
		want.WriteByte('\n')
	}
	for i, c := range fixColumns {
		cell := fixCell{c.setting.String(), c.setting.String()}
		if header && c.setting == cosa.AccessString {
			cell.text = "AcessString"
		}
		if header && c.setting == cosa.Password {
			cell.text = "Pasword"
		}
		put(i, cell)
	}
	end()
	for _, row := range rows {
		for i, c := range row {
			put(i, c)
		}
		end()
	}
	name := "ops.csv"
	if comma == "\t" {
		name = "ops.tsv"
	}
	return fixFile{name, textOf(style, faulty.String()), textOf(style, want.String())}
}

func fixWorkbook(_ *rand.Rand, rows [][]fixCell) fixFile {
	write := func(text func(fixCell) string) []byte {
		sheet := sheettest.Sheet{Name: "APN & co", Rows: [][]sheettest.Cell{nil, nil}}
		for _, c := range fixColumns {
			sheet.Rows[1] = append(sheet.Rows[1], sheettest.Cell{Text: c.setting.String()})
		}
		for _, row := range rows {
			var cells []sheettest.Cell
			for _, c := range row {
				cells = append(cells, sheettest.Cell{Text: text(c)})
			}
			sheet.Rows = append(sheet.Rows, cells)
		}
		var b bytes.Buffer
		if err := sheettest.Write(&b, sheettest.Sheet{Name: "Notes", Rows: [][]sheettest.Cell{sheettest.Row("Chnage")}}, sheet); err != nil {
			panic(err)
		}
		return b.Bytes()
	}
	return fixFile{"ops.xlsx", write(func(c fixCell) string { return c.text }), write(func(c fixCell) string { return c.meant })}
}

// fixForm writes a profile for each row, in YAML or JSON.
func fixForm(r *rand.Rand, rows [][]fixCell, json bool) fixFile {
	var faulty, want strings.Builder
	both := func(text string) {
		faulty.WriteString(text)
		want.WriteString(text)
	}
	value := func(c fixCell) {
		style := r.IntN(3)
		if json {
			style = 2
		}
		// YAML takes a few characters for the end of a line, which only double quotes hold.
		awkward := strings.ContainsFunc(c.text+c.meant, func(r rune) bool { return r < 0x20 || r == 0x2028 || r == 0xfeff })
		plain := !awkward && !strings.ContainsAny(c.text+c.meant, ",:'\"{}[]#&*!|>%@`-") && c.text != "" && c.text == strings.TrimSpace(c.text)
		switch {
		case style == 0 && plain:
			faulty.WriteString(c.text)
			want.WriteString(c.meant)
		case style == 1 && !awkward:
			faulty.WriteString("'" + strings.ReplaceAll(c.text, "'", "''") + "'")
			want.WriteString("'" + strings.ReplaceAll(c.meant, "'", "''") + "'")
		default:
			escapes := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`, "\ufeff", `\ufeff`, "\u2028", `\u2028`)
			faulty.WriteString(`"` + escapes.Replace(c.text) + `"`)
			want.WriteString(`"` + escapes.Replace(c.meant) + `"`)
		}
	}
	style := r.IntN(6)
	if json {
		both(`{"profiles": [`)
	} else {
		both("# Kommentar: Chnage\nprofiles:\n")
	}
	for n, row := range rows {
		flow := json || r.IntN(2) == 0
		sections := [4][]int{}
		for i, c := range fixColumns {
			section := c.setting.Spec().Section
			sections[section] = append(sections[section], i)
		}
		mapping := func(section cosa.Section, indent string) {
			first := true
			for _, i := range sections[section] {
				key := fixCell{fixColumns[i].setting.Spec().Key, fixColumns[i].setting.Spec().Key}
				if base, _, isRange := strings.Cut(key.meant, "."); isRange {
					if fixColumns[i].setting == cosa.ICCIDEnd {
						continue
					}
					key = fixCell{base, base}
				}
				if row[i].text == "" && fixColumns[i].setting != cosa.ICCIDStart {
					continue
				}
				if r.IntN(12) == 0 && len(key.text) > 5 {
					key.text = strings.ToUpper(key.text[:1]) + key.text[1:]
				}
				if !first && flow {
					both(", ")
				} else if !first {
					both(indent)
				}
				first = false
				if json {
					faulty.WriteString(`"` + key.text + `": `)
					want.WriteString(`"` + key.meant + `": `)
				} else {
					faulty.WriteString(key.text + ": ")
					want.WriteString(key.meant + ": ")
				}
				switch fixColumns[i].setting {
				case cosa.ICCIDStart:
					start, end := "start: ", "end: "
					if json {
						start, end = `"start": `, `"end": `
					}
					both("{" + start)
					value(row[i])
					both(", " + end)
					value(row[i+1])
					both("}")
				case cosa.PurposeGroups:
					if r.IntN(2) == 0 {
						value(row[i])
						break
					}
					items, meant := strings.Split(row[i].text, ", "), strings.Split(row[i].meant, ", ")
					both("[")
					for k := range items {
						if k > 0 {
							both(", ")
						}
						value(fixCell{items[k], meant[k]})
					}
					both("]")
				default:
					value(row[i])
				}
				if !flow {
					if r.IntN(4) == 0 {
						both("  # Chnage")
					}
					both("\n")
				}
			}
		}
		switch {
		case json:
			if n > 0 {
				both(",")
			}
			both("\n  {")
			mapping(cosa.SectionProfile, "")
			both(",\n    \"targets\": [{")
			mapping(cosa.SectionTarget, "")
			both("}],\n    \"sim\": {")
			mapping(cosa.SectionSIM, "")
			both("},\n    \"connections\": [{")
			mapping(cosa.SectionConnection, "")
			both("}]}")
		case flow:
			both("- targets: [{")
			mapping(cosa.SectionTarget, "")
			both("}]\n  sim: {")
			mapping(cosa.SectionSIM, "")
			both("}\n  connections: [{")
			mapping(cosa.SectionConnection, "")
			both("}]\n")
			flow = false
			both("  ")
			mapping(cosa.SectionProfile, "  ")
		default:
			both("- ")
			mapping(cosa.SectionProfile, "  ")
			both("  targets:\n  - ")
			mapping(cosa.SectionTarget, "    ")
			both("  sim:\n    ")
			mapping(cosa.SectionSIM, "    ")
			both("  connections:\n  - ")
			mapping(cosa.SectionConnection, "    ")
		}
	}
	name := "ops.yaml"
	if json {
		both("]}\n")
		name = "ops.json"
	}
	return fixFile{name, textOf(style, faulty.String()), textOf(style, want.String())}
}

// TestFixRestores injects faults into submissions of each format and wants the
// submission without them back: byte for byte in texts, the same findings in
// workbooks.
func TestFixRestores(t *testing.T) {
	makers := map[string]func(*rand.Rand, [][]fixCell) fixFile{
		"csv": fixCSV, "xlsx": fixWorkbook,
		"yaml": func(r *rand.Rand, rows [][]fixCell) fixFile { return fixForm(r, rows, false) },
		"json": func(r *rand.Rand, rows [][]fixCell) fixFile { return fixForm(r, rows, true) },
	}
	for name, make := range makers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seeds := uint64(25)
			if testing.Short() {
				seeds = 5
			}
			for seed := range seeds {
				r := rand.New(rand.NewPCG(seed, 7))
				f := make(r, fixRows(r, seed%8 != 0))
				restores(t, fmt.Sprintf("%s, seed %d", name, seed), f)
			}
		})
	}
}

func restores(t *testing.T, what string, f fixFile) {
	t.Helper()
	dir := t.TempDir()
	in, out, want := filepath.Join(dir, f.name), filepath.Join(dir, "out", f.name), filepath.Join(dir, "want", f.name)
	for _, sub := range []string{"out", "want"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, in, f.faulty)
	writeFile(t, want, f.want)
	code, proposed, said := cosaOutput(t, "fix", "--no-config", in)
	if wantCode := map[bool]int{true: 0, false: 1}[bytes.Equal(f.faulty, f.want)]; code != wantCode {
		t.Fatalf("%s: fix: exit code %d, want %d\n%s%s\n%s", what, code, wantCode, proposed, said, f.faulty)
	}
	code, diff, said2 := cosaOutput(t, "fix", "--no-config", "-w", out, in)
	if code != 0 {
		t.Fatalf("%s: fix -w: exit code %d\n%s\n%s", what, code, said2, f.faulty)
	}
	if strings.Contains(proposed+said+diff+said2, fixSecret) {
		t.Fatalf("%s: a credential is shown:\n%s", what, diff)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(f.name) != ".xlsx" {
		if d := cmp.Diff(string(f.want), string(got)); d != "" {
			t.Fatalf("%s (-want +got):\n%s", what, d)
		}
	}
	_, findings, _ := cosaOutput(t, "validate", "--no-config", "-f", "json", out)
	_, wanted, _ := cosaOutput(t, "validate", "--no-config", "-f", "json", want)
	if d := cmp.Diff(strings.ReplaceAll(wanted, want, out), findings); d != "" {
		t.Fatalf("%s: findings (-want +got):\n%s", what, d)
	}
	if code, again, said := cosaOutput(t, "fix", "--no-config", out); code != 0 || again != "" {
		t.Fatalf("%s: fixed again: exit code %d\n%s%s", what, code, again, said)
	}
}
