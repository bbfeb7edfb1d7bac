package form_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// everything tells all that a submission is: every value with its number and
// place, the places of what is missing, and what was found.
func everything(s *cosa.Submission) []string {
	var lines []string
	for _, source := range s.Sources() {
		lines = append(lines, fmt.Sprintf("source %s %s %v", source.File, source.Format, source.Package))
	}
	for e := range s.Entries() {
		lines = append(lines, fmt.Sprintf("row %d line %d profile %d %s", e.Row(), e.Line(), e.Profile().Index, e.Source().File))
		for i := range cosa.SettingCount {
			s := cosa.Setting(i)
			p := e.Position(s)
			lines = append(lines, fmt.Sprintf("%d %s=%+v %d @%d:%d %s", e.Row(), s, e.Value(s), e.ID(s), p.Line, p.Column, p.Path))
		}
	}
	for i := range cosa.SettingCount {
		lines = append(lines, fmt.Sprint(cosa.Setting(i), s.DistinctCount(cosa.Column(i)), s.Used(cosa.Column(i))))
	}
	for _, f := range s.Findings() {
		fix := f.Fix
		f.Fix = nil
		if lines = append(lines, fmt.Sprintf("%+v", f)); fix != nil {
			lines = append(lines, fmt.Sprintf("fix %+v", *fix))
		}
	}
	return append(lines, fmt.Sprintf("%+v", s.Answers()), fmt.Sprintf("%+v", s.Details()))
}

// samePieces proves that a text read in pieces is what it is as a whole, also
// behind another file.
func samePieces(t *testing.T, format cosa.Format, text string, limits form.Limits, size int) (streamed bool) {
	t.Helper()
	whole, pieces := cosa.NewBuilder(), cosa.NewBuilder()
	for _, b := range []*cosa.Builder{whole, pieces} {
		if err := form.ReadYAML(b, "first", strings.NewReader(example), form.Limits{}); err != nil {
			t.Fatal(err)
		}
	}
	want := form.ReadWhole(whole, format, strings.NewReader(text), limits)
	got := form.ReadPieces(pieces, format, strings.NewReader(text), limits, size)
	if fmt.Sprint(want) != fmt.Sprint(got) {
		t.Fatalf("pieces of %d:\ngot  %v\nwant %v\n%s", size, got, want, text)
	}
	var problem *cosa.ReadError
	if want != nil {
		if !errors.As(want, &problem) {
			t.Fatalf("%T", want)
		}
		return false
	}
	if diff := cmp.Diff(everything(whole.Submission()), everything(pieces.Submission())); diff != "" {
		t.Fatalf("pieces of %d (-whole +pieces):\n%s\n%s", size, diff, text)
	}
	return form.Streams(text, format, limits, size)
}

