package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// one is a profile of one target and one connection.
func one(operator, country string, target, more row) profile {
	return profile{once: named(operator, country, more), targets: []row{target}, connections: []row{apn("x", nil)}}
}

// kinds tells what happens to which profiles.
func kinds(d *Diff) []string {
	var all []string
	for i := range d.Changes {
		ch := &d.Changes[i]
		all = append(all, string(ch.Kind)+" "+ch.title())
	}
	return sorted(all)
}

func TestProfilesArePaired(t *testing.T) {
	a, b, c := iccid("8900100000000000000", "8900100000000000099"), iccid("8900100000000000100", "8900100000000000199"), iccid("8900100000000000200", "8900100000000000299")
	id := func(n int) row { return row{cosa.ProfileID: fmt.Sprintf("2b8a1c6e-0f3d-4b5a-9c7e-11223344556%d", n)} }
	with := func(r row, s cosa.Setting, text string) row {
		n := row{s: text}
		for k, v := range r {
			n[k] = v
		}
		return n
	}
	whole := row{cosa.MCC: "999", cosa.MNC: "70"}
	for _, test := range []struct {
		name      string
		old, new  []profile
		from, to  cosa.Format
		whole     bool
		want      []string
		leftAlone int
	}{
		{
			name: "spellings of one name in a database", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Contoso & Sons", "Argentina", a, nil), one("Fabrikam (Chile (South))", "", b, nil)},
			new:  []profile{one("contoso and  sons", "argentina", a, nil), one("Fabrikam", "Chile (South)", b, nil)},
			want: nil,
		},
		{
			name: "another spelling in a submission", from: cosa.YAML, to: cosa.YAML,
			old: []profile{one("Contoso", "Argentina", a, nil)}, new: []profile{one("contoso", "Argentina", a, nil)},
			want: []string{"renamed Contoso (Argentina) -> contoso (Argentina)"},
		},
		{
			name: "one name, told apart by id", from: cosa.XML, to: cosa.XML,
			old:  []profile{one("Contoso", "", a, id(1)), one("Contoso", "", b, id(2))},
			new:  []profile{one("Contoso", "", a, id(2)), one("Contoso", "", b, id(1))},
			want: []string{"changed Contoso", "changed Contoso"},
		},
		{
			name: "one name, told apart by targets", from: cosa.YAML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", a, row{cosa.BrandingName: "a"}), one("Contoso", "", b, row{cosa.BrandingName: "b"})},
			new:  []profile{one("Contoso", "", b, row{cosa.BrandingName: "c"}), one("Contoso", "", a, row{cosa.BrandingName: "a"})},
			want: []string{"changed Contoso"},
		},
		{
			name: "one profile in two items", from: cosa.YAML, to: cosa.YAML,
			old:  []profile{{once: named("Contoso", "", nil), targets: []row{a, b}, connections: []row{apn("x", nil)}}},
			new:  []profile{one("Contoso", "", b, row{cosa.Hotspot: "Always"}), one("Contoso", "", a, nil)},
			want: nil,
		},
		{
			name: "one profile in two items against a database", from: cosa.XML, to: cosa.YAML,
			old:  []profile{{once: named("Contoso", "", nil), targets: []row{a, b}, connections: []row{apn("x", nil)}}},
			new:  []profile{one("Contoso", "", b, nil), one("Contoso", "", a, nil)},
			want: nil,
		},
		{
			name: "renamed, the id stays", from: cosa.XML, to: cosa.XML,
			old: []profile{one("Contoso", "", a, id(1))}, new: []profile{one("Woodgrove", "", b, id(1))},
			want: []string{"renamed Contoso -> Woodgrove"},
		},
		{
			name: "renamed, the targets stay", from: cosa.YAML, to: cosa.JSON,
			old: []profile{one("Contoso", "", a, nil)}, new: []profile{one("Woodgrove", "", a, row{cosa.BrandingName: "w"})},
			want: []string{"renamed Contoso -> Woodgrove"},
		},
		{
			name: "added and removed", from: cosa.YAML, to: cosa.JSON,
			old: []profile{one("Contoso", "", a, nil)}, new: []profile{one("Woodgrove", "", b, nil)},
			want: []string{"added Woodgrove", "removed Contoso"},
		},
		{
			name: "a submission leaves alone what it does not name", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", a, nil), one("Contoso", "", c, nil), one("Fabrikam", "", b, nil)},
			new:  []profile{one("Contoso", "", a, row{cosa.BrandingName: "c"})},
			want: []string{"changed Contoso"}, leftAlone: 1,
		},
		{
			name: "renamed, which the submission says that it keeps", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", a, nil), one("Fabrikam", "", b, nil)},
			new:  []profile{one("Woodgrove", "", a, row{cosa.UpdateType: "Keep", cosa.BrandingName: "c"})},
			want: []string{"renamed Contoso -> Woodgrove"}, leftAlone: 1,
		},
		{
			name: "added, with targets that another has", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", a, nil), one("Fabrikam", "", b, nil)},
			new:  []profile{one("Woodgrove", "", a, row{cosa.UpdateType: "Add"})},
			want: []string{"added Woodgrove"}, leftAlone: 2,
		},
		{
			name: "renamed, seen from the submission", from: cosa.YAML, to: cosa.XML,
			old:  []profile{one("Woodgrove", "", a, row{cosa.UpdateType: "Change"})},
			new:  []profile{one("Contoso", "", a, nil), one("Fabrikam", "", b, nil)},
			want: []string{"renamed Woodgrove -> Contoso"}, leftAlone: 1,
		},
		{
			name: "unless all is compared", from: cosa.XML, to: cosa.YAML, whole: true,
			old:  []profile{one("Contoso", "", a, nil), one("Fabrikam", "", b, nil)},
			new:  []profile{one("Contoso", "", a, nil)},
			want: []string{"removed Fabrikam"},
		},
		{
			name: "what became of a submission", from: cosa.YAML, to: cosa.XML,
			old:  []profile{one("Contoso", "", a, nil), one("Tailspin", "", b, row{cosa.UpdateType: "Delete"})},
			new:  []profile{one("Contoso", "", b, nil), one("Fabrikam", "", b, nil)},
			want: []string{"changed Contoso"}, leftAlone: 1,
		},
		{
			name: "deleted", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", a, nil), one("Fabrikam", "", b, nil)},
			new:  []profile{one("Contoso", "", row{}, row{cosa.UpdateType: "Delete"})},
			want: []string{"removed Contoso"}, leftAlone: 1,
		},
		{
			name: "to be deleted, though it is not there", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Fabrikam", "", b, nil)},
			new:  []profile{one("Contoso", "", row{}, row{cosa.UpdateType: "Delete"})},
			want: []string{"delete-requested Contoso"}, leftAlone: 1,
		},
		{
			name: "no longer to be deleted", from: cosa.YAML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", a, row{cosa.UpdateType: "Delete"}), one("Fabrikam", "", a, row{cosa.UpdateType: "Delete"}), one("X", "", a, nil)},
			new:  []profile{one("Fabrikam", "", a, row{cosa.UpdateType: "Delete"}), one("X", "", a, row{cosa.UpdateType: "Keep"})},
			want: []string{"delete-withdrawn Contoso"},
		},
		{
			name: "ids and elements of packages, which a sheet of an operator does not have", from: cosa.XML, to: cosa.YAML,
			old:  []profile{one("Contoso", "", with(a, cosa.TargetXML, "<a/>"), with(id(1), cosa.ProfileXML, "<b/>"))},
			new:  []profile{one("Contoso", "", a, nil)},
			want: nil,
		},
		{
			name: "elements of packages, white space aside", from: cosa.XML, to: cosa.XML,
			old:  []profile{one("Contoso", "", a, row{cosa.ProfileXML: "<a>\r\n  <b x='1' />\r\n</a>"}), one("Fabrikam", "", a, row{cosa.ProfileXML: "<a>1</a>"})},
			new:  []profile{one("Contoso", "", a, row{cosa.ProfileXML: "<a><b x='1'/></a>"}), one("Fabrikam", "", a, row{cosa.ProfileXML: "<a>2</a>"})},
			want: []string{"changed Fabrikam"},
		},
		{
			name: "the name that a target shows", from: cosa.YAML, to: cosa.YAML,
			old: []profile{one("Contoso", "", with(a, cosa.UIName, "1"), nil)}, new: []profile{one("Contoso", "", with(a, cosa.UIName, "2"), nil)},
			want: []string{"changed Contoso"},
		},
		{
			name: "icons travel by name", from: cosa.XML, to: cosa.YAML,
			old: []profile{one("Contoso", "", whole, row{cosa.BrandingIcon: `..\Icons\contoso.ico`})}, new: []profile{one("Contoso", "", whole, row{cosa.BrandingIcon: "contoso.ico"})},
			want: nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := Compare(form("a", test.from, test.old), form("b", test.to, test.new), Options{Whole: test.whole})
			if diff := cmp.Diff(test.want, kinds(d)); diff != "" {
				t.Errorf("-want +got:\n%s\n%s", diff, printed(t, d))
			}
			if d.LeftAlone != test.leftAlone {
				t.Errorf("%d profiles are left alone, want %d", d.LeftAlone, test.leftAlone)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	spn := func(r row, name string) row {
		n := row{cosa.SPN: name}
		for s, text := range r {
			n[s] = text
		}
		return n
	}
	network := row{cosa.MCC: "999", cosa.MNC: "70"}
	two := func(firstICCID, lastICCID, firstIMSI, lastIMSI string) row {
		r := iccid(firstICCID, lastICCID)
		r[cosa.IMSIStart], r[cosa.IMSIEnd] = firstIMSI, lastIMSI
		return r
	}
	for _, test := range []struct {
		name     string
		old, new []row // targets of Contoso
		fabrikam [2][]row
		want     string // of Contoso: numbers, then shares
	}{
		{
			name: "a range grows", old: []row{iccid("8900100000000000000", "8900100000000000099")}, new: []row{iccid("8900100000000000000", "8900100000000000199")},
			want: "+100 ICCIDs",
		},
		{
			name: "a range is cut in pieces", old: []row{iccid("8900100000000000000", "8900100000000000199")},
			new:  []row{iccid("8900100000000000000", "8900100000000000099"), iccid("8900100000000000100", "8900100000000000199")},
			want: "",
		},
		{
			name: "the longer form of the same numbers", old: []row{iccid("8900100000000000000", "8900100000000000099")},
			new:  []row{iccid("89001000000000000000", "89001000000000000999"), iccid("8900100000000000000", "8900100000000000099")},
			want: "",
		},
		{
			name: "the same numbers under two names count once", old: []row{},
			new:  []row{spn(iccid("8900100000000000000", "8900100000000000099"), "a"), spn(iccid("8900100000000000000", "8900100000000000099"), "b")},
			want: "+100 ICCIDs",
		},
		{
			name: "a name less is demanded", old: []row{spn(iccid("8900100000000000000", "8900100000000000099"), "a")},
			new:  []row{iccid("8900100000000000000", "8900100000000000099")},
			want: "+100 ICCIDs (held before with other identifiers)",
		},
		{
			name: "another name is demanded", old: []row{spn(iccid("8900100000000000000", "8900100000000000099"), "a")},
			new:  []row{spn(iccid("8900100000000000000", "8900100000000000199"), "b")},
			want: "+200 ICCIDs (100 of them held before with other identifiers); -100 ICCIDs (still held with other identifiers)",
		},
		{
			name: "the network was taken as a whole", old: []row{network}, new: []row{iccid("8900100000000000000", "8900100000000000099")},
			want: "- all SIMs of 999-70",
		},
		{
			name: "a pattern", old: []row{}, new: []row{{cosa.MCC: "999", cosa.MNC: "70", cosa.IMSIStart: "pattern:9997000000000[0-4]\\d"}},
			want: "+50 IMSIs",
		},
		{
			name: "numbers move", old: []row{iccid("8900100000000000000", "8900100000000000099")}, new: []row{iccid("8900100000000000000", "8900100000000000299")},
			fabrikam: [2][]row{{iccid("8900100000000000150", "8900100000000000399")}, {iccid("8900100000000000200", "8900100000000000399")}},
			want:     "+200 ICCIDs; 50 move from Fabrikam; 100 are held by Fabrikam as well, before and after",
		},
		{
			name: "under another network nothing moves", old: []row{}, new: []row{iccid("8900100000000000000", "8900100000000000099")},
			fabrikam: [2][]row{{{cosa.MCC: "001", cosa.ICCIDStart: "8900100000000000000", cosa.ICCIDEnd: "8900100000000000099"}}, {}},
			want:     "+100 ICCIDs",
		},
		{
			name: "numbers come out of a network", old: []row{}, new: []row{iccid("8900100000000000000", "8900100000000000099")},
			fabrikam: [2][]row{{network}, {network}},
			want:     "+100 ICCIDs; 100 come from Fabrikam, whose target for all SIMs of 999-70 is less specific",
		},
		{
			name: "numbers fall back to a network", old: []row{iccid("8900100000000000000", "8900100000000000099")}, new: []row{},
			fabrikam: [2][]row{{network}, {network}},
			want:     "-100 ICCIDs; 100 fall back to Fabrikam, which takes all SIMs of 999-70",
		},
		{
			name: "both ends of the demand count", old: []row{},
			new:  []row{{cosa.ICCIDStart: "8900100000000000000", cosa.ICCIDEnd: "8900100000000000099", cosa.IMSIStart: "999700000000000", cosa.IMSIEnd: "999700000000009"}},
			want: "+100 ICCIDs",
		},
		{
			name: "the IMSIs of a target of two ranges are narrowed", old: []row{two("8900100000000000000", "8900100000000999999", "999700000000000", "999700000000999")},
			new:  []row{two("8900100000000000000", "8900100000000999999", "999700000000000", "999700000000099")},
			want: "-900 IMSIs",
		},
		{
			name: "and widened", old: []row{two("8900100000000000000", "8900100000000999999", "999700000000000", "999700000000099")},
			new:  []row{two("8900100000000000000", "8900100000000999999", "999700000000000", "999700000000999")},
			want: "+900 IMSIs",
		},
		{
			name: "or others", old: []row{two("8900100000000000000", "8900100000000999999", "999700000000000", "999700000000099")},
			new:  []row{two("8900100000000000000", "8900100000000999999", "999700000000200", "999700000000209")},
			want: "+10 IMSIs; -100 IMSIs",
		},
		{
			name: "the ICCIDs of a target of two ranges are narrowed", old: []row{two("8900100000000000000", "8900100000000000099", "999700000000000", "999700000000099")},
			new:  []row{two("8900100000000000000", "8900100000000000009", "999700000000000", "999700000000099")},
			want: "-90 ICCIDs",
		},
		{
			name: "both are narrowed", old: []row{two("8900100000000000000", "8900100000000000099", "999700000000000", "999700000000099")},
			new:  []row{two("8900100000000000000", "8900100000000000009", "999700000000000", "999700000000019")},
			want: "-90 ICCIDs; -80 IMSIs",
		},
		{
			name: "IMSIs move between targets of the same ICCIDs", old: []row{two("8900100000000000000", "8900100000000000099", "999700000000000", "999700000000099")},
			new: []row{two("8900100000000000000", "8900100000000000099", "999700000000000", "999700000000049")},
			fabrikam: [2][]row{
				{two("8900100000000000000", "8900100000000000099", "999700000000100", "999700000000199")},
				{two("8900100000000000000", "8900100000000000099", "999700000000050", "999700000000199")},
			},
			want: "-50 IMSIs; 50 move to Fabrikam",
		},
		{
			name: "the largest block", old: []row{}, new: []row{{cosa.MCC: "999", cosa.MNC: "70", cosa.ICCIDStart: "8900000000000000000", cosa.ICCIDEnd: "8999999999999999999"}},
			want: "+100,000,000,000,000,000 ICCIDs",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			make := func(contoso, fabrikam []row) *cosa.Submission {
				// A target of its own keeps the profile there.
				own := row{cosa.MCC: "001", cosa.MNC: "01"}
				return form("x", cosa.YAML, []profile{
					{once: named("Contoso", "", nil), targets: append([]row{own}, contoso...), connections: []row{apn("x", nil)}},
					{once: named("Fabrikam", "", nil), targets: append([]row{{cosa.MCC: "001", cosa.MNC: "02"}}, fabrikam...), connections: []row{apn("x", nil)}},
				})
			}
			d := Compare(make(test.old, test.fabrikam[0]), make(test.new, test.fabrikam[1]), Options{})
			var got []string
			for i := range d.Changes {
				if ch := &d.Changes[i]; ch.Name == "Contoso" {
					got = ch.numbers()
					for n := range ch.Shares {
						got = append(got, ch.Shares[n].words())
					}
				}
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("got  %s\nwant %s\n%s", got, test.want, printed(t, d))
			}
		})
	}
}

func TestConnectionsArePaired(t *testing.T) {
	order := func(n string) row { return row{cosa.AutoConnectOrder: n} }
	for _, test := range []struct {
		name     string
		old, new []row
		want     []string
	}{
		{"order of rows", []row{apn("a", nil), apn("b", nil)}, []row{apn("b", nil), apn("a", nil)}, nil},
		{"by access string and purposes", []row{apn("a", row{cosa.PurposeGroups: "MMS"}), apn("a", nil)}, []row{apn("A", nil), apn("a", row{cosa.PurposeGroups: "MMS", cosa.IPType: "IPv6"})},
			[]string{`~ a (MMS): IPType blank (IPv4) -> "IPv6"`}},
		{"by access string", []row{apn("a", nil)}, []row{apn("a", row{cosa.PurposeGroups: "MMS"})}, []string{`~ a (MMS): PurposeGroups "Internet" -> "MMS"`}},
		{"by order", []row{apn("a", order("1")), apn("b", order("2"))}, []row{apn("d", order("2")), apn("c", order("1"))},
			[]string{`~ c (Internet): AccessString "a" -> "c"`, `~ d (Internet): AccessString "b" -> "d"`}},
		{"gained and lost", []row{apn("a", nil), apn("c", row{cosa.PurposeGroups: "IMS"})}, []row{apn("a", nil), apn("b", row{cosa.PurposeGroups: "MMS"})},
			[]string{`+ b (MMS): AlwaysOn "true"`, "- c (IMS)"}},
		{"a password is set", []row{apn("a", nil)}, []row{apn("a", row{cosa.Password: "hunter2"})}, []string{"~ a (Internet): Password blank -> set"}},
		{"purposes in another order", []row{apn("a", row{cosa.PurposeGroups: "MMS, Internet"})}, []row{apn("a", row{cosa.PurposeGroups: "internet,mms"})}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			make := func(connections []row) *cosa.Submission {
				return form("x", cosa.YAML, []profile{{once: named("Contoso", "", nil), targets: []row{{cosa.MCC: "999", cosa.MNC: "70"}}, connections: connections}})
			}
			d := Compare(make(test.old), make(test.new), Options{})
			var got []string
			for i := range d.Changes {
				for n := range d.Changes[i].Connections {
					c := &d.Changes[i].Connections[n]
					got = append(got, c.Mark.sign()+" "+c.Name+behind(c.lines("->")))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestPairings(t *testing.T) {
	a, b := iccid("8900100000000000000", "8900100000000000099"), iccid("8900100000000000100", "8900100000000000199")
	p := profile{once: named("Contoso", "", nil), targets: []row{a, b}, connections: []row{apn("x", nil), apn("y", nil)}}
	rows := p.rows()
	d := Compare(sheet("a", rows), sheet("b", rows[:3]), Options{})
	if len(d.Changes) != 1 || d.Changes[0].Pairings != 1 {
		t.Errorf("a row that is left out is not told:\n%s", printed(t, d))
	}
}

func TestOrderOfChanges(t *testing.T) {
	var old, new []profile
	for i, target := range []row{
		iccid("8900100000000000000", "8900100000000000009"), iccid("8900100000000001000", "8900100000000001999"),
		{cosa.MCC: "999", cosa.MNC: "71"}, iccid("8900100000000003000", "8900100000000003009"),
	} {
		name := string(rune('D' - i))
		old = append(old, one(name, "", target, nil))
		new = append(new, one(name, "", target, row{cosa.BrandingName: "x"}))
	}
	d := Compare(form("a", cosa.YAML, old), form("b", cosa.YAML, new), Options{})
	var got []string
	for i := range d.Changes {
		got = append(got, d.Changes[i].Name)
	}
	if diff := cmp.Diff([]string{"B", "C", "A", "D"}, got); diff != "" {
		t.Errorf("the whole network first, then by SIMs, then by name (-want +got):\n%s", diff)
	}
}

func TestEmptyAndStrange(t *testing.T) {
	empty := sheet("a", nil)
	strange := sheet("b", []row{{}, {cosa.Operator: "x"}, {cosa.ICCIDStart: "9", cosa.MCC: "!"}, {cosa.ICCIDEnd: "89"}, {cosa.IMSIStart: "pattern:(", cosa.MCC: "pattern:["}})
	for _, pair := range [][2]*cosa.Submission{{empty, empty}, {empty, strange}, {strange, empty}, {strange, strange}} {
		d := Compare(pair[0], pair[1], Options{})
		if d.Empty() != (pair[0] == pair[1]) {
			t.Errorf("Empty is %v:\n%s", d.Empty(), printed(t, d))
		}
	}
}
