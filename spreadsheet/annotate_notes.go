package spreadsheet

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Notes (comments, as the format calls them) on marked cells.

const (
	noteAuthor = "cosa findings"
	noteHead   = "Found by cosa:" // begins every text of ours in a note
	noteBreak  = "\n\n"           // between somebody's text and ours
	noteText   = 1_200            // characters of one finding's text in a note
	noteMost   = 8                // findings told in one note
)

// noteEdit is the part with the notes of a sheet, without ours of an earlier
// run and with those of this one.
type noteEdit struct {
	doc     *document
	gone    map[[2]int]bool // cells whose note was ours alone
	theirs  map[[2]int]*element
	authors []string
	ours    int         // number of our author
	added   []*cellMark // cells that get a new note
	refused int         // cells whose conversation cannot take a note
}

func newNotes(dialect dialect, depth int) (*document, error) {
	return parseDocument([]byte(xmlHeader+`<comments xmlns="`+dialect.main+`"><authors></authors><commentList></commentList></comments>`), depth)
}

// editNotes takes our old notes out of a part and puts the new ones in.
func editNotes(doc *document, plan *markPlan, marks []*cellMark) (*noteEdit, error) {
	n := &noteEdit{doc: doc, gone: make(map[[2]int]bool), theirs: make(map[[2]int]*element), ours: -1}
	authors, list := doc.root.child("authors"), doc.root.child("commentList")
	if authors == nil || list == nil {
		return nil, malformed("the notes of a sheet have no list")
	}
	for _, a := range authors.children {
		if string(doc.text[a.open:a.shut]) == noteAuthor {
			n.ours = len(n.authors)
		}
		n.authors = append(n.authors, string(doc.text[a.open:a.shut]))
	}
	for _, c := range list.children {
		column, line, ok := parseRef([]byte(c.attr("ref")))
		text := c.child("text")
		if !ok || text == nil {
			continue
		}
		at := [2]int{line, column}
		author, known := parseIndex([]byte(c.attr("authorId")))
		if known && author == n.ours || bytes.HasPrefix(n.inner(text), []byte(noteHead)) {
			doc.remove(c)
			n.gone[at] = true
			continue
		}
		n.theirs[at] = c
	}
	marked := make(map[*element]*cellMark)
	for _, m := range marks {
		if !m.noted {
			continue
		}
		if c := n.theirs[[2]int{m.line, m.column}]; c == nil {
			n.added = append(n.added, m)
		} else if author, ok := parseIndex([]byte(c.attr("authorId"))); ok && author < len(n.authors) && strings.HasPrefix(n.authors[author], "tc=") {
			n.refused++
			m.noted = false
		} else {
			marked[c] = m
		}
	}
	for _, c := range list.children {
		if column, line, ok := parseRef([]byte(c.attr("ref"))); ok && n.theirs[[2]int{line, column}] == c {
			n.merge(c.child("text"), plan, marked[c])
		}
	}
	if len(n.added) == 0 {
		return n, nil
	}
	prefix := doc.prefix()
	if n.ours < 0 {
		n.ours = len(n.authors)
		doc.appendTo(authors, `<`+prefix+`author>`+noteAuthor+`</`+prefix+`author>`)
	}
	var b strings.Builder
	for _, m := range n.added {
		b.WriteString(`<` + prefix + `comment ref="` + cellName(m.column, m.line) + `" authorId="` + strconv.Itoa(n.ours) + `" shapeId="0"><` + prefix + `text>`)
		b.WriteString(noteRuns(prefix, plan, m, ""))
		b.WriteString(`</` + prefix + `text></` + prefix + `comment>`)
	}
	doc.appendTo(list, b.String())
	return n, nil
}

// inner is the text of a note's first run.
func (n *noteEdit) inner(text *element) []byte {
	for _, e := range text.children {
		if e.name == "r" {
			e = e.child("t")
		}
		if e != nil && e.name == "t" {
			return n.doc.text[e.open:e.shut]
		}
	}
	return nil
}

