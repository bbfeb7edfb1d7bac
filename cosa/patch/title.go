package patch

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Title says what an edit is for: whose setting it changes, and by which rules.
func Title(e cosa.Edit) string {
	title := e.Profile
	if e.Setting != "" {
		title = strings.TrimPrefix(title+": "+e.Setting, ": ")
	}
	return strings.TrimSpace(title + " (" + strings.Join(e.Rules, ", ") + ")")
}
