package form_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// The form holds one answer to each known question.
func TestLossesOfAnswers(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "f.xlsx", Format: cosa.XLSX, Sheet: "COSA"})
	for _, a := range [][2]string{{"title", "Ranges"}, {"title", "Ranges"}, {"title", "Other"}, {"Own question", "yes"}} {
		b.Answer(a[0], a[1], cosa.Position{})
	}
	want := []string{`a second answer to "title"`, `the answer to "Own question", which is no question of the questionnaire`}
	if diff := cmp.Diff(want, form.Losses(b.Submission())); diff != "" {
		t.Error(diff)
	}
}
