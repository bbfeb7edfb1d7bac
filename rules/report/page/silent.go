package page

// mostSilent is how many suppressed findings are listed.
const mostSilent = 200

// silentRow is a suppressed finding in a table.
type silentRow struct {
	Rule, Where, Message, Reason string
}

// silent lists the suppressed findings, so that whoever reads the page sees
// what others chose not to hear.
func (p *Page) silent() (rows []silentRow, more string) {
	for i := range p.Silenced {
		if i == mostSilent {
			return rows, "and " + plural(len(p.Silenced)-mostSilent, "more suppressed finding") + ", left out"
		}
		s := &p.Silenced[i]
		rows = append(rows, silentRow{s.Rule, p.text(s.Position.String()), p.text(s.Message), p.text(s.Reason)})
	}
	return rows, ""
}
