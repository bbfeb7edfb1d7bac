package page

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

var update = flag.Bool("update", false, "rewrite golden files")

// cells are the values of one row.
type cells map[cosa.Setting]string

// sheet builds a submission of one sheet, whose header row is row 1.
func sheet(list ...cells) *cosa.Submission {
	b := cosa.NewBuilder()
	source := b.Source(cosa.Source{File: "dir/ops.xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	column := 0
	for i := range source.Columns {
		column++
		source.Columns[i] = column
	}
	for i, values := range list {
		b.Row(i + 2)
		for s, text := range values {
			b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
		}
	}
	return b.Submission()
}

// ranged is a row of an operator with an ICCID range.
func ranged(operator, start, end string, more cells) cells {
	row := cells{
		cosa.UpdateType: "Add", cosa.CountryRegion: "Argentina", cosa.Operator: operator, cosa.MCC: "999", cosa.MNC: "70",
		cosa.ICCIDStart: start, cosa.ICCIDEnd: end, cosa.SupportDataMarketplace: "Yes", cosa.DataMarketplaceRoamingUIEnabled: "1",
		cosa.AppID: "Microsoft.OneConnect_8wekyb3d8bbwe!App", cosa.BrandingName: operator,
		cosa.AccessString: "internet.contoso.example", cosa.AlwaysOn: "true", cosa.PurposeGroups: "Internet",
	}
	for s, text := range more {
		row[s] = text
	}
	return row
}

// checked is the page of a submission that the rules have seen.
func checked(s *cosa.Submission) *Page {
	p := &Page{
		Tool: "cosa", Version: "1.2.3", Policy: rules.PolicyMobilePlans, Files: 1,
		Entries: s.Len(), Profiles: len(s.Profiles()), Submission: s,
	}
	result := rules.Run(s, rules.Options{Policy: p.Policy})
	for i := range result.Findings {
		f := &result.Findings[i]
		p.Findings = append(p.Findings, Finding{Finding: f, Where: f.Position.Short(), Count: 1})
	}
	return p
}

func written(t testing.TB, p *Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// small is a submission with one of everything that the page draws: a
// collision, a carved-out range, far blocks, credentials, a faulty value.
func small() *cosa.Submission {
	return sheet(
		ranged("Contoso", "8900100000000000000", "8900100000099999999", cells{cosa.UserName: "joe", cosa.Password: "hunter2", cosa.AuthProtocol: "PAP"}),
		ranged("Fabrikam", "8900100000050000000", "8900100000149999999", cells{cosa.IPType: "IPv5"}),
		ranged("Tailspin", "89001009000000000000", "89001009000000999999", cells{cosa.SPN: "Tailspin", cosa.AppID: "", cosa.AccountExperienceURL: "https://tailspin.example/account"}),
		ranged("Northwind", "8900100900000000000", "8900100900000009999", cells{cosa.SupportDataMarketplace: "No", cosa.AppID: "", cosa.BrandingName: ""}),
	)
}

func TestGolden(t *testing.T) {
	p := checked(small())
	p.Notes, p.NotEvaluated, p.Next = []string{"a note"}, []string{"branding-icon-type: no icon file"}, "correct what is found"
	p.Suppressed, p.Silenced = 1, []Silenced{{Finding: &cosa.Finding{Rule: "ip-type-ipv6", Message: "IPv6 alone", Position: p.Findings[0].Position}, Reason: "tested <on> air"}}
	got := written(t, p)
	// Style and script are files of their own.
	got = strings.Replace(strings.Replace(got, styleText, "STYLE\n", 1), scriptText, "SCRIPT", 1)
	path := filepath.Join("testdata", "small.html")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCredentialsAreMasked(t *testing.T) {
	got := written(t, checked(small()))
	for _, secret := range []string{"hunter2", "joe"} {
		if strings.Contains(got, secret) {
			t.Errorf("the page shows %q", secret)
		}
	}
	if !strings.Contains(got, cosa.Mask) {
		t.Error("the page does not show that there is a credential")
	}
}

func TestWithoutSubmission(t *testing.T) {
	for _, p := range []*Page{
		{}, {Submission: sheet()},
		{Findings: []Finding{{Finding: &cosa.Finding{Rule: "no-such-rule", Severity: cosa.Error, Message: "m", Value: "v"}, Count: 1}}},
	} {
		written(t, p)
	}
}

func TestBlocks(t *testing.T) {
	hold := func(pairs ...[2]uint64) (ranges []*held) {
		for _, pair := range pairs {
			ranges = append(ranges, &held{Range: cosa.Range{Lo: pair[0], Hi: pair[1]}})
		}
		return ranges
	}
	const most = 999_999_999_999_999_999
	for _, test := range []struct {
		name   string
		ranges []*held
		want   [][2]uint64
	}{
		{"one", hold([2]uint64{0, most}), [][2]uint64{{0, most}}},
		{"one number", hold([2]uint64{5, 5}), [][2]uint64{{5, 5}}},
		{"abutting", hold([2]uint64{0, 9}, [2]uint64{10, 19}), [][2]uint64{{0, 19}}},
		{"nested", hold([2]uint64{0, 99}, [2]uint64{10, 19}, [2]uint64{50, 60}), [][2]uint64{{0, 99}}},
		{"near", hold([2]uint64{0, 99}, [2]uint64{200, 299}), [][2]uint64{{0, 299}}},
		{"far", hold([2]uint64{0, 99}, [2]uint64{1000, 1099}), [][2]uint64{{0, 99}, {1000, 1099}}},
		{"ends of the space", hold([2]uint64{0, 0}, [2]uint64{most, most}), [][2]uint64{{0, 0}, {most, most}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			blocks := newBlocks(test.ranges)
			spread(blocks)
			var got [][2]uint64
			end := 0.0
			for _, b := range blocks {
				got = append(got, [2]uint64{b.lo, b.hi})
				if b.x < end || b.w <= 0 {
					t.Errorf("block %+v begins before %v", b, end)
				}
				end = b.x + b.w
			}
			if end > 100.001 || end < 99.999 {
				t.Errorf("the axis is %v%% wide", end)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			for _, h := range test.ranges {
				if b := blockOf(blocks, h.Lo); b == nil || h.Hi > b.hi {
					t.Errorf("%d-%d lies in no block", h.Lo, h.Hi)
				} else if x, w := b.span(h.Lo, h.Hi); x < b.x-.01 || w <= 0 || x+w > b.x+b.w+leastWidth+.01 {
					t.Errorf("%d-%d is drawn at %v, %v wide, in %v %v", h.Lo, h.Hi, x, w, b.x, b.w)
				}
			}
		})
	}
}

func TestMapMarksCollisions(t *testing.T) {
	m := checked(small()).newMap()
	type marked struct{ Lane, Rule, Title string }
	var got []marked
	for _, panel := range m.Panels {
		for _, l := range panel.Lanes {
			for _, k := range l.Marks {
				got = append(got, marked{l.Name, k.Rule, k.Title})
			}
		}
	}
	title := func(other string) string {
		return "50,000,000 SIMs shared with " + other + "; 8900100000050000000-8900100000099999999; for example 8900100000050000000; error iccid-range-overlap"
	}
	nested := func(other string) string {
		return "10,000 SIMs shared with " + other + "; 89001009000000000000-89001009000000099999; for example 89001009000000000000; info iccid-range-nested"
	}
	want := []marked{
		{"Contoso (Argentina)", overlapRule, title("Fabrikam (Argentina)")},
		{"Fabrikam (Argentina)", overlapRule, title("Contoso (Argentina)")},
		{"Tailspin (Argentina)", nestedRule, nested("Northwind (Argentina)")},
		{"Northwind (Argentina)", nestedRule, nested("Tailspin (Argentina)")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRowOfYAML(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "ops.yaml", Format: cosa.YAML})
	top := b.Place(1, 3, 0, "profiles", 0)
	for i := range 3 {
		b.Row(i + 1)
		item := b.Place(10*i+2, 5, top, "", i)
		b.Sections([4]cosa.Place{item, item, item, item})
		b.SetText(cosa.Operator, "Contoso", b.Place(10*i+2, 5, item, "operator", 0))
		b.SetText(cosa.MCC, fmt.Sprint(100+i), b.Place(10*i+3, 5, item, "mcc", 0))
	}
	s := b.Submission()
	f := Finding{Finding: &cosa.Finding{Setting: "MCC", Position: s.Entry(1).Position(cosa.MCC)}}
	row := (&Page{Submission: s}).newRowFinder([]*Finding{&f}).view(f.Position, f.Setting)
	want := &rowView{Title: "the row that line 13 makes", Cells: []cellView{{Header: "Operator", Text: "Contoso"}, {Header: "MCC", Text: "101", Faulty: true}}}
	if diff := cmp.Diff(want, row, cmp.AllowUnexported(cellView{})); diff != "" {
		t.Error(diff)
	}
}

// TestLaneBound draws a profile with very many ranges.
func TestLaneBound(t *testing.T) {
	var list []cells
	for i := range 1000 {
		list = append(list, ranged("Contoso", fmt.Sprintf("89%013d0000", 2*i), fmt.Sprintf("89%013d9999", 2*i), nil))
	}
	m := checked(sheet(list...)).newMap()
	l := m.Panels[0].Lanes[0]
	if l.More != "the first 300 ranges of 1,000" || len(l.Bars) != mostBars || l.Label != "Contoso (Argentina): 1,000 ranges" {
		t.Errorf("%q, %q with %d ranges", l.Label, l.More, len(l.Bars))
	}
}

// TestRedactedMapIsNotToScale compares two ranges of very different size.
func TestRedactedMapIsNotToScale(t *testing.T) {
	p := checked(sheet(
		ranged("Contoso", "8900100000000000000", "8900100000099999999", nil),
		ranged("Contoso", "8900100000100000000", "8900100000100000099", nil),
	))
	p.Mask = func(text string) string { return strings.ReplaceAll(text, "00100000", "xxxxxxxx") }
	m := p.newMap()
	bars := m.Panels[0].Lanes[0].Bars
	if m.Scaled || len(bars) != 2 || bars[0].W != bars[1].W || strings.Contains(bars[0].Title, "00100000") {
		t.Errorf("%+v", m)
	}
}

// TestBounds makes a page of very much.
func TestBounds(t *testing.T) {
	var list []cells
	for i := range 3000 {
		start := uint64(i) * 7_000_000_000
		end := start + 5_999_999
		if i%3 == 0 {
			end += 8_000_000_000
		}
		list = append(list, ranged(fmt.Sprintf("Operator %d", i), fmt.Sprintf("89%017d", start), fmt.Sprintf("89%017d", end), cells{cosa.IPType: fmt.Sprint("no ", i), cosa.BrandingName: fmt.Sprint(i)}))
	}
	p := checked(sheet(list...))
	got := written(t, p)
	if len(got) > 6_000_000 {
		t.Errorf("the page has %d bytes", len(got))
	}
	for _, says := range []string{
		"and 2,800 more findings of this rule, left out of this page", "more profiles, left out", "more ranges, left out",
		"more flyouts that differ, left out",
	} {
		if !strings.Contains(got, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	if n := strings.Count(got, `<li class="finding">`); n > mostOfAll {
		t.Errorf("%d findings", n)
	}
	p.All = true
	if all := written(t, p); strings.Count(all, `<li class="finding">`) != len(p.Findings) {
		t.Errorf("%d of %d findings with All", strings.Count(all, `<li class="finding">`), len(p.Findings))
	}
}

// TestMapMarksSuppressedCollisions makes sure that a suppression does not make
// two profiles look apart.
func TestMapMarksSuppressedCollisions(t *testing.T) {
	p := checked(small())
	plain := p.newMap()
	var counting []Finding
	for _, f := range p.Findings {
		if f.Rule == overlapRule {
			p.Silenced = append(p.Silenced, Silenced{Finding: f.Finding, Reason: "agreed"})
		} else {
			counting = append(counting, f)
		}
	}
	p.Findings, p.Suppressed = counting, len(p.Silenced)
	suppressed := p.newMap()
	if plain.hits == 0 || plain.hits != suppressed.hits {
		t.Errorf("%d collisions are marked, %d once they are suppressed", plain.hits, suppressed.hits)
	}
	page := written(t, p)
	if !strings.Contains(page, "error iccid-range-overlap (suppressed)") {
		t.Error("the map does not tell that the collision is suppressed")
	}
}