// merge takes our text out of somebody's note, and puts in that of a mark
// unless it is nil.
func (n *noteEdit) merge(text *element, plan *markPlan, m *cellMark) {
	cut := false
	var plain, last *element
	for _, e := range text.children {
		t := e
		if e.name == "r" {
			t = e.child("t")
		}
		switch {
		case cut && e.name == "r":
			n.doc.remove(e)
			continue
		case t == nil || t.name != "t":
			continue
		case e == t:
			plain = t
		}
		at := bytes.Index(n.doc.text[t.open:t.shut], []byte(noteHead))
		if at < 0 {
			last = t
			continue
		}
		cut = true
		before := n.doc.text[t.open : t.open+at]
		kept := trimBreaks(before, len(before))
		if len(kept) == 0 && last != nil {
			// LibreOffice moves the first of the two breaks into the run before.
			theirs := n.doc.text[last.open:last.shut]
			theirs = trimBreaks(theirs, len(noteBreak)-breaks(before))
			n.doc.edits = append(n.doc.edits, edit{last.open + len(theirs), last.shut, ""})
		}
		if len(kept) == 0 && e != t {
			n.doc.remove(e)
		} else {
			n.doc.edits = append(n.doc.edits, edit{t.open + len(kept), t.shut, ""})
		}
	}
	if m == nil {
		return
	}
	prefix := n.doc.prefix()
	if plain != nil {
		n.doc.insert(plain.start, `<`+prefix+`r>`)
		n.doc.insert(plain.end, `</`+prefix+`r>`)
	}
	n.doc.appendTo(text, noteRuns(prefix, plan, m, noteBreak))
}

// trimBreaks cuts at most so many line breaks off the end of an escaped text.
func trimBreaks(text []byte, most int) []byte {
	for ; most > 0; most-- {
		cut := text
		for _, end := range []string{"\n", "&#10;", "&#xA;", "&#xa;", "_x000a_", "_x000A_", "\r", "&#13;", "_x000d_", "_x000D_"} {
			cut = bytes.TrimSuffix(cut, []byte(end))
		}
		if len(cut) == len(text) {
			return text
		}
		text = cut
	}
	return text
}

// breaks is the number of line breaks at the end of an escaped text.
func breaks(text []byte) int {
	n := 0
	for ; len(trimBreaks(text, n+1)) < len(trimBreaks(text, n)); n++ {
	}
	return n
}

// noteRuns is the text of a mark's note: for each finding its severity and
// rule, what is wrong and what to do.
func noteRuns(prefix string, plan *markPlan, m *cellMark, before string) string {
	var b strings.Builder
	run := func(bold bool, text string) {
		weight := ""
		if bold {
			weight = `<` + prefix + `b/>`
		}
		b.WriteString(`<` + prefix + `r><` + prefix + `rPr>` + weight + `<` + prefix + `sz val="9"/><` + prefix + `color rgb="FF000000"/><` + prefix + `rFont val="Calibri"/><` + prefix + `family val="2"/></` + prefix + `rPr><` + prefix + `t xml:space="preserve">`)
		b.Write(appendEscaped(nil, text))
		b.WriteString(`</` + prefix + `t></` + prefix + `r>`)
	}
	where := "\n"
	if first := plan.first(m); first >= 0 {
		where = " row " + strconv.Itoa(plan.rowOf(first)) + " of the first sheet\n"
	}
	for i, number := range m.findings {
		f := &plan.findings[number]
		head := "\n\n"
		if i == 0 {
			head = before + noteHead + where
		}
		if i == noteMost {
			run(true, head+counted(len(m.findings)-i, "more finding"))
			break
		}
		run(true, head+f.Severity.String()+" "+f.Rule+"\n")
		run(false, noteBody(f))
	}
	return b.String()
}

func noteBody(f *cosa.Finding) string {
	body := shown(f.Message, noteText)
	if f.Hint != "" {
		body += "\nWhat to do: " + shown(f.Hint, noteText)
	}
	if further := furtherPlaces(f); further != "" {
		body += "\nFurther places: " + shown(further, noteText)
	}
	return body
}

// furtherPlaces lists the places that a finding speaks of beyond the first.
func furtherPlaces(f *cosa.Finding) string {
	var list []string
	for i, related := range f.Related {
		if at := related.Position; i > 0 && at.File == f.Position.File && at.Sheet == f.Position.Sheet {
			list = append(list, at.Short())
		} else if i > 0 {
			list = append(list, at.String())
		}
	}
	return strings.Join(list, ", ")
}

// shown makes text fit to be shown: at most so many characters, none of which
// steers the text around it.
func shown(text string, most int) string { return cosa.Bounded(cosa.Harmless(text), most) }
