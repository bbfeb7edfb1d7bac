package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// headerRows are the rows of the workbook above its data.
const headerRows = 1

// Portal is the content of a submission in the order in which the operator
// configuration portal asks for it.
type Portal struct {
	Workbook string  // where passwords stand
	Draft    []Field // Title, Description and Background
	Profiles []PortalProfile
}

// PortalProfile is a profile as the portal has it.
type PortalProfile struct {
	Number      int
	Name        string
	Identity    []Field
	Deletes     bool
	Headers     []string   // of the columns of Targets
	Targets     [][]string // the texts under Headers
	SIM         []Field
	Connections [][]Field
	Apart       bool    // not every target goes with every connection, or rows differ in what a profile has once
	Service     []Field // service configuration of Mobile Plans
}

// Field is a value with its name. Where is set for what is not shown.
type Field struct {
	Name, Text string
	Where      string
}

// Pictures are the names that a profile's pictures have in the pack, "" for
// those that the submission gives.
type Pictures struct{ Icon, Logo string }

// NewPortal arranges a submission for the portal. workbook is the file in which
// passwords are found; pictures are those of the profiles, in their order, nil
// where all have the names that the submission gives.
func NewPortal(s *cosa.Submission, workbook string, pictures []Pictures) *Portal {
	p := &Portal{Workbook: workbook}
	given := answers(s)
	for _, q := range cosa.Questions() {
		if q.Portal {
			p.Draft = append(p.Draft, Field{Name: title(q.Key), Text: given[q.Key]})
		}
	}
	for i := range s.Profiles() {
		profile := p.profile(i+1, &s.Profiles()[i])
		if pictures != nil {
			rename(profile.SIM, cosa.BrandingIcon.String(), pictures[i].Icon)
			rename(profile.Service, "logo", pictures[i].Logo)
		}
		p.Profiles = append(p.Profiles, profile)
	}
	return p
}

// rename gives a field another text, if there is one.
func rename(fields []Field, name, text string) {
	for i := range fields {
		if fields[i].Name == name && text != "" {
			fields[i].Text = text
		}
	}
}

func title(key string) string { return strings.ToUpper(key[:1]) + key[1:] }

func (p *Portal) profile(number int, profile *cosa.Profile) PortalProfile {
	first := profile.First()
	out := PortalProfile{Number: number, Name: profile.Name(), Deletes: profile.Deletes()}
	for _, s := range [...]cosa.Setting{cosa.Operator, cosa.CountryRegion} {
		out.Identity = append(out.Identity, Field{Name: s.String(), Text: first.Text(s)})
	}
	var updates []string
	for e := range profile.Entries() {
		if text := canonical(e, cosa.UpdateType); text != "" && !slices.Contains(updates, text) {
			updates = append(updates, text)
		}
	}
	out.Identity = append(out.Identity, Field{Name: cosa.UpdateType.String(), Text: strings.Join(updates, ", ")})
	if out.Deletes {
		return out
	}
	targets, connections := parts(profile, cosa.SectionTarget), parts(profile, cosa.SectionConnection)
	settings := sectionSettings(cosa.SectionTarget)
	settings = slices.DeleteFunc(settings, func(s cosa.Setting) bool {
		return !slices.ContainsFunc(targets, func(e cosa.Entry) bool { return e.Has(s) })
	})
	for _, s := range settings {
		out.Headers = append(out.Headers, s.String())
	}
	for _, e := range targets {
		row := make([]string, len(settings))
		for i, s := range settings {
			row[i] = canonical(e, s)
		}
		out.Targets = append(out.Targets, row)
	}
	out.SIM = p.fields(first, cosa.SectionSIM)
	for _, e := range connections {
		out.Connections = append(out.Connections, p.fields(e, cosa.SectionConnection))
	}
	out.Apart = profile.Len() != len(targets)*len(connections) || len(parts(profile, cosa.SectionSIM)) > 1
	out.Service = serviceFields(profile.Service())
	return out
}

// fields are the values of a section of a row, without blank ones.
func (p *Portal) fields(e cosa.Entry, section cosa.Section) []Field {
	var fields []Field
	for _, s := range sectionSettings(section) {
		if !e.Has(s) {
			continue
		}
		f := Field{Name: s.String(), Text: canonical(e, s)}
		if s.Spec().Secret || holdsPassword(f.Text) {
			f.Text, f.Where = "", fmt.Sprintf("not shown here: it stands in %s, row %d, column %s", p.Workbook, e.Row()+1+headerRows, s)
		}
		fields = append(fields, f)
	}
	return fields
}

