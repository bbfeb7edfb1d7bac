package report

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
)

// Embedded is a suppression that the submission brings along. A submission
// must not silence its reviewer: it is listed, and applied only on request.
type Embedded struct {
	cosa.Suppression
	State State
}

// State is what became of an embedded suppression.
type State string

// The states.
const (
	NotApplied     State = "not applied"
	Applied        State = "applied"
	MatchesNothing State = "unused"
	HasExpired     State = "expired"
)

// String lists it for a person.
func (e *Embedded) String() string {
	text := fmt.Sprintf("embedded suppression (%s) at %s: %s", e.State, e.Position, e.About())
	if e.Value != nil {
		text += fmt.Sprintf(" = %q", cosa.Bounded(*e.Value, valueLength))
	}
	return text + ": " + because(e.Reason, e.Owner, e.Expires)
}

// because writes a reason with who answers for it, and for how long.
func because(reason, owner, expires string) string {
	text := clean(reason)
	switch {
	case owner != "" && expires != "":
		text += fmt.Sprintf(" (%s, until %s)", clean(owner), expires)
	case owner != "":
		text += fmt.Sprintf(" (%s)", clean(owner))
	case expires != "":
		text += fmt.Sprintf(" (until %s)", expires)
	}
	return text
}
