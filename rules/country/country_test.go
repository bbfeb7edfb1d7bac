package country

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpellings(t *testing.T) {
	for preferred, others := range map[string][]string{
		"Argentina":                      {"argentina", " ARGENTINA ", "Republic of Argentina"},
		"Antigua and Barbuda":            {"Antigua & Barbuda", "Antigua  &Barbuda"},
		"Bahamas":                        {"The Bahamas", "Bahamas, The", "Bahamas (the)"},
		"Bolivia":                        {"Bolivia (Plurinational State of)", "Bolivia, Plurinational State of"},
		"Bosnia and Herzegovina":         {"Bosnia & Herzegovina", "Bosnia-Herzegovina"},
		"Brunei":                         {"Brunei Darussalam"},
		"Cabo Verde":                     {"Cape Verde"},
		"Congo (DRC)":                    {"Democratic Republic of the Congo", "DR Congo", "D.R. Congo", "Congo, Dem. Rep. of the", "Congo - Kinshasa", "Zaire"},
		"Congo":                          {"Republic of the Congo", "Congo (Brazzaville)", "Congo - Brazzaville"},
		"Curaçao":                        {"Curacao", "Curac\u0327ao"},
		"Czechia":                        {"Czech Republic", "CZECH REP.", "the Czech Republic"},
		"Côte d’Ivoire":                  {"Cote d'Ivoire", "Côte d`Ivoire", "Co\u0302te dʼIvoire", "Ivory Coast"},
		"Eswatini":                       {"Swaziland", "Kingdom of Eswatini"},
		"Falkland Islands":               {"Falkland Islands (Islas Malvinas)", "Falkland Islands (Malvinas)"},
		"Gambia":                         {"The Gambia", "Gambia (The)"},
		"Hong Kong SAR":                  {"Hong Kong", "Hong Kong S.A.R.", "Hong Kong SAR China", "Hong Kong, China"},
		"Iran":                           {"Iran, Islamic Republic of", "Islamic Republic of Iran", "Iran (Islamic Republic of)"},
		"Korea":                          {"South Korea", "Republic of Korea", "Korea, Republic of", "Korea (the Republic of)"},
		"Kosovo":                         {"Republic of Kosovo"},
		"Laos":                           {"Lao PDR", "Lao P.D.R.", "Lao People's Democratic Republic"},
		"Macao SAR":                      {"Macao", "Macau", "Macau SAR China"},
		"Micronesia":                     {"Micronesia, Federated States of"},
		"Moldova":                        {"Republic of Moldova", "Moldova, Republic of"},
		"Myanmar":                        {"Burma", "Myanmar (Burma)"},
		"Netherlands":                    {"The Netherlands", "Netherlands (Kingdom of the)", "Holland"},
		"Netherlands Antilles":           {"Dutch Antilles"},
		"North Korea":                    {"Korea, Democratic People's Republic of", "Korea (the Democratic People's Republic of)", "DPRK"},
		"North Macedonia":                {"Macedonia", "Macedonia (FYROM)", "Republic of North Macedonia"},
		"Palestinian Authority":          {"Palestinian Territories", "Palestine", "State of Palestine"},
		"Russia":                         {"Russian Federation", "the Russian Federation"},
		"Réunion":                        {"Reunion", "REUNION", "La Réunion"},
		"Serbia":                         {"Serbia (Republic of)", "Republic of Serbia"},
		"St. Kitts and Nevis":            {"Saint Kitts & Nevis", "St Kitts and Nevis"},
		"St. Vincent and the Grenadines": {"Saint Vincent & Grenadines"},
		"Syria":                          {"Syrian Arab Republic"},
		"São Tomé and Príncipe":          {"Sao Tome & Principe"},
		"Taiwan":                         {"Taiwan, Province of China", "Taiwan (Province of China)"},
		"Tanzania":                       {"United Republic of Tanzania", "Tanzania, United Republic of"},
		"Timor-Leste":                    {"East Timor", "Timor Leste"},
		"Türkiye":                        {"Turkey", "TURKIYE", "TÜRKİYE", "Tu\u0308rkiye"},
		"U.S. Virgin Islands":            {"US Virgin Islands", "Virgin Islands (U.S.)"},
		"United Arab Emirates":           {"UAE", "U.A.E."},
		"United Kingdom":                 {"UK", "U.K.", "Great Britain"},
		"United States":                  {"USA", "U.S.A.", "US", "the United States of America"},
		"Vatican City":                   {"Holy See", "Holy See (Vatican City)"},
		"Venezuela":                      {"Venezuela, Bolivarian Republic of"},
		"Vietnam":                        {"Viet Nam"},
		"Channel Islands":                {"channel islands"},
	} {
		if !Known(preferred) {
			t.Errorf("%q is not known", preferred)
		}
		for _, other := range others {
			if !Known(other) {
				t.Errorf("%q is not known", other)
			}
			if !Same(preferred, other) || !Same(other, preferred) {
				t.Errorf("%q and %q are not the same", preferred, other)
			}
		}
	}
}

func TestSameTellsNeighboursApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"Congo", "Congo (DRC)"},
		{"Korea", "North Korea"},
		{"Guinea", "Guinea-Bissau"},
		{"Guinea", "Equatorial Guinea"},
		{"Niger", "Nigeria"},
		{"Samoa", "American Samoa"},
		{"Sudan", "South Sudan"},
		{"China", "Hong Kong SAR"},
		{"China", "Taiwan (Republic of China)"},
		{"Dominica", "Dominican Republic"},
		{"Austria", "Australia"},
		{"British Virgin Islands", "U.S. Virgin Islands"},
		{"St. Martin", "Sint Maarten"},
		{"Atlantis", "Lemuria"},
		{"", ""},
		{"", "Argentina"},
		{"Worldwide", "Global"},
	} {
		if Same(pair[0], pair[1]) || Same(pair[1], pair[0]) {
			t.Errorf("%q and %q are the same", pair[0], pair[1])
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, name := range []string{
		"", " ", "the", ".", "Argentinia", "Contoso", "Republic of", "DE", "722", "Argentina Brazil",
		"Vodacom Congo", "internet", "Worldwide", "Global", "IoT", "\xff\xfe", strings.Repeat("Chad ", 10_000),
	} {
		if Known(name) {
			t.Errorf("%q is known", name)
		}
	}
}

func TestNearest(t *testing.T) {
	got := make(map[string]string)
	want := map[string]string{
		"Argentinia":                     "Argentina",
		"argentinia":                     "Argentina",
		"Swizerland":                     "Switzerland",
		"Phillipines":                    "Philippines",
		"Columbia":                       "Colombia",
		"Brasil":                         "Brazil",
		"Untied States":                  "United States",
		"Unites Kingdom":                 "United Kingdom",
		"Austrlia":                       "Australia",
		"Turkiy":                         "Türkiye",
		"Tukey":                          "Turkey",
		"Checz Republic":                 "Czech Republic",
		"Nethrlands":                     "Netherlands",
		"Hong Kong SRA":                  "Hong Kong SAR",
		"DE":                             "Germany",
		"GBR":                            "United Kingdom",
		"Japan":                          "Japan",
		"Contoso":                        "",
		"Fabrikam":                       "",
		"internet":                       "",
		"Global":                         "",
		"Worldwide":                      "",
		"IoT":                            "",
		"":                               "",
		"722":                            "",
		strings.Repeat("Argentina", 100): "",
	}
	for name := range want {
		got[name] = Nearest(name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Nearest (-want +got):\n%s", diff)
	}
}

func TestNames(t *testing.T) {
	names := Names()
	if len(names) != len(regions) {
		t.Errorf("%d names for %d regions", len(names), len(regions))
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("names are not sorted and unique")
	}
	for _, name := range names {
		if !Known(name) || Shared(name) {
			t.Errorf("%q: known %v, shared %v", name, Known(name), Shared(name))
		}
		if got := Nearest(name); got != name {
			t.Errorf("the name nearest to %q is %q", name, got)
		}
	}
	names[0] = "changed"
	if Names()[0] == "changed" {
		t.Error("a caller can change the names")
	}
}

func TestTables(t *testing.T) {
	owner := make(map[string]string)
	claim := func(code, name string) {
		folded := fold(name)
		if other, ok := owner[folded]; ok && other != code {
			t.Errorf("%q names both %s and %s", name, other, code)
		}
		owner[folded] = code
		if !Known(name) || lookup().code(folded) != code {
			t.Errorf("%q leads to %q, want %s", name, lookup().code(folded), code)
		}
	}
	for _, r := range regions {
		claim(r.code, r.name)
	}
	seen := make(map[string]bool)
	for _, s := range spellings {
		if seen[s.code] {
			t.Errorf("%s has two rows", s.code)
		}
		seen[s.code] = true
		if s.preferred == "" && !slices.ContainsFunc(regions[:], func(r region) bool { return r.code == s.code }) {
			t.Errorf("%s has no name", s.code)
		}
		if s.preferred != "" {
			claim(s.code, s.preferred)
		}
		for _, name := range s.others {
			claim(s.code, name)
		}
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"":                                      "",
		" The  Gambia\u00a0":                    "gambia",
		"St. Pierre & Miquelon":                 "st pierre and miquelon",
		"Åland":                                 "aland",
		"ÀÉÎÕÜÝÑÇØ":                             "aeiouynco",
		"Guinea\u2011Bissau":                    "guinea bissau",
		"Virgin\u200b Islands (U.S.)":           "virgin islands us",
		"Congo, the Democratic Republic of the": "congo democratic republic of",
	} {
		if got := fold(name); got != want {
			t.Errorf("fold(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, name := range []string{"Argentina", "Côte d’Ivoire", "Europe & Russia", "Serbia (Republic of)", "\xff"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if folded := fold(name); fold(folded) != folded {
			t.Errorf("fold(%q) = %q, which folds to %q", name, folded, fold(folded))
		}
		if Known(name) && Same(name, "Atlantis") {
			t.Errorf("%q is Atlantis", name)
		}
		if near := Nearest(name); near != "" && !Known(near) {
			t.Errorf("%q is near to %q, which is not known", name, near)
		}
		Shared(name)
	})
}

func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		buildIndex()
	}
}

func BenchmarkKnown(b *testing.B) {
	for b.Loop() {
		Known("Côte d’Ivoire")
	}
}

func BenchmarkNearest(b *testing.B) {
	for b.Loop() {
		Nearest("Fabrikam Mobile Telecom")
	}
}
