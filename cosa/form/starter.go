package form

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// starterSettings are the settings that the starter fills in; it shows the
// others as comments.
var starterSettings = []cosa.Setting{
	cosa.Operator, cosa.CountryRegion, cosa.UpdateType,
	cosa.MCC, cosa.MNC, cosa.ICCIDStart, cosa.ICCIDEnd,
	cosa.AppID, cosa.SupportDataMarketplace, cosa.DataMarketplaceRoamingUIEnabled, cosa.BrandingName,
	cosa.FriendlyName, cosa.AccessString, cosa.AutoConnectOrder, cosa.AlwaysOn, cosa.PurposeGroups, cosa.IPType,
}

// Starter returns a commented submission in YAML to begin with. Its settings,
// allowed values and examples are those of the settings table; it is correct
// as it stands.
func Starter() []byte {
	var out bytes.Buffer
	out.WriteString(`# yaml-language-server: $schema=./cosa.schema.json
#
# A COSA/APN submission: profiles, each with targets (which SIMs), one set of
# SIM settings and connections (access points). Every target with every
# connection makes one row of the workbook.
# Replace the example values. A line that begins with # is a comment: take the
# # away to give the setting. Quote numbers whose digits matter.

version: 1

# Answers of the testing questionnaire; what is blank stays marked in the workbook.
submission:
`)
	for _, q := range cosa.Questions() {
		if q.Deletion {
			continue
		}
		kind := ""
		if q.YesNo {
			kind = " (yes or no)"
		}
		fmt.Fprintf(&out, "  # %s%s\n  %s:\n", q.Text, kind, q.Key)
	}
	out.WriteString("  # Only where the request deletes profiles and does nothing else:\n")
	for _, q := range cosa.Questions() {
		if q.Deletion {
			fmt.Fprintf(&out, "  # %s:      # %s\n", q.Key, q.Text)
		}
	}
	out.WriteString("\nprofiles:\n")
	starterSection(&out, cosa.SectionProfile, "  - ", "    ")
	out.WriteString("\n    # Which SIMs. One item for each range; a SIM belongs to the profile if one item holds wholly.\n    targets:\n")
	starterSection(&out, cosa.SectionTarget, "      - ", "        ")
	out.WriteString("\n    # Settings of the SIM; a range that needs others needs a profile of its own.\n    sim:\n")
	starterSection(&out, cosa.SectionSIM, "      ", "      ")
	out.WriteString("\n    # Access points. One item for each.\n    connections:\n")
	starterSection(&out, cosa.SectionConnection, "      - ", "        ")
	starterService(&out)
	return out.Bytes()
}

// starterService writes the service configuration as a comment: most
// submissions are begun without its logo.
func starterService(out *bytes.Buffer) {
	out.WriteString("\n    # What the Mobile Plans service is told; no device reads it.\n    # mobilePlans:\n")
	for _, k := range cosa.ServiceKeys() {
		starterHelp(out, "    #   ", []string{k.Help})
		t := tree{key: k.Key, text: k.Example}
		if k.List != nil {
			t = tree{key: k.Key, kind: flowList, items: []tree{{text: k.Example}}}
		}
		out.WriteString("    #   ")
		starterLine(out, t)
	}
}

// starterSection writes the settings of a section, those that are filled in
// first; first is the indentation of the first of them.
func starterSection(out *bytes.Buffer, section cosa.Section, first, indent string) {
	var given, others []tree
	help := make(map[string][]string)
	order := slices.Clone(starterSettings)
	for _, spec := range cosa.Settings() {
		if !slices.Contains(order, spec.Setting) {
			order = append(order, spec.Setting)
		}
	}
	for _, s := range order {
		spec := s.Spec()
		if spec.Section != section || spec.Kind == cosa.KindLegacy || spec.Kind == cosa.KindPackage || spec.Since == "" {
			continue
		}
		to := &others
		if slices.Contains(starterSettings, s) {
			to = &given
		}
		base, end, isRange := strings.Cut(spec.Key, ".")
		switch {
		case !isRange:
			*to = append(*to, settingTree(s, base, spec.Example))
			help[base] = append([]string{spec.Help}, meanings(spec)...)
		case end == rangeKeys[0]:
			*to = append(*to, tree{key: base, kind: flowMapping, items: []tree{{key: end, text: spec.Example}}})
			help[base] = []string{spec.Help}
		default:
			t := &(*to)[len(*to)-1]
			t.items = append(t.items, tree{key: end, text: spec.Example})
			if short, ok := shortForm(*t); ok {
				*t = short
			}
			help[base] = append(help[base], spec.Help)
		}
	}
	for i, t := range given {
		lead, dash := indent, indent
		if i == 0 {
			lead, dash = first, strings.TrimSuffix(first, "- ")
		}
		starterHelp(out, dash, help[t.key])
		out.WriteString(lead)
		starterLine(out, t)
	}
	for _, t := range others {
		starterHelp(out, indent, help[t.key])
		out.WriteString(indent + "# ")
		starterLine(out, t)
	}
}

func starterHelp(out *bytes.Buffer, indent string, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(out, "%s# %s\n", indent, strings.Replace(line, ", in a cell formatted as Text", "", 1))
	}
}

func starterLine(out *bytes.Buffer, t tree) {
	if t.text == "" && len(t.items) == 0 {
		out.WriteString(t.key + ":\n")
		return
	}
	w := bufio.NewWriter(out)
	yamlWriter{w}.mapping([]tree{t}, 0)
	w.Flush()
}

// meanings lists the allowed values of a setting.
func meanings(spec *cosa.Spec) []string {
	if len(spec.Choices) == 0 {
		return nil
	}
	lines := []string{"One of " + strings.Join(spec.Allowed(), ", ") + "."}
	for _, c := range spec.Choices {
		if c.Means != "" {
			lines = append(lines, "  "+c.Text+": "+c.Means)
		}
	}
	return lines
}
