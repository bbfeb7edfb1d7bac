package cmd

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/portal"
)

// policiesOptions are the choices of cosa portal policies.
type policiesOptions struct {
	format string
	output string
}

// policiesFormats lists the formats of the checklist, the default first.
var policiesFormats = []string{"markdown", "text", "json"}

func portalPoliciesCommand(p *program) *cobra.Command {
	var o policiesOptions
	c := &cobra.Command{
		Use:   "policies [flags]",
		Short: "Write the design policies for a portal as a checklist to sign",
		Long: `policies writes the demands of the documentation on the design of an operator's
portal, required and recommended ones, as a checklist: who looked, when, and what
came of it. The words are this program's; the documentation's count.`,
		Example: `  cosa portal policies -o checklist.md
  cosa portal policies -f json`,
		Args: arguments(0, 0, ""),
		RunE: func(*cobra.Command, []string) error { return p.portalPolicies(o) },
	}
	flags := c.Flags()
	flags.StringVarP(&o.format, "format", "f", policiesFormats[0], "`FORMAT`: "+orList(policiesFormats))
	flags.StringVarP(&o.output, "output", "o", standardStream, "write to `FILE`")
	complete(c, "format", policiesFormats)
	return c
}

func (p *program) portalPolicies(o policiesOptions) error {
	if err := choice("format", o.format, policiesFormats); err != nil {
		return err
	}
	write := map[string]func(io.Writer) error{"markdown": policiesMarkdown, "text": policiesText, "json": policiesJSON}[o.format]
	return p.put(output{path: o.output, write: write})
}

// policiesPage is where the policies are documented.
const policiesPage = cosa.DocumentationRoot + "mobile-plans-web-portal"

// demand says whether a policy must be met.
func demand(p *portal.Policy) string {
	if p.Recommended {
		return "recommended"
	}
	return "required"
}

// policyCounts says how many policies there are of each kind.
func policyCounts() string {
	required := 0
	list := portal.Policies()
	for i := range list {
		if !list[i].Recommended {
			required++
		}
	}
	return fmt.Sprintf("%d policies: %d required, %d recommended", len(list), required, len(list)-required)
}

func policiesMarkdown(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Portal design policies\n\n%s, from [the documentation](%s).\n\n", policyCounts(), policiesPage)
	b.WriteString("| | |\n|---|---|\n| Operator | |\n| Portal | |\n| Version | |\n")
	list := portal.Policies()
	for i := range list {
		if i == 0 || list[i].Group != list[i-1].Group {
			fmt.Fprintf(&b, "\n## %s\n\n| policy | | demand | met (yes, no, not applicable) | remarks | name | date |\n|---|---|---|---|---|---|---|\n", list[i].Group)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | | | | |\n", list[i].ID, escapedMarkdown(list[i].Text), demand(&list[i]))
	}
	b.WriteString("\n## Sign-off\n\n| role | name | date | signature |\n|---|---|---|---|\n| Portal owner | | | |\n| Tester | | | |\n| Approved by | | | |\n")
	_, err := b.WriteTo(w)
	return err
}

func policiesText(w io.Writer) error {
	var b bytes.Buffer
	list := portal.Policies()
	for i := range list {
		if i == 0 || list[i].Group != list[i-1].Group {
			fmt.Fprintf(&b, "%s\n", list[i].Group)
		}
		fmt.Fprintf(&b, "  [ ] %-15s  %-11s  %s\n", list[i].ID, demand(&list[i]), list[i].Text)
	}
	fmt.Fprintf(&b, "\n%s; documented at %s\n", policyCounts(), policiesPage)
	_, err := b.WriteTo(w)
	return err
}

// policiesSchema is raised when a key changes its meaning or goes away.
const policiesSchema = 1

type jsonPolicies struct {
	Schema   int          `json:"schema"`
	Source   string       `json:"source"`
	Policies []jsonPolicy `json:"policies"`
}

type jsonPolicy struct {
	ID     string `json:"id"`
	Group  string `json:"group"`
	Demand string `json:"demand"` // required or recommended
	Text   string `json:"text"`
}

func policiesJSON(w io.Writer) error {
	j := jsonPolicies{Schema: policiesSchema, Source: policiesPage, Policies: []jsonPolicy{}}
	list := portal.Policies()
	for i := range list {
		j.Policies = append(j.Policies, jsonPolicy{list[i].ID, list[i].Group, demand(&list[i]), list[i].Text})
	}
	return writeIndented(w, j)
}
