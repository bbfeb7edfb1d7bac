package spreadsheet

import "github.com/cosakit/cosa/cosa"

// silencedColumns name the columns of the suppressed findings, under those of
// the findings.
var silencedColumns = [...]string{"Severity", "Cell", "Rule", "Finding", "Why it does not count", "Setting", "Value", "Profile", "Until"}

// silenced writes the findings that do not count, with the reasons.
func (p *findingsPage) silenced() {
	list := p.info.Silenced
	if len(list) == 0 {
		return
	}
	p.start(0)
	p.end()
	p.start(0)
	text := counted(len(list), "finding") + " suppressed. No cell is marked for them."
	if len(list) > listedMost {
		text += " The first " + counted(listedMost, "finding") + " are listed."
	}
	p.cell(1, p.looks.text, text)
	p.end()
	p.start(18)
	for i, name := range silencedColumns {
		p.cell(i+1, p.looks.head, name)
	}
	p.end()
	for i := range min(len(list), listedMost) {
		f, by := &list[i].Finding, list[i].By
		reason := by.Reason
		if by.Owner != "" {
			reason += " (" + by.Owner + ")"
		}
		if by.Origin == cosa.Embedded {
			reason += "; the workbook itself says so"
		}
		texts := [...]string{
			3: f.Rule, 4: shown(f.Message, messageMost), 5: shown(reason, messageMost),
			6: shown(f.Setting, valueMost), 7: shown(f.Value, valueMost), 8: shown(f.Profile, valueMost), 9: by.Expires,
		}
		p.start(rowHeight(texts[:]))
		p.cell(1, p.looks.body, f.Severity.String())
		p.place(2, f.Position)
		for column := 3; column < len(texts); column++ {
			p.cell(column, p.looks.body, texts[column])
		}
		p.end()
	}
}
