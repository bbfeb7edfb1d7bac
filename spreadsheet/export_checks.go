package spreadsheet

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// checksSheet tells what was checked and what is left; its title is its name.
const checksSheet = "Checks"

// What the sheet calls the facts that are read back.
const (
	checksRules  = "Rule set"
	checksDigest = "Digest of the rows"

	checksSuppressions = "Suppressed rule" // begins the head of the suppressions
)

// addChecks adds the sheet that says what made the workbook, of which inputs,
// what was not evaluated, and every finding that is left.
func (b *book) addChecks(s *cosa.Submission, info ExportInfo, digest string) error {
	g := new(grid)
	g.addRow(gridCell{style: b.styles.title, text: checksSheet})
	g.height(28)
	fact := func(label string, value gridCell) { g.addRow(gridCell{style: b.styles.label, text: label}, value) }
	text := func(t string) gridCell { return gridCell{style: b.styles.fact, text: t} }
	number := func(n int) gridCell { return count(b.styles.fact, uint64(n)) }
	fact("Made by", text(info.Tool))
	fact(checksRules, text(info.RuleSet))
	fact("Rows", number(s.Len()))
	fact("Profiles", number(len(s.Profiles())))
	for _, severity := range [...]cosa.Severity{cosa.Error, cosa.Warning, cosa.Info} {
		n := 0
		for i := range info.Findings {
			if info.Findings[i].Severity == severity {
				n++
			}
		}
		fact(severityNames[severity], number(n))
	}
	if len(info.Silenced) > 0 {
		fact("Suppressed", number(len(info.Silenced)))
	}
	fact(checksDigest, text(digest))
	if extras := leftOut(s); len(extras) > 0 {
		fact("Columns left out", text(shorten(joinSome(extras, 50, ", "))))
	}
	g.gap()

	if len(info.Silenced) > 0 { // in the first rows, where a reader looks for it
		b.addSuppressions(g, info.Silenced)
		g.gap()
	}

	if len(info.Unjudged) > 0 {
		g.add(b.styles.tableHead, "Not evaluated", "Why")
		for _, u := range info.Unjudged {
			g.addRow(gridCell{style: b.styles.body, text: u.Rule}, text(shorten(u.Reason)))
		}
		g.gap()
	}

	g.add(b.styles.tableHead, "Input", "SHA-256")
	for _, input := range info.Inputs {
		g.addRow(gridCell{style: b.styles.body, text: baseName(input.File)}, text(input.SHA256))
	}
	g.gap()

	all := len(info.Findings) + len(info.Silenced)
	if all == 0 {
		g.addRow(gridCell{style: b.styles.label, text: "Findings"}, text("nothing was found"))
	} else {
		b.addTallies(g, info.Findings)
	}
	widths := []float64{32, 18, 28, 28, 28, 62, 46, 14}
	g.fit(widths, b.styles.fact)
	listed := min(all, sheetRows-len(g.rows)-1)
	cells := func(w *cellWriter) {
		g.write(w)
		for i := range listed {
			var line *grid
			if i < len(info.Findings) {
				line = b.findingLine(&info.Findings[i])
			} else {
				line = b.silencedLine(&info.Silenced[i-len(info.Findings)])
			}
			line.fit(widths)
			line.write(w)
		}
		if n := all - listed; n > 0 {
			rest := new(grid)
			rest.add(b.styles.fact, amount(n, "more finding is not listed", "more findings are not listed"))
			rest.write(w)
		}
	}
	rows := len(g.rows) + listed
	if listed < all {
		rows++
	}
	if err := b.add(page{name: checksSheet, rows: rows, columns: len(widths), cells: cells}); err != nil {
		return err
	}
	return b.layOut(checksSheet, layout{widths: widths})
}

var severityNames = [...]string{cosa.Info: "Infos", cosa.Warning: "Warnings", cosa.Error: "Errors"}

// addTallies lists how often each rule found something, and the head of the
// list of findings.
func (b *book) addTallies(g *grid, findings []cosa.Finding) {
	type tally struct {
		rule     string
		severity cosa.Severity
		n        int
	}
	index := make(map[string]int)
	var tallies []tally
	for i := range findings {
		f := &findings[i]
		n, ok := index[f.Rule]
		if !ok {
			n = len(tallies)
			index[f.Rule] = n
			tallies = append(tallies, tally{rule: f.Rule, severity: f.Severity})
		}
		tallies[n].n++
	}
	slices.SortFunc(tallies, func(x, y tally) int {
		return cmp.Or(cmp.Compare(y.severity, x.severity), cmp.Compare(x.rule, y.rule))
	})
	if len(tallies) > 0 {
		g.add(b.styles.tableHead, "Rule", "Severity", "Findings")
	}
	for _, t := range tallies {
		g.addRow(gridCell{style: b.styles.body, text: t.rule}, b.severity(t.severity), count(b.styles.number, uint64(t.n)))
	}
	if len(tallies) > 0 {
		g.gap()
	}
	g.add(b.styles.tableHead, "Rule", "Severity", "Place", "Setting", "Profile", "Message", "What to do")
}

func (b *book) findingLine(f *cosa.Finding) *grid {
	text := func(t string) gridCell { return gridCell{style: b.styles.body, text: shorten(t)} }
	g := new(grid)
	g.addRow(text(f.Rule), b.severity(f.Severity), text(place(f)), text(f.Setting), text(f.Profile), text(f.Message), text(f.Hint))
	return g
}

// shorten cuts a text about a value to what is pleasant in a cell; the value
// itself stands uncut in its own.
func shorten(text string) string {
	const most = 2000
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + " ..."
}

func (b *book) severity(s cosa.Severity) gridCell {
	if s >= cosa.Warning {
		return gridCell{style: b.styles.warning, text: s.String()}
	}
	return gridCell{style: b.styles.body, text: s.String()}
}

// place names the places of a finding, without the folders of the files.
func place(f *cosa.Finding) string {
	at := f.Position
	at.File = baseName(at.File)
	places := []string{at.String()}
	for _, r := range f.Related {
		other := r.Position
		other.File = baseName(other.File)
		places = append(places, other.String())
	}
	return strings.Join(places[:min(len(places), 10)], "\n")
}

// leftOut lists the headers of the columns that an exported workbook has no
// place for.
func leftOut(s *cosa.Submission) []string {
	var headers []string
	for _, spec := range cosa.Settings() {
		if !exports(spec.Setting) && s.Used(cosa.Column(spec.Setting)) {
			headers = append(headers, spec.Header)
		}
	}
	return append(headers, s.Extras()...)
}
