package provisioning

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Losses lists what customizations.xml cannot hold of a submission, one line
// for each kind of loss; it is empty where nothing is lost. UpdateType is held
// by the kind of the profile's element. Values are not shown.
func Losses(s *cosa.Submission) []string {
	var losses []string
	for _, spec := range cosa.Settings() {
		losses = append(losses, settingLosses(s, spec.Setting)...)
	}
	for i, header := range s.Extras() {
		if n := count(s, cosa.Column(cosa.SettingCount+i), func(v cosa.Value) bool { return !v.Blank() }); n > 0 {
			losses = append(losses, fmt.Sprintf("column %q, which is no setting: %s", header, values(n)))
		}
	}
	if n := len(s.Answers()); n > 0 {
		losses = append(losses, values(n)+" of the questionnaire")
	}
	if n := s.Services(); n > 0 {
		losses = append(losses, fmt.Sprintf("mobilePlans, the service configuration of Mobile Plans: %s", values(n)))
	}
	given := make(map[string]string)
	for _, d := range s.Details() {
		if before, again := given[d.Key]; again && before != d.Text {
			losses = append(losses, fmt.Sprintf("a second %q of the package", d.Key))
		}
		given[d.Key] = d.Text
		if d.Key == cosa.PackageXML && ofAPNDatabase(d.Text) {
			losses = append(losses, "what the APN database holds beside its operators")
		}
	}
	return append(losses, newPlan(s).losses()...)
}

func values(n int) string {
	if n == 1 {
		return "1 value"
	}
	return fmt.Sprintf("%d values", n)
}

// count counts the rows whose value in a column is one that is lost.
func count(s *cosa.Submission, c cosa.Column, lost func(cosa.Value) bool) int {
	bad := make(map[uint32]bool)
	for id, v := range s.Distinct(c) {
		if lost(v) {
			bad[id] = true
		}
	}
	if len(bad) == 0 {
		return 0
	}
	n := 0
	for e := range s.Entries() {
		if v := e.In(c); lost(v) {
			n++
		}
	}
	return n
}

// settingLosses tells what is lost of a column.
func settingLosses(s *cosa.Submission, setting cosa.Setting) []string {
	var losses []string
	for _, kind := range lossKinds {
		n := count(s, cosa.Column(setting), func(v cosa.Value) bool {
			return !v.Blank() && kind.of(setting, v)
		})
		if n > 0 {
			losses = append(losses, fmt.Sprintf("%s: %s: %s", setting, values(n), kind.meaning))
		}
	}
	return losses
}

// lossKinds are the ways in which a value is lost. Of one value the first
// tells.
var lossKinds = []struct {
	of      func(cosa.Setting, cosa.Value) bool
	meaning string
}{
	{func(s cosa.Setting, _ cosa.Value) bool { return !held(s) }, "it has no place in customizations.xml"},
	{func(s cosa.Setting, v cosa.Value) bool { return held(s) && v.Damaged() }, "a value that cannot be read"},
	{func(s cosa.Setting, v cosa.Value) bool {
		return held(s) && !v.Damaged() && (v.Type == cosa.Date || v.Type == cosa.Number && s.Spec().Marked)
	}, "an identifier stored as a number or a date, whose digits may be damaged"},
	{func(s cosa.Setting, v cosa.Value) bool { return held(s) && strings.ContainsFunc(v.Raw, notXML) }, "characters that XML cannot hold"},
	{func(s cosa.Setting, v cosa.Value) bool {
		return s.Spec().Kind == cosa.KindPackage && ofAPNDatabase(v.Text)
	}, "XML of an APN database"},
	{func(s cosa.Setting, v cosa.Value) bool { return held(s) && v.Formula && !v.Damaged() }, "a formula (its cached value is kept)"},
}

// notXML reports a character that XML 1.0 forbids.
func notXML(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff || r == 0xfffd
}

// losses tells which profiles do not come through.
func (p *plan) losses() []string {
	var losses []string
	for i := range p.items {
		item := &p.items[i]
		name := item.profile.Name()
		if name == "" {
			name = "a profile without a name"
		}
		switch id := item.profile.First().Value(cosa.ProfileID); {
		case verbOf(item.profile) == add || !id.Blank() || item.found == 1:
		case item.found > 1:
			losses = append(losses, fmt.Sprintf("%s: %d profiles of the baseline bear this name; say which is meant with profileID", name, item.found))
		case item.verb == remove:
			losses = append(losses, name+": the GUID of the profile to remove is not known; give the database with --against, or the GUID as profileID")
		default:
			losses = append(losses, name+": the GUID of the profile to replace is not known (it would become a new profile); give the database with --against, or the GUID as profileID")
		}
		if !item.full && item.verb != remove {
			losses = append(losses, name+": its rows are not every target with every connection, as they would be there")
		}
		if item.verb != remove && halfRange(item) {
			losses = append(losses, name+": a range without start or end")
		}
	}
	return losses
}

func halfRange(p *planned) bool {
	for _, e := range p.targets {
		for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
			start, end := e.Has(kind.Start()), e.Has(kind.End())
			if start != end && !cosa.IsCondition(e.Text(kind.Start())) {
				return true
			}
		}
	}
	return false
}
