package spreadsheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// readAnswers hands the answers of the workbook's questionnaire to b, where it
// has the sheet as [Export], [Template] and [WriteWorkbook] write it. An
// answer that is still to be given is none. A sheet of that name with other
// content is not ours and not read.
func (w *workbook) readAnswers(b *cosa.Builder) error {
	for i := range w.sheets {
		if w.sheets[i].name == questionnaireSheet {
			return w.fail(questionnaireSheet, fmt.Sprintf("the sheet %q", questionnaireSheet), w.readQuestionnaire(b, i))
		}
	}
	return nil
}

func (w *workbook) readQuestionnaire(b *cosa.Builder, sheet int) error {
	keys := make(map[string]string)
	for _, q := range cosa.Questions() {
		keys[q.Text] = q.Key
	}
	s, src, err := w.sheet(sheet)
	if err != nil {
		return err
	}
	defer src.close()
	for {
		r, err := s.next()
		if err == io.EOF || err == nil && r.number > w.limits.HeaderWithin {
			return nil
		} else if err != nil {
			return err
		}
		question, answer := columnText(r, 1), columnText(r, 2)
		if r.number == 1 {
			if question != questionHeader || answer != answerHeader {
				return nil
			}
			continue
		}
		if strings.TrimSpace(answer) == "" || answer == unanswered || question == "" {
			continue
		}
		key, ok := keys[question]
		if !ok {
			key = question
		}
		b.Answer(key, answer, cosa.Position{File: w.file, Sheet: questionnaireSheet, Line: r.number, Column: 2})
	}
}

// columnText is the text that a row shows in a column, as stored.
func columnText(r *row, column int) string {
	for i := range r.cells {
		if c := &r.cells[i]; c.column == column {
			if c.shown != nil {
				return string(c.shown)
			}
			return string(c.raw)
		}
	}
	return ""
}
