package spreadsheet

import (
	"bufio"
	"cmp"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// findingsPage is the sheet with the findings: how many there are by rule, and
// a table with a link for each to its cell. Its texts stand in its own cells,
// so that the table of shared texts stays as it is.
type findingsPage struct {
	plan    *markPlan
	info    AnnotateInfo
	name    string
	dialect dialect
	rules   []ruleCount
	sheets  map[string]bool // sheets that links can lead to
	looks   pageLooks
	memory  [][2]int
	notes   []string // what the marks do not show

	out   *bufio.Writer
	row   int
	links []string
}

// ruleCount is how often a rule found something.
type ruleCount struct {
	rule     string
	severity cosa.Severity
	count    int
	first    int // number of its first finding
}

// pageLooks are the numbers of the sheet's cell styles.
type pageLooks struct {
	title, text, head, body, link, count int
	severity                             map[cosa.Severity]int
}

var findingColumns = []struct {
	name  string
	width float64
}{
	{"Severity", 10}, {"Cell", 11}, {"Rule", 26}, {"Finding", 60}, {"What to do", 48}, {"Setting", 22}, {"Value", 26}, {"Profile", 22}, {"See also", 11},
}

const (
	fixedRows    = 4   // title, summary, legend, blank
	valueMost    = 500 // characters of a text in the table
	messageMost  = 2_000
	detailsBelow = 3 // rows between the counts and the table: blank, headline, header
)

// countRules sorts the findings by rule: the severest first, then the most.
func countRules(findings []cosa.Finding) []ruleCount {
	at := make(map[ruleCount]*ruleCount)
	for i := range findings {
		key := ruleCount{rule: findings[i].Rule, severity: findings[i].Severity}
		c := at[key]
		if c == nil {
			c = &ruleCount{rule: key.rule, severity: key.severity, first: i}
			at[key] = c
		}
		c.count++
	}
	var list []ruleCount
	for c := range maps.Values(at) {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b ruleCount) int {
		return cmp.Or(int(b.severity)-int(a.severity), b.count-a.count, strings.Compare(a.rule, b.rule))
	})
	return list
}

// tableRow is the row of the table's header.
func (p *findingsPage) tableRow() int {
	return fixedRows + 1 + len(p.rules) + detailsBelow
}

func (p *findingsPage) setLooks(s *markStyles) {
	const small, top = `<%[1]ssz val="10"/>`, `vertical="top" wrapText="1"`
	p.looks = pageLooks{
		title: s.look(look{font: `<%[1]sb/><%[1]ssz val="16"/><%[1]scolor rgb="FF1F4E79"/>`, align: `vertical="center"`}),
		text:  s.look(look{font: small, align: `vertical="top"`}),
		head:  s.look(look{font: `<%[1]sb/><%[1]ssz val="10"/><%[1]scolor rgb="FFFFFFFF"/>`, color: 0x1f4e79, border: true, align: `vertical="center"`}),
		body:  s.look(look{font: small, border: true, format: textFormat, align: top}),
		link:  s.look(look{font: `<%[1]su/><%[1]ssz val="10"/><%[1]scolor rgb="FF0563C1"/>`, border: true, format: textFormat, align: top}),
		count: s.look(look{font: small, border: true, format: thousandsFormat, align: `horizontal="left" vertical="top"`}),

		severity: make(map[cosa.Severity]int),
	}
	for _, severity := range []cosa.Severity{cosa.Error, cosa.Warning, cosa.Info} {
		p.looks.severity[severity] = s.look(look{font: `<%[1]sb/><%[1]ssz val="10"/>`, color: markColors[severity], border: true, align: `vertical="top"`})
	}
}

