package pack

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// read reads a submission.
func read(t *testing.T, text string) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	if err := form.ReadYAML(b, "ops.yaml", strings.NewReader(text), form.Limits{}); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

// hostile holds passwords, markup and control characters wherever a text may
// stand.
const hostile = `
submission:
  title: "a\n` + "```" + `\n<script>x</script>\n\e[31m"
  contactName: "[x](https://ana:hidden@contoso.example)"
  testing: "see https://ana:hidden@contoso.example/plan"
profiles:
  - operator: "A <script>x</script> ` + "``" + ` |"
    country: "B\u202e"
    updateType: Keep
    targets: [{mcc: 001, mnc: 01, spn: "` + "`" + `x"}, {mcc: 001, mnc: 01, iccid: 8900100000000000000-8900100000000000099}]
    sim: {accountExperienceURL: "https://ana:hidden@contoso.example", brandingName: "</code><script>x"}
    connections: [{accessString: a, userName: hidden, password: hidden}, {accessString: b}]
    rows: [[1, 1], [2, 2]]
    mobilePlans: {portalURI: "https://ana:hidden@contoso.example", brandName: "*b*"}
`

func TestHostileTexts(t *testing.T) {
	s := read(t, hostile)
	portal := NewPortal(s, "submission.xlsx", nil)
	page, err := portal.HTML()
	if err != nil {
		t.Fatal(err)
	}
	list := (&Checklist{Sections: []Section{{Title: "x", Items: append(OpenAnswers(s), MobilePlans(s)...)}}}).Markdown()
	for name, text := range map[string][]byte{
		"portal": portal.Markdown(), "page": page, "questionnaire": Questionnaire(s), "deletion": DeletionQuestionnaire(s), "checklist": list,
	} {
		for _, bad := range []string{"hidden", "\u202e", "\x1b"} {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s holds %q:\n%s", name, bad, text)
			}
		}
		if name == "page" && bytes.Contains(text, []byte("<script")) {
			t.Errorf("%s holds a script:\n%s", name, text)
		}
	}
	text := string(portal.Markdown())
	for _, want := range []string{
		"- Title:\n\n  ````\n  a\n  ```\n  <script>x</script>\n  \\x1b[31m\n  ````\n",
		"- Operator: ```A <script>x</script> `` |```\n",
		"| 1 | `001` | `01` | `` `x `` |  |  |\n",
		"- AccountExperienceURL: not shown here: it stands in submission.xlsx, row 2, column AccountExperienceURL\n",
		"- Password: not shown here: it stands in submission.xlsx, row 2, column Password\n",
		"**Not as the portal has it**",
		"- portalURI: not shown here",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the portal sheet lacks %q:\n%s", want, text)
		}
	}
}

func TestOpenAnswers(t *testing.T) {
	s := read(t, "submission: {testedOnNetwork: no, certified: maybe, workbookAttached: Y}\nprofiles: [{operator: A, country: B, updateType: Add}]\n")
	text := strings.Join(OpenAnswers(s), "\n")
	for _, want := range []string{"answered with no: Were the changes tested", "answered neither with yes nor with no: Do you certify", "Contact name"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Is the workbook attached") {
		t.Errorf("asks for what is answered:\n%s", text)
	}
}
