package cosa

import "strings"

// Question is one question of the testing questionnaire that goes with a
// submission, or a field of the portal's draft.
type Question struct {
	Key      string // key in the YAML form's submission section
	Text     string
	YesNo    bool // the answer is yes or no
	Portal   bool // asked for by the portal's draft, not by the questionnaire
	Deletion bool // asked of a request that only deletes, by a questionnaire of its own
}

// Questions lists the questions in the order of the form.
func Questions() []Question { return questions }

var questions = []Question{
	{Key: "title", Text: "Title of the request", Portal: true},
	{Key: "description", Text: "Description of the request", Portal: true},
	{Key: "background", Text: "Background of the request", Portal: true},
	{Key: "testing", Text: "What testing was done?"},
	{Key: "testedOnNetwork", Text: "Were the changes tested on your network?", YesNo: true},
	{Key: "understandsReplacement", Text: "Do you understand that all access points of each Operator and Country/Region are removed and replaced by the rows of this workbook?", YesNo: true},
	{Key: "understandsDeletion", Text: "Do you understand that all access points of these operators and regions are removed?", YesNo: true, Deletion: true},
	{Key: "addRequestAttached", Text: "Is an add request attached? (not applicable, yes or no)", Deletion: true},
	{Key: "workbookAttached", Text: "Is the workbook attached?", YesNo: true},
	{Key: "certified", Text: "Do you certify that you are entitled to submit for this operator?", YesNo: true},
	{Key: "contactName", Text: "Contact name"},
	{Key: "company", Text: "Company"},
	{Key: "jobTitle", Text: "Job title of the contact"},
	{Key: "email", Text: "Corporate e-mail address"},
	{Key: "phone", Text: "Phone"},
	{Key: "secondPhone", Text: "Second phone"},
	{Key: "approval", Text: "Written approval of the operator, if you are not the operator (where to find it)"},
}

// Answer is an answer of the questionnaire as a file gives it.
type Answer struct {
	Key      string
	Text     string
	Position Position
}

// Means returns what an answer to the question says, however it is spelt: yes
// or no where it is one of these, else the text without blanks around it.
func (q *Question) Means(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if q.YesNo {
		switch strings.ToLower(text) {
		case "yes", "y", "true", "1":
			return "yes"
		case "no", "n", "false", "0":
			return "no"
		}
	}
	return text
}
