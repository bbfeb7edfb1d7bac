package spreadsheet

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// answerSheet is what a template's questionnaire holds.
type answerSheet struct {
	sheet sheetInfo
	texts map[int]string // answers to write, by row
}

// answer plans the answers of the questionnaire, where the template has one of
// the known form. Another sheet of that name is left as it is.
func (f *filler) answer() error {
	answers, others := answersByKey(f.rows)
	given := len(answers)
	var sheet *sheetInfo
	index := -1
	for i := range f.book.sheets {
		if f.book.sheets[i].name == questionnaireSheet && f.book.sheets[i].part != f.plan.sheet.part {
			sheet, index = &f.book.sheets[i], i
			break
		}
	}
	if sheet == nil {
		if given > 0 {
			f.note("the template has no sheet %q for the %s of the submission", questionnaireSheet, amount(given, "answer", "answers"))
		}
		return nil
	}
	texts := make(map[string]string) // by question
	for _, q := range cosa.Questions() {
		if text := answers[q.Key]; strings.TrimSpace(text) != "" {
			if q.YesNo {
				text = yesOrNo(text)
			}
			texts[q.Text] = text
		}
	}
	for _, a := range others {
		if strings.TrimSpace(a.Text) != "" {
			texts[a.Key] = a.Text
		}
	}
	plan := &answerSheet{sheet: *sheet, texts: make(map[int]string)}
	known, err := f.planAnswers(plan, index, texts)
	if err != nil {
		return f.book.fail(sheet.name, fmt.Sprintf("the sheet %q", sheet.name), f.book.cause(err))
	}
	if !known {
		if given > 0 {
			f.note("the sheet %q has another form and was left as it is; the submission has %s", questionnaireSheet, amount(given, "answer", "answers"))
		}
		return nil
	}
	if len(texts) > 0 {
		f.note("the sheet %q has no line for %s of the submission", questionnaireSheet, amount(len(texts), "answer", "answers"))
	}
	if len(plan.texts) > 0 {
		f.edit.stream(sheet.part, func(out io.Writer) error { return f.writeAnswers(plan, out) })
	}
	return nil
}

// planAnswers finds the lines of the questions; what has none stays in texts.
// known is false where the sheet has another form.
func (f *filler) planAnswers(plan *answerSheet, index int, texts map[string]string) (known bool, err error) {
	s, src, err := f.book.sheet(index)
	if err != nil {
		return false, err
	}
	defer src.close()
	replaced := 0
	questions := make(map[string]bool)
	for _, q := range cosa.Questions() {
		questions[q.Text] = true
	}
	for {
		r, err := s.next()
		if err == io.EOF || err == nil && r.number > f.book.limits.HeaderWithin {
			break
		} else if err != nil {
			return false, err
		}
		question, old := columnText(r, 1), columnText(r, 2)
		if r.number == 1 {
			if question != questionHeader || old != answerHeader {
				return false, nil
			}
			known = true
			continue
		}
		formula := false
		for i := range r.cells {
			formula = formula || r.cells[i].column == 2 && r.cells[i].formula
		}
		open := strings.TrimSpace(old) == "" || old == unanswered
		text, ok := texts[question]
		switch {
		case !ok:
			f.result.Open = f.result.Open || open && questions[question]
		case formula:
			f.note("the answer in %s!%s is a formula and was left as it is", questionnaireSheet, cellName(2, r.number))
			delete(texts, question)
		default:
			if !open && old != text {
				replaced++
			}
			if old != text {
				plan.texts[r.number] = text
			}
			delete(texts, question)
		}
	}
	if replaced > 0 {
		f.note("%s of the template's questionnaire replaced by those of the submission", amount(replaced, "answer", "answers"))
	}
	return known, nil
}

// writeAnswers copies the questionnaire with the answers in column B.
func (f *filler) writeAnswers(plan *answerSheet, out io.Writer) error {
	walk, src, err := f.book.walk(plan.sheet.part)
	if err != nil {
		return err
	}
	defer src.close()
	w := bufio.NewWriterSize(out, 1<<16)
	put := func(b []byte) { _, _ = w.Write(b) } // a bufio.Writer keeps its error for Flush
	prefix, waiting, skipping := "", false, false
	cell := func(style int) {
		put(appendTextCell(nil, prefix, "B", walk.row, style, plan.texts[walk.row]))
		waiting = false
	}
	for {
		event, t, err := walk.next()
		if err != nil {
			return err
		}
		before, tag := walk.c.tag()
		switch event {
		case walkEnd:
			put(walk.c.raw)
			return w.Flush()
		case headToken:
			if t == tokenOpen && walk.c.x.depth() == 1 {
				prefix = tagPrefix(tag)
				if bytes.Contains(bytes.ToLower(before), []byte("utf-16")) {
					put([]byte(xmlHeader))
					put(tag)
					continue
				}
			}
		case rowOpen:
			_, waiting = plan.texts[walk.row]
		case rowClose:
			if waiting {
				put(before)
				cell(0)
				put(tag)
				continue
			}
		case cellOpen:
			if waiting && walk.column == 2 {
				style, _ := parseIndex(walk.c.x.attr("s"))
				put(before)
				cell(style)
				skipping = true
				continue
			}
			if waiting && walk.column > 2 {
				put(before)
				cell(0)
				put(appendWith(nil, tag, "r", cellName(walk.column, walk.row)))
				continue
			}
		case cellToken, cellClose:
			if skipping {
				skipping = event != cellClose
				continue
			}
		}
		put(walk.c.raw)
	}
}