// write writes the sheet's part. table is the relationship of the table, ""
// for none.
func (p *findingsPage) write(w io.Writer, table string) error {
	p.out = bufio.NewWriterSize(w, 1<<16)
	p.text(xmlHeader + `<worksheet xmlns="` + p.dialect.main + `" xmlns:r="` + p.dialect.relations + `"><sheetPr><tabColor rgb="FF1F4E79"/><pageSetUpPr fitToPage="1"/></sheetPr>`)
	p.text(`<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`)
	for i, c := range findingColumns {
		p.text(`<col min="` + strconv.Itoa(i+1) + `" max="` + strconv.Itoa(i+1) + `" width="` + strconv.FormatFloat(c.width, 'f', -1, 64) + `" customWidth="1"/>`)
	}
	p.text(`<col min="` + strconv.Itoa(memoryColumn) + `" max="` + strconv.Itoa(memoryColumn+2*len(p.memory)) + `" width="9" hidden="1" customWidth="1"/></cols><sheetData>`)
	p.head()
	p.counts()
	p.table()
	p.silenced()
	p.text(`</sheetData>`)
	if len(p.links) > 0 {
		p.text(`<hyperlinks>` + strings.Join(p.links, "") + `</hyperlinks>`)
	}
	p.text(`<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;8&amp;F&amp;C&amp;8&amp;A&amp;R&amp;8Page &amp;P of &amp;N</oddFooter></headerFooter>`)
	if table != "" {
		p.text(`<tableParts count="1"><tablePart r:id="` + table + `"/></tableParts>`)
	}
	p.text(`</worksheet>`)
	return p.out.Flush()
}

func (p *findingsPage) text(s string) { _, _ = p.out.WriteString(s) } // a bufio.Writer keeps its error for Flush

func (p *findingsPage) start(height int) {
	p.row++
	p.text(`<row r="` + strconv.Itoa(p.row) + `"`)
	if height > 0 {
		p.text(` ht="` + strconv.Itoa(height) + `" customHeight="1"`)
	}
	p.text(`>`)
}

func (p *findingsPage) end() { p.text(`</row>`) }

// cell writes a text.
func (p *findingsPage) cell(column, style int, text string) {
	p.text(`<c r="` + cellName(column, p.row) + `" s="` + strconv.Itoa(style) + `"`)
	if text == "" {
		p.text(`/>`)
		return
	}
	p.text(` t="inlineStr"><is><t xml:space="preserve">`)
	_, _ = p.out.Write(appendEscaped(nil, text)) // see text
	p.text(`</t></is></c>`)
}

func (p *findingsPage) number(column, style, n int) {
	p.text(`<c r="` + cellName(column, p.row) + `" s="` + strconv.Itoa(style) + `"><v>` + strconv.Itoa(n) + `</v></c>`)
}

// head writes the title, what was found at all, and what the colours mean.
func (p *findingsPage) head() {
	p.start(26)
	p.cell(1, p.looks.title, "Findings")
	p.cell(memoryColumn, 0, memoryMark)
	for i, pair := range p.memory {
		p.cell(memoryColumn+1+2*i, pair[0], "marked")
		p.cell(memoryColumn+2+2*i, pair[1], "before")
	}
	p.end()
	p.start(0)
	total := make(map[cosa.Severity]int)
	for _, r := range p.rules {
		total[r.severity] += r.count
	}
	summary := "Checked by " + p.info.Tool + ": " + counted(total[cosa.Error], "error") + ", " + counted(total[cosa.Warning], "warning") + ", " + counted(total[cosa.Info], "info")
	if len(p.plan.findings) == 0 {
		summary = "Checked by " + p.info.Tool + ": nothing was found"
	}
	if n := len(p.info.Silenced); n > 0 && len(p.plan.findings) == 0 {
		summary += " that counts, and " + counted(n, "finding") + " suppressed (see below)"
	} else if n > 0 {
		summary += ", and " + counted(n, "suppressed finding") + " (see below)"
	}
	p.cell(1, p.looks.text, strings.Join(append([]string{summary + "."}, p.notes...), " "))
	p.end()
	p.start(0)
	if p.plan.cells > 0 {
		for i, severity := range []cosa.Severity{cosa.Error, cosa.Warning, cosa.Info} {
			p.cell(1+i, p.looks.severity[severity], severity.String())
		}
		p.cell(4, p.looks.text, "are the colours of marked cells. A cell's note says what to do; a link leads to each cell, and one from it back here.")
	}
	p.end()
	p.start(0)
	p.end()
}

