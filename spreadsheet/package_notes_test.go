package spreadsheet

import (
	"slices"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// The note and the colour of a header follow from the table of settings.
func TestNotesFollowTheSettings(t *testing.T) {
	styles := bookStyles{required: 1, conditional: 2, optional: 3, legacy: 4}
	for _, required := range []struct {
		of    cosa.Requirement
		says  string
		style int
	}{
		{cosa.Required, "This setting is required.", styles.required},
		{cosa.Conditional, "This setting is required in some cases.", styles.conditional},
		{cosa.Optional, "This setting is optional.", styles.optional},
	} {
		for _, spec := range cosa.Settings() {
			spec.Required, spec.Default = required.of, ""
			lines := noteLines(&spec)
			if lines[0] != spec.Help || lines[1] != required.says {
				t.Errorf("%s: %q", spec.Header, lines)
			}
			style := required.style
			if spec.Kind == cosa.KindLegacy {
				style = styles.legacy
			}
			if got := styles.header(&spec); got != style {
				t.Errorf("%s, %s: style %d", spec.Header, required.of, got)
			}
			if slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, "If blank") }) {
				t.Errorf("%s has no default: %q", spec.Header, lines)
			}
		}
	}
	if lines := noteLines(cosa.SupportDataMarketplace.Spec()); !slices.Contains(lines, "If blank: No") {
		t.Errorf("%q", lines)
	}
}
