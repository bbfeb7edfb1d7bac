package spreadsheet

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/cosakit/cosa/cosa"
)

// suppressionColumns is the head of the table of suppressions.
var suppressionColumns = []string{checksSuppressions, "Fingerprint", "Profile", "Setting", "Value", "Reason", "Owner", "Expires"}

// blankValue stands for the blank value in the table of suppressions, where an
// empty cell means any value.
const blankValue = "(blank)"

// addSuppressions adds the table of the suppressions that were applied. It is
// read back by [ReadWorkbook].
func (b *book) addSuppressions(g *grid, silenced []Silenced) {
	var applied []*cosa.Suppression
	seen := make(map[*cosa.Suppression]bool)
	for i := range silenced {
		if s := silenced[i].By; !seen[s] {
			seen[s] = true
			applied = append(applied, s)
		}
	}
	g.add(b.styles.tableHead, suppressionColumns...)
	for _, s := range applied {
		value := ""
		if s.Value != nil {
			value = *s.Value
			if value == "" {
				value = blankValue
			}
		}
		if setting, ok := cosa.MatchHeader(s.Setting); ok && setting.Spec().Secret && value != "" {
			value = cosa.Mask
		}
		g.add(b.styles.body, s.Rule, s.Fingerprint, s.Profile, s.Setting, value, shorten(s.Reason), shorten(s.Owner), s.Expires)
	}
}

// silencedLine lists a finding that does not count.
func (b *book) silencedLine(s *Silenced) *grid {
	g := b.findingLine(&s.Finding)
	cells := g.rows[0].cells
	cells[1] = gridCell{style: b.styles.body, text: "suppressed (" + s.Severity.String() + ")"}
	cells[6].text = shorten("suppressed: " + s.By.Reason)
	return g
}

// readSuppressions reads back from an exported workbook which suppressions
// were applied when it was made. The second result tells of rows that are none.
func (w *workbook) readSuppressions() ([]cosa.Suppression, []string, error) {
	i := slices.IndexFunc(w.sheets, func(s sheetInfo) bool { return s.name == checksSheet })
	if i < 0 || w.digest == nil {
		return nil, nil, nil
	}
	s, src, err := w.sheet(i)
	if err != nil {
		return nil, nil, err
	}
	defer src.close()
	var list []cosa.Suppression
	var notes []string
	table := 0 // the last row of the table so far
	for {
		r, err := s.next()
		if err == io.EOF || err == nil && r.number == 1 && columnText(r, 1) != checksSheet {
			return list, notes, nil
		} else if err != nil {
			return nil, nil, err
		}
		switch first := columnText(r, 1); {
		case table == 0 && first == checksSuppressions:
			table = r.number
			continue
		case table == 0 && r.number <= w.limits.HeaderWithin:
			continue
		case first == "" || r.number != table+1: // some programs leave blank rows out when they save
			return list, notes, nil
		case len(list)+len(notes) == suppressionsRead:
			return list, append(notes, fmt.Sprintf("more than %d suppressions stand in the sheet %s; those below row %d are left out", suppressionsRead, checksSheet, r.number)), nil
		default:
			if one, ok := w.suppression(r); ok {
				list = append(list, one)
			} else {
				notes = append(notes, fmt.Sprintf("row %d of the sheet %s is no suppression of one finding or profile, and is left out", r.number, checksSheet))
			}
			table = r.number
		}
	}
}

// suppressionsRead bounds the suppressions that a workbook may bring along.
const suppressionsRead = 100_000

// suppression reads a row of the table. What would silence a whole rule, or
// gives no reason, is none.
func (w *workbook) suppression(r *row) (cosa.Suppression, bool) {
	text := func(column int) string { return columnText(r, column) }
	s := cosa.Suppression{
		Rule: text(1), Fingerprint: text(2), Profile: text(3), Setting: text(4),
		Reason: text(6), Owner: text(7), Expires: text(8), Origin: cosa.Embedded,
		Position: cosa.Position{File: w.file, Sheet: checksSheet, Line: r.number, Column: 1},
	}
	switch value := text(5); value {
	case "":
	case blankValue:
		blank := ""
		s.Value = &blank
	default:
		s.Value = &value
	}
	if s.Expires != "" {
		if _, err := time.Parse(time.DateOnly, s.Expires); err != nil {
			return s, false
		}
	}
	return s, s.Reason != "" && (s.Fingerprint != "" || s.Profile != "")
}
