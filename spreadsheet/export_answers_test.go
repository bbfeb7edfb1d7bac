package spreadsheet

import (
	"bytes"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/google/go-cmp/cmp"
)

// answersOf reads the questionnaire of a workbook as key=answer.
func answersOf(t *testing.T, content []byte) map[string]string {
	t.Helper()
	w, err := openWorkbook("x.xlsx", bytes.NewReader(content), int64(len(content)), Limits{}.orDefault())
	if err != nil {
		t.Fatal(err)
	}
	b := cosa.NewBuilder()
	if err := w.readAnswers(b); err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, a := range b.Submission().Answers() {
		got[a.Key] = a.Text
	}
	return got
}

func TestAnswersRoundTrip(t *testing.T) {
	b := cosa.NewBuilder()
	b.Source(cosa.Source{File: "contoso.yaml", Format: cosa.YAML})
	b.Row(1)
	b.SetText(cosa.Operator, "Contoso", 0)
	given := map[string]string{"testing": "drive tests\nin three cities", "certified": "TRUE", "phone": "+54 11 5555 0100", "more": "=1"}
	for _, key := range []string{"testing", "certified", "phone", "more"} {
		b.Answer(key, given[key], cosa.Position{})
	}
	s := b.Submission()
	var buf bytes.Buffer
	if err := WriteWorkbook(&buf, s); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(given, answersOf(t, buf.Bytes())); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"testing": given["testing"], "certified": "yes", "phone": given["phone"], "more": given["more"]}
	if diff := cmp.Diff(want, answersOf(t, export(t, s))); diff != "" {
		t.Error(diff)
	}
	buf.Reset()
	if err := Template(&buf); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{}, answersOf(t, buf.Bytes())); diff != "" {
		t.Error(diff)
	}
}
