package spreadsheet

import (
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// TestNotesTellFurtherPlaces shows that a note leads to every row that its
// finding speaks of.
func TestNotesTellFurtherPlaces(t *testing.T) {
	at := func(file string, line int) cosa.Related {
		return cosa.Related{Position: cosa.Position{File: file, Sheet: "APN", Line: line, Column: 11}}
	}
	f := &cosa.Finding{
		Message: "the range contains that at K2", Position: at("a.xlsx", 9).Position,
		Related: []cosa.Related{at("a.xlsx", 2), at("a.xlsx", 3), at("b.xlsx", 4)},
	}
	if got, want := noteBody(f), "\nFurther places: K3, b.xlsx:APN!K4"; !strings.HasSuffix(got, want) {
		t.Errorf("got the note %q, want it to end in %q", got, want)
	}
}
