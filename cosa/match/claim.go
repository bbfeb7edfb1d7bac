package match

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Profile is the name of the profile, Operator (Country).
func (c *Claim) Profile() string { return c.Entry.Name() }

// Target writes what the target states: MCC 722, MNC 310, ICCID 8954...-8954....
func (c *Claim) Target() string { return describe(c.Entry) }

// Position is where the target stands.
func (c *Claim) Position() cosa.Position { return place(c.Entry) }

func describe(e cosa.Entry) string {
	var parts []string
	for of := range identifierCount {
		if c, ok := newCondition(e, of); ok {
			parts = append(parts, fields[of].Name+" "+c.text())
		}
	}
	if len(parts) == 0 {
		return "no identifier"
	}
	return strings.Join(parts, ", ")
}

// place is that of the first identifier that the target states.
func place(e cosa.Entry) cosa.Position {
	for _, f := range fields {
		if e.Has(f.setting) {
			return e.Position(f.setting)
		}
	}
	return e.Start()
}