func serviceFields(s *cosa.Service) []Field {
	if s == nil {
		return nil
	}
	var fields []Field
	for _, k := range cosa.ServiceKeys() {
		if k.Text != nil {
			if t := k.Text(s); t.Given() {
				f := Field{Name: k.Key, Text: t.Text}
				if holdsPassword(f.Text) {
					f.Text, f.Where = "", "not shown here, since it holds a password: it stands under mobilePlans in the files"
				}
				fields = append(fields, f)
			}
			continue
		}
		for _, item := range k.List(s).Items {
			fields = append(fields, Field{Name: k.Key, Text: item.Text})
		}
	}
	return fields
}

// holdsPassword reports that a text is not to be shown as it is. What is shown
// in its place must not be pasted.
func holdsPassword(text string) bool { return cosa.MaskUserInfo(text) != text }

// canonical is the documented spelling of a value, which the portal offers.
func canonical(e cosa.Entry, s cosa.Setting) string {
	v := e.Value(s)
	if text, ok := s.Canonical(v.Text); ok && text != "" {
		return text
	}
	return v.Text
}

// sectionSettings are the settings of a section that a submission has: not
// those that only packages hold.
func sectionSettings(section cosa.Section) []cosa.Setting {
	var list []cosa.Setting
	for _, spec := range cosa.Settings() {
		if spec.Section == section && spec.Kind != cosa.KindPackage && spec.Setting != cosa.UpdateType {
			list = append(list, spec.Setting)
		}
	}
	return list
}

// parts are the first rows of a profile's distinct targets, connections or SIM
// settings.
func parts(p *cosa.Profile, section cosa.Section) []cosa.Entry {
	settings := sectionSettings(section)
	seen := make(map[[cosa.SettingCount]uint32]bool)
	var list []cosa.Entry
	for e := range p.Entries() {
		var key [cosa.SettingCount]uint32
		for i, s := range settings {
			key[i] = e.ID(s)
		}
		if !seen[key] {
			seen[key] = true
			list = append(list, e)
		}
	}
	return list
}

// Markdown writes the sheet as Markdown.
func (p *Portal) Markdown() []byte {
	d := &document{}
	d.line("# Portal sheet\n")
	d.line("The values in the order in which the operator configuration portal asks for")
	d.line("them. Copy identifiers: digits that are typed by hand get lost.\n")
	d.line("## Draft\n")
	for _, f := range p.Draft {
		if f.Text == "" {
			d.line("- %s: %s", f.Name, open)
		} else {
			d.value(f.Name, f.Text)
		}
	}
	for i := range p.Profiles {
		d.profile(&p.Profiles[i])
	}
	return d.bytes()
}

func (d *document) profile(p *PortalProfile) {
	d.line("\n## Profile %d: %s\n", p.Number, code(p.Name))
	d.fields(p.Identity)
	if p.Deletes {
		d.line("\nDelete this profile with all of its entries.")
		return
	}
	if p.Apart {
		d.line("\n**Not as the portal has it**: not every target goes with every connection, or rows")
		d.line("spell the SIM settings otherwise. Make a profile for each group of rows of the workbook")
		d.line("that belong together.")
	}
	d.line("\n### Targets of profile %d\n", p.Number)
	if len(p.Headers) == 0 {
		d.line("None.")
	} else {
		d.line("| # | %s |", strings.Join(p.Headers, " | "))
		d.line("|---|%s", strings.Repeat("---|", len(p.Headers)))
		for i, row := range p.Targets {
			cells := make([]string, len(row))
			for j, text := range row {
				cells[j] = cell(text)
			}
			d.line("| %d | %s |", i+1, strings.Join(cells, " | "))
		}
	}
	d.line("\n### SIM settings of profile %d\n", p.Number)
	d.fields(p.SIM)
	for i, fields := range p.Connections {
		d.line("\n### Connection %d of profile %d\n", i+1, p.Number)
		d.fields(fields)
	}
	if len(p.Service) > 0 {
		d.line("\n### Mobile Plans service of profile %d\n", p.Number)
		d.line("Not for the configuration portal: for those who set the Mobile Plans service up.\n")
		d.fields(p.Service)
	}
}

func (d *document) fields(fields []Field) {
	if len(fields) == 0 {
		d.line("None.")
	}
	for _, f := range fields {
		if f.Where != "" {
			d.line("- %s: %s", f.Name, f.Where)
		} else {
			d.value(f.Name, f.Text)
		}
	}
}
