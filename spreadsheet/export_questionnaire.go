package spreadsheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// questionnaireSheet holds the testing questionnaire.
const questionnaireSheet = "Questionnaire"

// Headers of the questionnaire.
const (
	questionHeader = "Question"
	answerHeader   = "Answer"
)

// unanswered stands in the answer's cell until a person writes there.
const unanswered = "to be answered"

// addQuestionnaire adds the sheet of questions and answers; s may be nil.
func (b *book) addQuestionnaire(s *cosa.Submission) error {
	answers, others := answersByKey(s)
	g := new(grid)
	g.add(b.styles.tableHead, questionHeader, answerHeader)
	g.height(22)
	var yesNo []string
	for _, q := range cosa.Questions() {
		if q.Deletion && answers[q.Key] == "" {
			continue // such a request needs no workbook
		}
		answer := gridCell{style: b.styles.answer, text: answers[q.Key]}
		if q.YesNo {
			answer.text = yesOrNo(answer.text)
			yesNo = append(yesNo, fmt.Sprintf("B%d", len(g.rows)+1))
		}
		if strings.TrimSpace(answer.text) == "" {
			answer = gridCell{style: b.styles.missing, text: unanswered}
		}
		g.addRow(gridCell{style: b.styles.label, text: q.Text}, answer)
	}
	for _, a := range others {
		g.addRow(gridCell{style: b.styles.label, text: a.Key}, gridCell{style: b.styles.answer, text: a.Text})
	}
	widths := []float64{60, 70}
	g.fit(widths)
	if err := b.add(g.page(questionnaireSheet)); err != nil {
		return err
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = strings.Join(yesNo, " ")
	if err := dv.SetDropList([]string{"yes", "no"}); err != nil {
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, "Yes or no", "Answer yes or no")
	if err := b.file.AddDataValidation(questionnaireSheet, dv); err != nil {
		return err
	}
	return b.layOut(questionnaireSheet, layout{widths: widths, freeze: "A2", titleRow: true, portrait: true})
}

// answersByKey returns the answers to the known questions and those to others,
// which somebody added. Where several files answer a question, the first
// answer counts. s may be nil.
func answersByKey(s *cosa.Submission) (answers map[string]string, others []cosa.Answer) {
	answers = make(map[string]string)
	if s == nil {
		return answers, nil
	}
	for _, a := range s.Answers() {
		if _, given := answers[a.Key]; given || strings.TrimSpace(a.Text) == "" {
			continue
		}
		answers[a.Key] = a.Text
		if !slices.ContainsFunc(cosa.Questions(), func(q cosa.Question) bool { return q.Key == a.Key }) {
			others = append(others, a)
		}
	}
	return answers, others
}

// yesOrNo spells a boolean answer as the drop-down does.
func yesOrNo(answer string) string {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "yes", "y", "true", "1":
		return "yes"
	case "no", "n", "false", "0":
		return "no"
	}
	return answer
}
