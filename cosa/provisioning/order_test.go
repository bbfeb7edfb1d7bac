package provisioning

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// refersTo makes a profile for targets.
func refersTo(name string, ids ...string) string {
	var b strings.Builder
	b.WriteString("<Profile Name='" + name + "'><TargetRefs>")
	for _, id := range ids {
		b.WriteString("<TargetRef Id='" + id + "'/>")
	}
	b.WriteString("</TargetRefs><Settings><Connections><Cellular><Connection><AccessPointName>x</AccessPointName></Connection></Cellular></Connections></Settings></Profile>")
	return b.String()
}

func defines(id, mnc string) string {
	return "<Target Id='" + id + "'><TargetState><Condition Name='Mcc' Value='999'/><Condition Name='Mnc' Value='" + mnc + "'/></TargetState></Target>"
}

// TestOrderOfTargets proves that rows stand in the order in which the targets
// are defined, which decides between equals, also where a profile has several
// targets and others are defined between them, and that it comes through.
func TestOrderOfTargets(t *testing.T) {
	content := wrapBegin + "<Targets>" + defines("T1", "01") + defines("T2", "02") + defines("T3", "03") + defines("T4", "04") + "</Targets>" +
		refersTo("B", "T4", "T2") + refersTo("A", "T3", "T1") + wrapEnd
	for name, s := range map[string]*cosa.Submission{
		"as read":      readXML(t, []byte(content)),
		"through YAML": through(t, cosa.YAML, readXML(t, []byte(content))),
		"written":      readXML(t, writeXML(t, through(t, cosa.JSON, readXML(t, []byte(content))))),
	} {
		var got []string
		for e := range s.Entries() {
			got = append(got, e.Text(cosa.Operator)+e.Text(cosa.MNC))
		}
		if diff := cmp.Diff([]string{"A01", "B02", "A03", "B04"}, got); diff != "" || len(s.Profiles()) != 2 {
			t.Errorf("%s: %d profiles:\n%s", name, len(s.Profiles()), diff)
		}
	}
	if diff := cmp.Diff(canonical(t, []byte(content)), canonical(t, writeXML(t, readXML(t, []byte(content))))); diff != "" && strings.Count(diff, "TargetRef") == 0 {
		t.Error(diff)
	}
}

// TestWhatIsLeft proves that what is odd or empty comes through once, and as
// well-formed XML that can stand by itself.
func TestWhatIsLeft(t *testing.T) {
	profile := refersTo("A", "T1")
	for name, content := range map[string]string{
		"state without conditions": wrapBegin + "<Targets><Target Id='T1'><TargetState/><TargetState><Condition Name='Mcc' Value='999'/></TargetState></Target></Targets>" + profile + wrapEnd,
		"reference with more":      wrapBegin + "<Targets>" + defines("T1", "01") + "</Targets>" + strings.Replace(profile, "<TargetRef ", "<TargetRef Z='1' ", 1) + wrapEnd,
		"target without states":    wrapBegin + "<Targets><Target Id='T1'/></Targets>" + profile + wrapEnd,
		"prefix of the root": strings.Replace(wrapBegin, ">", " xmlns:z='urn:z'>", 1) + "<Targets>" + defines("T1", "01") + "</Targets>" +
			strings.Replace(profile, "</Connection>", "<z:Foo z:b='1'>x</z:Foo></Connection>", 1) + wrapEnd,
	} {
		t.Run(name, func(t *testing.T) {
			written := writeXML(t, through(t, cosa.YAML, readXML(t, []byte(content))))
			plain := func(lines []string) []string {
				var kept []string
				for _, line := range lines {
					if !strings.HasPrefix(strings.TrimSpace(line), "PackageConfig") && !strings.HasPrefix(line, "  ID") {
						kept = append(kept, strings.NewReplacer(" xmlns="+settingsSpace, " ", "z=urn:z", "", "  ", " ").Replace(line))
					}
				}
				return kept
			}
			strip := func(lines []string) string { return strings.Join(plain(lines), "\n") }
			a, b := strip(canonical(t, []byte(content))), strip(canonical(t, written))
			for _, element := range []string{"TargetState", "TargetRef ", "Target ", "Condition", "Foo"} {
				if strings.Count(a, element) != strings.Count(b, element) {
					t.Errorf("%d of %q became %d:\n%s", strings.Count(a, element), element, strings.Count(b, element), written)
				}
			}
		})
	}
	s := readXML(t, []byte(wrapBegin+"<Replace Name='A (B)'><TargetRefs><TargetRef Id='T1'/></TargetRefs></Replace><Replace Name='C'><TargetRefs><TargetRef Id='T2'/></TargetRefs><Settings/></Replace>"+wrapEnd))
	for e := range s.Entries() {
		if e.Text(cosa.UpdateType) != "Delete" {
			t.Errorf("%s: a Replace element without settings is read as %s", e.Name(), e.Text(cosa.UpdateType))
		}
	}
}
