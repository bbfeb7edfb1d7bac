package pack

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// open marks what nobody has answered.
const open = "**open**"

// answers are the answers of a submission by the keys of the questions; where
// several files answer one, the first that is not blank counts.
func answers(s *cosa.Submission) map[string]string {
	given := make(map[string]string)
	for _, a := range s.Answers() {
		if given[a.Key] == "" {
			given[a.Key] = strings.TrimSpace(a.Text)
		}
	}
	return given
}

// Questionnaire writes the testing questionnaire with the answers that the
// submission gives.
func Questionnaire(s *cosa.Submission) []byte {
	d := &document{}
	d.line("# Testing questionnaire\n")
	d.line("Answers from the section `submission` of the files. What is open goes into")
	d.line("the sheet Questionnaire of the workbook, or there.\n")
	given := answers(s)
	for _, q := range cosa.Questions() {
		if !q.Portal && !q.Deletion {
			d.question(q.Text, q.YesNo, q.Means(given[q.Key]))
		}
	}
	// What somebody added to the sheet Questionnaire.
	for _, a := range s.Answers() {
		known := slices.ContainsFunc(cosa.Questions(), func(q cosa.Question) bool { return q.Key == a.Key })
		if text, first := given[a.Key]; first && !known {
			d.question(escaped(a.Key), false, text)
			delete(given, a.Key)
		}
	}
	return d.bytes()
}

func (d *document) question(text string, yesNo bool, answer string) {
	if yesNo {
		text += " (yes or no)"
	}
	d.line("## %s\n", text)
	if answer == "" {
		d.line("%s\n", open)
		return
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(answer, "\r\n", "\n"), "\n") {
		d.line("%s  ", escaped(line))
	}
	d.line("")
}

// OnlyDeletes reports that a request deletes profiles and does nothing else.
func OnlyDeletes(s *cosa.Submission) bool {
	return len(s.Profiles()) > 0 && !slices.ContainsFunc(s.Profiles(), func(p cosa.Profile) bool { return !p.Deletes() })
}

// ofContact are the questions that the deletion questionnaire asks as well.
var ofContact = []string{"certified", "contactName", "company", "jobTitle", "email", "phone", "secondPhone", "approval"}

// DeletionQuestionnaire writes the questionnaire of a request that only
// deletes. That all access points go has to be said for this request: an
// answer about their replacement is none to it.
func DeletionQuestionnaire(s *cosa.Submission) []byte {
	d := &document{}
	d.line("# Deletion questionnaire\n")
	d.line("The request only deletes, so it has this questionnaire and needs no workbook.\n")
	d.line("## Which operators and regions are to be deleted?\n")
	for i := range s.Profiles() {
		first := s.Profiles()[i].First()
		d.line("- %s, %s", code(first.Text(cosa.Operator)), code(first.Text(cosa.CountryRegion)))
	}
	d.line("")
	given := answers(s)
	for _, q := range cosa.Questions() {
		if q.Deletion || slices.Contains(ofContact, q.Key) {
			d.question(q.Text, q.YesNo, q.Means(given[q.Key]))
		}
	}
	return d.bytes()
}

// OpenAnswers lists the questions of the request that nobody has answered, or
// not with yes where that is what the reviewer wants to read. The approval is asked of those who are not the operator, who alone know it.
func OpenAnswers(s *cosa.Submission) []string {
	given := answers(s)
	var list []string
	deletes := OnlyDeletes(s)
	for _, q := range cosa.Questions() {
		asked := q.Portal || q.Deletion == deletes || slices.Contains(ofContact, q.Key)
		switch text := q.Means(given[q.Key]); {
		case !asked:
		case text == "":
			list = append(list, q.Text)
		case q.YesNo && text == "no":
			list = append(list, "answered with no: "+q.Text)
		case q.YesNo && text != "yes":
			list = append(list, "answered neither with yes nor with no: "+q.Text)
		}
	}
	return list
}
