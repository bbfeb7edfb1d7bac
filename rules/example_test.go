package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func TestSheets(t *testing.T) {
	x := Example{Form: FormCells, Policy: PolicyCosa, Text: "MNC=1 <number 00> | !IPType | SPN=a=b | Operator=A | Operator=B\n" +
		"MCC= <formula> | Colour=\\u00a0red\nmerge Operator\nhide SPN\nhide 2\nsheet Old\nno rows"}
	sheets, err := x.Sheets()
	if err != nil {
		t.Fatal(err)
	}
	text := func(s string) Stored { return Stored{Text: s} }
	rest := []Stored{text("internet.contoso.example"), text("true"), text("Internet")}
	want := []Sheet{
		{
			Name: "COSA",
			Headers: []string{"UpdateType", "Country/Region", "Operator", "MCC", "MNC", "AccessString", "AlwaysOn", "PurposeGroups",
				"SPN", "Operator", "Colour"},
			Rows: [][]Stored{
				append(append([]Stored{text("Add"), text("Argentina"), text("A"), text("722"), {Text: "1", Type: cosa.Padded, NumberFormat: "00"}}, rest...),
					text("a=b"), text("B"), Stored{}),
				append(append([]Stored{text("Add"), text("Argentina"), text("Contoso"), {Type: cosa.Missing, Formula: true}, text("310")}, rest...),
					Stored{}, Stored{}, text("\u00a0red")),
			},
			Merged: []int{2}, HiddenColumns: []int{8}, HiddenRows: []int{1},
		},
		{Name: "Old", Headers: []string{"UpdateType", "Country/Region", "Operator", "MCC", "MNC", "AccessString", "AlwaysOn", "PurposeGroups", "IPType"}},
	}
	if diff := cmp.Diff(want, sheets); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
}

func TestExampleSubmission(t *testing.T) {
	submission, err := Example{Text: "MNC=1 <number 00> | MCC=#N/A <error> | AlwaysOn=TRUE <bool> | IPType=IPv4 <formula>\n!SPN | Operator=Fabrikam"}.Submission()
	if err != nil {
		t.Fatal(err)
	}
	e := submission.Entry(0)
	got := []cosa.Value{e.Value(cosa.MNC), e.Value(cosa.MCC), e.Value(cosa.AlwaysOn), e.Value(cosa.IPType), submission.Entry(1).Value(cosa.Operator)}
	want := []cosa.Value{
		{Text: "01", Raw: "1", Type: cosa.Padded}, {Text: "#N/A", Raw: "#N/A", Type: cosa.Err}, {Text: "TRUE", Raw: "TRUE", Type: cosa.Bool},
		{Text: "IPv4", Raw: "IPv4", Formula: true}, {Text: "Fabrikam", Raw: "Fabrikam"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
}

func TestFaultyExamples(t *testing.T) {
	for _, text := range []string{"MCC", "MCC=1 <banana>", `MCC=\q`, "Colour=red"} {
		if _, err := (Example{Text: text}).Submission(); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	for _, text := range []string{"merge Colour", "hide 2", "hide Colour"} {
		_, err := Example{Form: FormCells, Text: text}.Sheets()
		if err == nil || !strings.Contains(err.Error(), "cannot") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