// TestPiecesOfFiles reads every YAML file here, and those in scripts.
func TestPiecesOfFiles(t *testing.T) {
	files, streamed := 0, 0
	check := func(name, text string) {
		format := cosa.YAML
		if strings.HasSuffix(name, "json") {
			format = cosa.JSON
		}
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{1, 300, 1 << 20} {
				files++
				if samePieces(t, format, text, form.Limits{}, size) {
					streamed++
				}
			}
		})
	}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch filepath.Ext(path) {
		case ".yaml", ".yml", ".json":
			check(path, string(data))
		case ".txtar":
			for _, f := range txtar.Parse(data).Files {
				if ext := filepath.Ext(f.Name); ext == ".yaml" || ext == ".yml" || ext == ".json" {
					check(path+"/"+f.Name, string(f.Data))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d of %d in pieces", streamed, files); streamed < files/2 {
		t.Errorf("%d of %d in pieces", streamed, files)
	}
}

// TestPiecesOfSeeds reads the seeds of the fuzz targets.
func TestPiecesOfSeeds(t *testing.T) {
	for _, text := range slices.Concat(seeds, oddities, jsonOddities) {
		for _, size := range []int{1, 40} {
			samePieces(t, cosa.YAML, text, form.Limits{Aliases: 50, Rows: 50, Faults: 20}, size)
			samePieces(t, cosa.JSON, text, form.Limits{Aliases: 50, Rows: 50, Faults: 20}, size)
		}
	}
}

// oddities are texts whose pieces are hard to tell.
var oddities = []string{
	"profiles:\n- operator: \"a\n- operator: b\"\n- operator: c\n",
	"profiles:\n- operator: 'a\n\n- operator: b\n\n  '\n- operator: c\n",
	"profiles:\n- targets: [{mcc: 1},\n- {mcc: 2}]\n- operator: c\n",
	"profiles:\n- {operator: a\n- b, country: c}\n- operator: c\n",
	"profiles:\n- operator: |\n    a\n   - b\n- operator: c\n",
	"profiles:\n- operator: |+\n    a\n\n\n- operator: |1-\n   c\n\n\n",
	"profiles:\n- operator: >2\n     a\n    # b\n  # c\n  country: d\n- operator: |\n- operator: >-\n",
	"profiles:\n  - operator: a\n - operator: b\n",
	"profiles:\n  - operator: a\n    - operator: b\n  - c\n",
	"profiles:\n  - operator: a\n  operator: b\n",
	"profiles:\n  - operator: a\nprofiles:\n  - operator: b\n",
	"profiles:\n  - operator: a\n\"profiles\":\n  - operator: b\n",
	"\"profiles\":\n  - operator: a\nprofiles:\n  - operator: b\n",
	"? profiles\n: - operator: a\n",
	"profiles: # of all\n\n  # here\n\n  - operator: a\n  # b\n# c\n  - operator: d\n# e\ndefaults: # f\n  country: g\n# h\n",
	"defaults: &d\n  country: a\nprofiles:\n- <<: *d\n  operator: b\n- <<: *d\n  operator: c\n",
	"profiles:\n- sim: &s {appID: a}\n- sim: *s\n- sim: *s\n",
	"profiles:\n- sim: &s {appID: a}\n  connections: [&c {apn: *s}, *c]\n- sim: &s {appID: b}\n- sim: *s\n",
	"defaults: {sim: &s {appID: z}}\nprofiles:\n- sim: &s {appID: a}\n- operator: b\nsubmission: {title: *s}\n",
	"submission: {title: &s b}\nprofiles:\n- sim: {appID: &s a}\n- operator: b\ndefaults: {country: *s}\n",
	"profiles: &p\n- operator: a\n- *p\n",
	"profiles: !!seq\n- operator: a\n",
	"profiles:\n- !!map {operator: a}\n- !x\n  operator: !!str b\n- &a\n- ! c\n",
	"profiles:\n- \n-\n- - a\n  - b\n- ? a\n  : b\n-   operator: c\n    country: d\n- -\n",
	"profiles:\n-\toperator: a\n- operator: b\n",
	"profiles:\n- operator:\ta\n\t\n- operator: b\t# c\n  \t\n",
	"profiles:\r\n- operator: a\r\n  country: |\r\n    b\r\n\r\n- operator: c\r\n",
	"profiles:\r- operator: a\r- operator: c\r",
	"profiles:\n- operator: a\u0085- operator: b\n- operator: \"c\u2028- d\"\n",
	"\ufeffprofiles:\n- operator: a\n- operator: b\n", "profiles:\n\ufeff- operator: a\n",
	"%YAML 1.1\n---\nprofiles:\n- operator: a\n", "%TAG ! tag:x,1:\n---\nprofiles:\n- !y operator: a\n",
	"---\nprofiles:\n- operator: a\n---\n---\nprofiles:\n- operator: b\n...\n---\nprofiles:\n- operator: c\n",
	"# a\n--- # b\nprofiles:\n- operator: a\n---\n# c\nversion: 1\nprofiles:\n- operator: b\n- x: y\n---\nx: y\n---\n",
	"--- {profiles: [{operator: a}]}\n---\nprofiles:\n- operator: b\n", "---\t\nprofiles:\n- operator: b\n",
	"profiles:\n- operator: a\n--- \nprofiles:\n- operator: b\n---x: y\n", "profiles:\n- operator: a\n--- |\n  profiles:\n",
	"submission:\n  title: \"\nprofiles:\n- x\n\"\nprofiles:\n- operator: a\n",
	"submission: [a,\nprofiles:\n- x\n]\n", "a: |\n profiles:\n - x\nprofiles:\n - operator: a\n",
	"profiles:\n- operator: a\n-x: y\n", "profiles:\n- operator: a\n-\n", "profiles:\n- operator: a\n-", "profiles:\n- a\n--", "profiles:\n-",
	"profiles:\n", "profiles:", "profiles:\nversion: 1\n", "profiles:\n- a\nversion: 2\n", "version: 2\nprofiles:\n- a\n", "profiles:\n  x: y\n", "profiles:\n  [a]\n", "profiles:\n    \n    - a\n",
	"profiles:\n- operator: a\n  country\n- operator: b\n", "profiles:\n- operator: a\n- operator: b: c\n- d\n", "profiles:\n- operator: @a\n", "profiles:\n- a\n}\n", "profiles:\n- a\n b: c\n",
	"profiles:\n- operator: \x00\n", "profiles:\n- operator: \xff\n- b\n", "profiles:\n- operator: *x\n", "profiles:\n- \"a\n---\nb\"\n- c\n", "profiles:\n- [[[[" + strings.Repeat("[", 80) + "\n",
	"profiles:\n- " + strings.Repeat("[", 80) + strings.Repeat("]", 80) + "\n- a\n", "<<: {profiles: [a]}\nprofiles:\n- b\n", "profiles:\n- b\n<<: {version: 2}\n",
	"profiles:\n- rows: [[1, 1, 3]]\n- operator: a\n- operator: b\n  targets: [{mcc: 1}, {mcc: 2}]\n  rows: [[2, 1, 1], {target: 1, connection: 1, operator: x}]\n",
	"defaults:\n  updateType: Add\n  targets: [{mcc: 1}]\nprofiles:\n- operatr: a\n  operator: b\n  operator: c\n  iccid: 1-2\n- targets: [{iccid: &r 1-2, imsi: !!str 1 - 2, spn: x}]\n- targets: x\n- sim: []\nsubmission:\n  title: &t \"a\"\n  phone: *t\n",
	"profiles:\n- a: b\n\n#\n  #\n#\n- c: d\n    #\n\n#\n", "#\n\n#\nprofiles:\n#\n\n#\n- a\n#\n",
}

// jsonOddities are the like in JSON.
var jsonOddities = []string{
	`{"profiles": [{"operator": "a]},\"{["}, {"operator": "b"},
 {"operator": "é\\"} , {"targets": [{"iccid": "1-2"}, {"iccid": "1-2\u0033"}, {"iccid": 12}]}],   "submission": {"title": "x",
 "phone": 5}, "defaults": {"targets": [{"imsi": "1-2"}]}}`,
	"{\"a\": {\"profiles\": [1]}, \"profiles\":\r\n[\r{\"operator\": \"a\"}\r\n,\r\"b\"\n\n,[3] ,{}]\r}\r\n",
	`{"profiles": [1,]}`, `{"profiles": [1,2,]}`, `{"profiles": [,1]}`, `{"profiles": [1,,2]}`, `{"profiles": [1 2]}`, `{"profiles": [1}]`, `{"profiles": [1}`, `{"profiles": [1`, `{"profiles": [1]`, `{"profiles": [1]]`, `{"profiles": [1]}}`, `{"profiles": [1]} 2`, `{"profiles": [1]}{}`,
	`{"profiles": []}`, `{"profiles": [ ] , "defaults": {}}`, `{"profiles": {"a": [1]}}`, `{"profiles": "a"}`, `{"profiles": null, "x": [1]}`, `{"profiles": [1], "profiles": [2]}`, `{"profiles": [], "profiles": [2]}`, `{"\u0070rofiles": [1], "profiles": [2]}`, `{"profiles": [1], "\u0070rofiles": [2]}`, `{"profiles" [1]}`, `{"profiles":: [1]}`, `{"profiles": : [1]}`, `{"profiles": 5 [1]}`, `{"profiles": [[1]]}`, `{"profiles": ["a", "b]", "\\"]}`, `{"profiles": ["a", "b` + "\n" + `"]}`,
	`[{"profiles": [1]}]`, `{"profiles": [{"a": 1, "a": 2}, x]}`, `{"profiles": [{"rows": [[1, 1, 2]]}, {"operator": "b"}]} `, `{"profiles": [` + strings.Repeat("[", 80) + `]}`, `{"version": 2, "profiles": [{}]}`, `{"profiles": [{}], "version": 2}`, `{"profiles": [0]}`, `{"profiles": [0], "version": 0}`, `{"profiles": [{}`, "{\"profiles\": [\"\xff\"]}", "\ufeff{\"profiles\": [{}]}", "{\"profiles\": [\ufeff{}]}",
}

// randomText writes a submission in a style of its own, with a fault now and
// then.
func randomText(r *rand.Rand) string {
	var b strings.Builder
	eol := "\n"
	if r.IntN(8) == 0 {
		eol = "\r\n"
	}
	faults := r.IntN(2) == 0
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	line := func(indent int, text string) {
		text = strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", indent))
		b.WriteString(strings.Repeat(" ", indent) + strings.ReplaceAll(text, "\n", eol))
		b.WriteString(pick("", "", "", "", " ", " # of "+pick("a", "b: c", "\"", "[")) + eol)
		for r.IntN(12) == 0 {
			b.WriteString(strings.Repeat(" ", r.IntN(indent+3)) + pick("", "# "+pick("x", "- operator: a", "'", "profiles:")) + eol)
		}
		if faults && r.IntN(300) == 0 {
			b.WriteString(strings.Repeat(" ", r.IntN(8)) + pick("x", "- y", "z: 1", "]", "}", "\"", "'", "*a", "&a", "|", ">", "\t", "!", "@", "---", "...", "%", ": b", "? c", "<<: *a", "- - d", "\x00", "é\u0085", "profiles:", "a: \xe9", "- [") + eol)
		}
	}
	value := func(text string) string {
		switch r.IntN(24) {
		case 0:
			return "|" + pick("", "-", "+") + "\n  " + text + pick("", "\n  - b", "\n    # c", "\n\n  d", "\n\n")
		case 1:
			return ">" + pick("", "-", "+", "2") + "\n  " + text + pick("", "\n  - b", "\n    # c", "\n\n  d")
		case 2:
			return "\"" + text + "\n  - x\n\n  # y\\\n  z\""
		case 3:
			return "'" + text + "\n  it''s'"
		case 4:
			return text + "\n  and\n\n  more"
		case 5, 6, 7:
			return "\"" + text + "\""
		case 8, 9:
			return "'" + text + "'"
		case 10:
			return "\n  " + text
		case 11:
			return pick("[a, b]", "{x: y}", "~", "", "!!str "+text, "&v "+text, "[\n  a,\n  b]", "*v")
		}
		return text
	}
	digits := func() string { return fmt.Sprintf("89001%014d", r.Uint64N(1e14)) }
	profiles := func() {
		dash := r.IntN(3)
		line(0, "profiles:")
		for i := range r.IntN(12) {
			gap := strings.Repeat(" ", 1+r.IntN(2)*r.IntN(3))
			in := dash + 1 + len(gap)
			line(dash, "-"+gap+"operator: "+fmt.Sprint("Contoso ", i))
			if r.IntN(2) == 0 {
				line(in, "country: "+value("Chile"))
			}
			if r.IntN(2) == 0 {
				line(in, pick("updateType: Keep", "operatr: x", "operator: again", "apn: y", "targets:", "? country\n: d", "sim: {appID: a, appID: b}"))
			}
			for _, list := range []string{"targets", "connections"} {
				if r.IntN(3) == 0 {
					continue
				}
				line(in, list+":")
				at := in + r.IntN(3)
				for range r.IntN(4) {
					switch {
					case list == "targets" && r.IntN(2) == 0:
						line(at, fmt.Sprintf("- {mcc: \"001\", iccid: %s-%s}", digits(), digits()))
					case list == "targets":
						line(at, "- mnc: "+pick("01", "\"01\"", value("x")))
						line(at+2, "iccid: "+value(digits()+pick("-", " - ", "–")+digits()))
					default:
						line(at, "- accessString: "+value("internet.contoso.example"))
						line(at+2, pick("purposeGroups: [Internet, MMS]", "purposeGroups:\n- Internet\n- MMS", "alwaysOn: true", "roamin: 1", "password: "+value("s3")))
					}
				}
			}
			if r.IntN(6) == 0 {
				line(in, pick("rows: [[1, 1]]", "rows:\n- [1, 1, 9]", "rows:\n- {target: 1, connection: 1, row: 3, operator: x}"))
			}
		}
	}
	for document := range 1 + r.IntN(2)*r.IntN(3) {
		if document > 0 || r.IntN(6) == 0 {
			line(0, "---")
		}
		sections := []func(){
			profiles,
			func() { line(0, "defaults:\n  country: Peru\n  sim: "+pick("{appID: a}", "&s {appID: b}")) },
			func() { line(0, "submission:\n  title: "+value("a")) },
			func() { line(0, pick("version: 1", "unknown: "+value("x"), "\"package\": {id: a}")) },
		}
		if faults && r.IntN(10) == 0 {
			sections = append(sections, profiles)
		}
		r.Shuffle(len(sections), func(i, j int) { sections[i], sections[j] = sections[j], sections[i] })
		for _, section := range sections[:1+r.IntN(len(sections))] {
			section()
		}
	}
	text := b.String()
	if r.IntN(4) == 0 {
		text = strings.TrimRight(text, "\r\n")
	}
	return text
}

// rounds is how often a test of random texts goes round: less with -short, for
// runs that look for something else.
func rounds(n int) int {
	if testing.Short() {
		return max(n/8, 10)
	}
	return n
}

func TestPiecesOfRandomTexts(t *testing.T) {
	texts := rounds(800)
	streamed := 0
	for seed := range uint64(texts) {
		r := rand.New(rand.NewPCG(seed, 5))
		if samePieces(t, cosa.YAML, randomText(r), form.Limits{}, []int{1, 100, 1000, 1 << 20}[r.IntN(4)]) {
			streamed++
		}
	}
	if t.Logf("%d of %d in pieces", streamed, texts); streamed < texts/4 {
		t.Errorf("%d of %d in pieces", streamed, texts)
	}
}

// TestPiecesOfRandomJSON reads what is written of random sheets, as it is and
// with a fault.
func TestPiecesOfRandomJSON(t *testing.T) {
	texts := rounds(100)
	streamed := 0
	for seed := range uint64(texts) {
		r := rand.New(rand.NewPCG(seed, 7))
		var out bytes.Buffer
		if err := form.WriteJSON(&out, sheet(randomSheet(r))); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if r.IntN(3) == 0 {
			var small bytes.Buffer
			if err := json.Compact(&small, out.Bytes()); err != nil {
				t.Fatal(err)
			}
			text = small.String()
		}
		size := 1 + r.IntN(500)
		if samePieces(t, cosa.JSON, text, form.Limits{}, size) {
			streamed++
		}
		for range 5 {
			at := r.IntN(len(text))
			fault := []string{"", ",", "]", "}", "[", "\"", "\\", "{", ":", "x", "\n", "\r", "é"}[r.IntN(13)]
			samePieces(t, cosa.JSON, text[:at]+fault+text[min(at+r.IntN(2), len(text)):], form.Limits{}, size)
		}
	}
	if t.Logf("%d of %d in pieces", streamed, texts); streamed < texts/2 {
		t.Errorf("%d of %d in pieces", streamed, texts)
	}
}

// FuzzStream compares the reading in pieces with that as a whole.
func FuzzStream(f *testing.F) {
	for _, text := range slices.Concat([]string{string(form.Starter())}, seeds, oddities, jsonOddities) {
		f.Add([]byte(text), 1)
	}
	for seed := range uint64(50) {
		f.Add([]byte(randomText(rand.New(rand.NewPCG(seed, 6)))), 100)
	}
	f.Fuzz(func(t *testing.T, text []byte, size int) {
		if len(text) < 1<<16 && size > 0 {
			samePieces(t, cosa.YAML, string(text), form.Limits{Rows: 1000, Aliases: 1000, Faults: 100}, size)
			samePieces(t, cosa.JSON, string(text), form.Limits{Rows: 1000, Aliases: 1000, Faults: 100}, size)
		}
	})
}

// large writes a submission of many profiles; each is fifteen lines.
func large(profiles int) string {
	var b strings.Builder
	b.WriteString("version: 1\ndefaults:\n  updateType: Add\nprofiles:\n")
	for i := range profiles {
		fmt.Fprintf(&b, `  - operator: Contoso %d
    country: Argentina
    targets:
      - mcc: "001"
        mnc: "01"
        iccid: "%d-%[2]d"
    sim:
      supportDataMarketplace: Yes
      dataMarketplaceRoamingUIEnabled: 1
      brandingName: Contoso %[1]d
    connections:
      - accessString: internet%[1]d.contoso.example
        friendlyName: Contoso Internet
        purposeGroups: [Internet]
        alwaysOn: true
`, i, 8900100000000000000+i*100)
	}
	return b.String()
}

// TestLargeFiles reads files that are large enough to be read in pieces, and
// some that cannot be.
func TestLargeFiles(t *testing.T) {
	const profiles = 4000
	text := large(profiles)
	end := strings.Count(text, "\n")
	at := func(profile, line int) int { return 5 + 15*profile + line }
	edit := func(line int, to string) string {
		lines := strings.SplitAfter(text, "\n")
		lines[line-1] = to + "\n"
		return strings.Join(lines, "")
	}
	flow := "{\"profiles\": [{operator: Contoso" + strings.Repeat(" ", 1<<20) + "}]}"
	for _, test := range []struct {
		name, text string
		limits     form.Limits
		want       string // error, or what is found
		tree       bool
	}{
		{name: "clean", text: text},
		{name: "finding", text: edit(at(3000, 9), "      brandingNmae: x"), want: fmt.Sprintf("unknown-key @%d:7 profiles[3000].sim.brandingNmae", at(3000, 9))},
		{name: "more than is held at once", text: text, limits: form.Limits{Bytes: 1 << 18, Values: 1 << 15}},
		{name: "tail", text: text + "submision: {}\n", want: fmt.Sprintf("unknown-key @%d:1 submision", end+1)},
		{name: "second document", text: text + "---\n" + text + "  - operatr: x\n", want: fmt.Sprintf("unknown-key @%d:5 profiles[4000].operatr", 2*end+2)},
		{name: "syntax", text: edit(at(3999, 1), "   country: x"), want: fmt.Sprintf("f:%d: not valid YAML: did not find expected '-' indicator", at(3999, 1)), tree: true},
		{name: "syntax of more than is held at once", text: edit(at(3999, 1), "   country: x"), limits: form.Limits{Bytes: 1 << 18}, want: fmt.Sprintf("f:%d: not valid YAML: did not find expected '-' indicator", at(3999, 1))},
		{name: "tab", text: edit(at(2000, 4), "\tmnc: 01"), want: fmt.Sprintf("f:%d:1: not valid YAML: found character that cannot start any token", at(2000, 4)), tree: true},
		{name: "not UTF-8", text: edit(at(2000, 4), "        mnc: \xe9"), want: fmt.Sprintf("f:%d:14: the text is not UTF-8", at(2000, 4))},
		{name: "version", text: "version: 2\n" + strings.TrimPrefix(text, "version: 1\n"), want: `f:1:10: the version of the form is "2"`, tree: true},
		{name: "anchor in another piece", text: strings.Replace(edit(at(3999, 1), "    country: *c"), "Argentina", "&c Chile", 1), tree: true},
		{name: "flow style", text: flow, tree: true},
		{name: "too large in flow style", text: flow, limits: form.Limits{Bytes: 1 << 20}, want: "f: the file is larger than 1 MiB"},
		{name: "too many rows", text: text, limits: form.Limits{Rows: 3000, Bytes: 1 << 18}, want: fmt.Sprintf("f:%d:5: the profiles make more than 3000 rows", at(3000, 0))},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree := false
			test.limits.Tree = func() { tree = true }
			b := cosa.NewBuilder()
			err := form.ReadYAML(b, "f", strings.NewReader(test.text), test.limits)
			got := fmt.Sprint(err)
			if err == nil {
				s := b.Submission()
				if got = strings.Join(findings(s), "\n"); s.Len() < profiles-1 && test.name != "flow style" {
					t.Errorf("%d rows", s.Len())
				}
			}
			if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if tree != test.tree {
				t.Errorf("held as a whole: %v", tree)
			}
		})
	}
}

// BenchmarkReadYAML reads a file in pieces and as a whole; a profile is one
// row.
func BenchmarkReadYAML(b *testing.B) {
	const profiles = 4000
	text := large(profiles)
	for name, read := range map[string]func(*cosa.Builder, io.Reader) error{
		"pieces": func(b *cosa.Builder, r io.Reader) error {
			return form.ReadPieces(b, cosa.YAML, r, form.Limits{}, 1<<16)
		},
		"whole": func(b *cosa.Builder, r io.Reader) error { return form.ReadWhole(b, cosa.YAML, r, form.Limits{}) },
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if err := read(cosa.NewBuilder(), strings.NewReader(text)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*profiles), "ns/profile")
		})
	}
}
