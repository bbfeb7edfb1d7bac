package rules

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
)

// conflictingAnswers reports every answer to a question of the questionnaire
// that differs from the first one.
func conflictingAnswers(in *Input, report Report) {
	for _, q := range cosa.Questions() {
		var first *cosa.Answer
		answers := in.Submission.Answers()
		for i := range answers {
			a := &answers[i]
			switch meant := q.Means(a.Text); {
			case a.Key != q.Key || meant == "":
			case first == nil:
				first = a
			case meant != q.Means(first.Text):
				report(cosa.Finding{
					Message:  fmt.Sprintf("%s is answered with %s here and with %s at %s", q.Key, quote(a.Text), quote(first.Text), first.Position),
					Hint:     "the request has one questionnaire: agree on one answer, or take one of them away",
					Position: a.Position, Value: a.Text, Subject: "submission." + q.Key,
					Related: []cosa.Related{{Message: "the first answer", Position: first.Position}},
				})
			}
		}
	}
}
