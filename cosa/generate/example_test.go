package generate_test

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/generate"
)

const exampleBase = `
profiles:
  - updateType: Add
    targets: [{mcc: "999", mnc: "70"}]
    connections:
      - {accessString: "internet.${domain}", purposeGroups: [Internet], alwaysOn: true}
`

const exampleTable = `{"operator": "Contoso", "country": "Argentina", "domain": "contoso.example", "iccidPrefix": "89543100"}
{"operator": "Fabrikam", "country": "Chile", "domain": "fabrikam.example", "iccid.start": "8956010000000000000", "iccidCount": 5000}
{"operator": "Contoso", "country": "Argentina", "domain": "contoso.example", "iccidCount": 1000}
`

// read reads a base and a table of JSON Lines.
func read(base, table string) (generate.Job, error) {
	var job generate.Job
	b := cosa.NewBuilder()
	if err := form.ReadYAML(b, "base.yaml", strings.NewReader(base), form.Limits{}); err != nil {
		return job, err
	}
	job.Base = b.Submission()
	b = cosa.NewBuilder()
	err := generate.ReadLines(b, "rows.jsonl", strings.NewReader(table))
	job.Table = b.Submission()
	return job, err
}

func ExampleRows() {
	job, err := read(exampleBase, exampleTable)
	if err != nil {
		fmt.Println(err)
		return
	}
	within, err := cosa.ParseRange(cosa.ICCID, "8954320000000000000-8954320000000099999")
	if err != nil {
		fmt.Println(err)
		return
	}
	job.Within = []cosa.Range{within} // for the line with a count alone
	b := cosa.NewBuilder()
	if _, err := generate.Rows(b, job); err != nil {
		fmt.Println(err)
		return
	}
	for e := range b.Submission().Entries() {
		fmt.Println(e.Name(), e.Range(cosa.ICCID), e.Text(cosa.AccessString), e.Position(cosa.AccessString))
	}
	// Output:
	// Contoso (Argentina) 8954310000000000000-8954310099999999999 internet.contoso.example rows.jsonl:1:59
	// Contoso (Argentina) 8954320000000000000-8954320000000000999 internet.contoso.example rows.jsonl:3:59
	// Fabrikam (Chile) 8956010000000000000-8956010000000004999 internet.fabrikam.example rows.jsonl:2:56
}

func ExampleFaults() {
	job, err := read(exampleBase, `{"operator": "Contoso", "iccidPrefix": "8954310000000000", "iccidCount": 5000}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = generate.Rows(cosa.NewBuilder(), job)
	fmt.Println(err)
	// Output:
	// nothing was generated, since this must be corrected first:
	//   base.yaml:6:24: the placeholder ${domain} names no column of the table; its columns are operator, iccidPrefix, iccidCount
	//   rows.jsonl:1:74: the prefix "8954310000000000" leaves room for 1000 SIMs, and 5000 are asked for
}

func ExampleParts() {
	job, err := read(exampleBase, exampleTable[:strings.LastIndex(exampleTable, "{")])
	if err != nil {
		fmt.Println(err)
		return
	}
	b := cosa.NewBuilder()
	if _, err := generate.Rows(b, job); err != nil {
		fmt.Println(err)
		return
	}
	for _, part := range generate.Parts(b.Submission(), []int{0, 1}, 2) {
		fmt.Println(part.Profiles()[0].Name(), part.Len())
	}
	// Output:
	// Contoso (Argentina) 1
	// Fabrikam (Chile) 1
}
