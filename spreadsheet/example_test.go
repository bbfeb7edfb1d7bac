package spreadsheet_test

import (
	"bytes"
	"fmt"
	"os"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/spreadsheet"
)

// Read, check, export: what the program does, as a library.
func Example() {
	f, err := os.Open("../samples/contoso.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	b := cosa.NewBuilder() // more files go into the same one
	if err := form.ReadYAML(b, "contoso.yaml", f, form.Limits{}); err != nil {
		fmt.Println(err)
		return
	}
	submission := b.Submission()
	result := rules.Run(submission, rules.Options{Policy: rules.PolicyMobilePlans})
	for _, finding := range result.Findings {
		fmt.Println(finding.Position, finding.Severity, finding.Message)
	}
	if result.Worst() >= cosa.Error {
		return
	}
	var book bytes.Buffer
	info := spreadsheet.ExportInfo{Tool: "my program", RuleSet: "mobile-plans", Findings: result.Findings}
	if err := spreadsheet.Export(&book, submission, info); err != nil {
		fmt.Println(err)
		return
	}
	_, err = spreadsheet.Verify("submission.xlsx", bytes.NewReader(book.Bytes()), int64(book.Len()), submission)
	fmt.Println(submission.Len(), "rows written, read back:", err)
	// Output:
	// 17 rows written, read back: <nil>
}