// counts writes how often each rule found something.
func (p *findingsPage) counts() {
	p.start(18)
	if len(p.rules) > 0 {
		for i, name := range []string{"Severity", "Findings", "Rule", "What the rule wants"} {
			p.cell(1+i, p.looks.head, name)
		}
	}
	p.end()
	for _, r := range p.rules {
		p.start(0)
		p.cell(1, p.looks.severity[r.severity], r.severity.String())
		p.number(2, p.looks.count, r.count)
		style := p.looks.body
		if r.first < p.plan.listed {
			style = p.looks.link
			p.links = append(p.links, linkXML("", cellName(3, p.row), p.name, 1, p.plan.rowOf(r.first), "to the first finding of this rule"))
		}
		p.cell(3, style, r.rule)
		p.cell(4, p.looks.body, shown(p.info.Titles[r.rule], valueMost))
		p.end()
	}
	p.start(0)
	p.end()
	p.start(0)
	if len(p.plan.findings) > p.plan.listed {
		p.cell(1, p.looks.text, "The first "+counted(p.plan.listed, "finding")+" are listed; "+counted(len(p.plan.findings)-p.plan.listed, "more finding")+" are counted above, and their cells are marked.")
	}
	p.end()
}

// table writes the findings.
func (p *findingsPage) table() {
	if p.plan.listed == 0 {
		return
	}
	p.start(18)
	for i, c := range findingColumns {
		p.cell(i+1, p.looks.head, c.name)
	}
	p.end()
	for i := range p.plan.listed {
		f := &p.plan.findings[i]
		texts := [...]string{
			3: f.Rule, 4: shown(f.Message, messageMost), 5: shown(f.Hint, messageMost),
			6: shown(f.Setting, valueMost), 7: shown(f.Value, valueMost), 8: shown(f.Profile, valueMost),
		}
		p.start(rowHeight(texts[:]))
		p.cell(1, p.looks.severity[max(f.Severity, cosa.Info)], f.Severity.String())
		p.place(2, f.Position)
		for column := 3; column < len(texts); column++ {
			p.cell(column, p.looks.body, texts[column])
		}
		if len(f.Related) > 0 {
			p.place(9, f.Related[0].Position)
		} else {
			p.cell(9, p.looks.body, "")
		}
		p.end()
	}
}

// rowHeight is a height in points that shows texts whole; texts[i] stands in
// column i. Not every program fits rows to what they hold.
func rowHeight(texts []string) int {
	const lineHeight, heightMost = 13, 400
	most := 1
	for column, text := range texts {
		if text == "" {
			continue
		}
		lines, perLine := 0, int(findingColumns[column-1].width)
		for line := range strings.SplitSeq(text, "\n") {
			lines += 1 + utf8.RuneCountInString(line)/perLine
		}
		most = max(most, lines)
	}
	return min(most*lineHeight+3, heightMost)
}

// place writes a position, as a link where it is a cell of the workbook.
func (p *findingsPage) place(column int, at cosa.Position) {
	name := at.Cell()
	if name == "" || !p.sheets[at.Sheet] || at.File != p.info.file {
		p.cell(column, p.looks.body, shown(at.Short(), valueMost))
		return
	}
	if len(p.sheets) > 1 {
		name = at.Sheet + "!" + name
	}
	p.cell(column, p.looks.link, name)
	p.links = append(p.links, linkXML("", cellName(column, p.row), at.Sheet, at.Column, at.Line, "to the cell"))
}

// rowOf is the row of a finding in the table.
func (p *markPlan) rowOf(finding int) int { return p.tableRow + 1 + finding }

// tableXML is the part that makes a table of the list.
func (p *findingsPage) tableXML(id int, name string) []byte {
	var b strings.Builder
	area := "A" + strconv.Itoa(p.plan.tableRow) + ":" + cellName(len(findingColumns), p.plan.tableRow+p.plan.listed)
	b.WriteString(xmlHeader + `<table xmlns="` + p.dialect.main + `" id="` + strconv.Itoa(id) + `" name="` + name + `" displayName="` + name + `" ref="` + area + `" totalsRowShown="0"><autoFilter ref="` + area + `"/><tableColumns count="` + strconv.Itoa(len(findingColumns)) + `">`)
	for i, c := range findingColumns {
		b.WriteString(`<tableColumn id="` + strconv.Itoa(i+1) + `" name="` + c.name + `"/>`)
	}
	b.WriteString(`</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`)
	return []byte(b.String())
}
