package spreadsheet

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// ExportInfo is what an exported workbook says besides its rows.
type ExportInfo struct {
	Tool     string         // name and version of the program, "cosa 0.1.0"
	RuleSet  string         // policy and number of rules, "mobile-plans, 78 rules"
	Inputs   []InputDigest  // the files that the rows came from
	Findings []cosa.Finding // what is left, sorted
	Silenced []Silenced     // what a suppression took away, sorted likewise
	Unjudged []Unjudged     // the rules that could not be applied, or not to all rows
}

// Unjudged is a rule that was not evaluated, and why.
type Unjudged struct{ Rule, Reason string }

// Silenced is a finding that does not count, and the suppression that says so.
type Silenced struct {
	cosa.Finding
	By *cosa.Suppression
}

// InputDigest is an input file with its SHA-256 in hexadecimal digits.
type InputDigest struct{ File, SHA256 string }

// Custom document properties of an exported workbook.
const (
	propertyDigest  = "cosa-data-digest" // DataDigest of the rows
	propertyVersion = "cosa-version"     // ExportInfo.Tool
	propertyRules   = "cosa-rules"       // ExportInfo.RuleSet
)

// Export writes the submission-ready workbook: canonical headers in their
// order, one row per entry, every value a text cell in its documented
// spelling, with drop-downs, checks and notes, and the sheets Questionnaire,
// Checks and Profiles. The same input gives the same bytes.
//
// It refuses rows whose identifiers a spreadsheet program has damaged: writing
// them as text would hide the damage. Unknown columns are left out.
func Export(w io.Writer, s *cosa.Submission, info ExportInfo) error {
	if err := damagedRows(s); err != nil {
		return err
	}
	b, err := newBook(exportTitle(s))
	if err != nil {
		return err
	}
	texts := newColumnTexts(s)
	digest := texts.digest(s.Entries())
	properties := [...]excelize.CustomProperty{
		{Name: propertyDigest, Value: digest},
		{Name: propertyVersion, Value: info.Tool},
		{Name: propertyRules, Value: info.RuleSet},
	}
	for _, p := range properties {
		if err := b.file.SetCustomProps(p); err != nil {
			return err
		}
	}
	if err := b.addRows(s, texts); err != nil {
		return err
	}
	if err := b.addQuestionnaire(s); err != nil {
		return err
	}
	if err := b.addChecks(s, info, digest); err != nil {
		return err
	}
	if err := b.addProfiles(s); err != nil {
		return err
	}
	return b.write(w)
}

// addRows adds the data sheet with the submission's entries.
func (b *book) addRows(s *cosa.Submission, texts *columnTexts) error {
	columns := slices.DeleteFunc(dataColumns(s), func(c cosa.Setting) bool { return !exports(c) })
	cells := func(w *cellWriter) {
		b.header(w, columns)
		var numbers [cosa.SettingCount][]uint32 // shared string + 1, 0 where not yet met
		for _, setting := range columns {
			numbers[setting] = make([]uint32, len(texts[setting]))
		}
		for e := range s.Entries() {
			w.start(0)
			for i, setting := range columns {
				text := texts.of(e, setting)
				if text == "" {
					continue
				}
				number := &numbers[setting][e.ID(setting)]
				if *number == 0 && w.fits(i+1, text) {
					*number = w.strings.append(text) + 1
				}
				if *number > 0 {
					w.shared(i+1, b.styles.text, *number-1)
				}
			}
			w.end()
		}
	}
	longest := func(setting cosa.Setting) int {
		n := 0
		for _, text := range texts[setting] {
			n = max(n, utf8.RuneCountInString(text))
		}
		return n
	}
	return b.addData(columns, page{rows: s.Len() + 1, columns: len(columns), cells: cells}, s.Len()+1, longest)
}

// exportTitle names the operators of the submission.
func exportTitle(s *cosa.Submission) string {
	var names []string
	seen := make(map[string]bool)
	for i := range s.Profiles() {
		name := s.Profiles()[i].Name()
		if !seen[name] && name != "" {
			seen[name] = true
			names = append(names, name)
		}
	}
	const most = 3
	if len(names) > most {
		names = append(names[:most:most], fmt.Sprintf("%d more", len(names)-most))
	}
	if len(names) == 0 {
		return "COSA submission"
	}
	return "COSA submission: " + strings.Join(names, ", ")
}

// baseName is a file's name without its folders, of either system.
func baseName(file string) string {
	return path.Base(strings.ReplaceAll(file, `\`, "/"))
}
