package pack

import (
	"fmt"

	"github.com/cosakit/cosa/cosa"
)

// mostListed bounds the items of a section of the checklist.
const mostListed = 100

// longestItem bounds the text of an item.
const longestItem = 500

// Checklist is what is still to be done before a request is sent.
type Checklist struct {
	Files    []File    // of the pack
	Deadline *Deadline // nil where no month was named
	Sections []Section // in order; those without an item are left out
}

// Section is a part of the checklist.
type Section struct {
	Title string
	Items []string
}

// Markdown writes the checklist.
func (c *Checklist) Markdown() []byte {
	d := &document{}
	d.line("# Checklist\n")
	if c.Deadline != nil {
		d.line("**Submit by %s** for the release of %s: %s.", c.Deadline, c.Deadline.Name(), c.Deadline.Reason())
		d.line("The documentation names the week, not the day: sooner is safer.\n")
	}
	open := 0
	for _, s := range c.Sections {
		open += len(s.Items)
	}
	switch open {
	case 0:
		d.line("Nothing is open.\n")
	case 1:
		d.line("One thing is open.\n")
	default:
		d.line("%d things are open.\n", open)
	}
	for _, s := range c.Sections {
		if len(s.Items) == 0 {
			continue
		}
		d.line("## %s\n", s.Title)
		for i, item := range s.Items {
			if i == mostListed {
				d.line("- [ ] and %d more", len(s.Items)-mostListed)
				break
			}
			d.line("- [ ] %s", escaped(cosa.Bounded(item, longestItem)))
		}
		d.line("")
	}
	d.line("## What is in this folder\n")
	d.line("| file | what it is |")
	d.line("|---|---|")
	for _, f := range c.Files {
		d.line("| %s | %s |", cell(f.Name), escaped(f.Means))
	}
	return d.bytes()
}

// OpenFindings lists the findings of a severity, each with its place.
func OpenFindings(findings []cosa.Finding, severity cosa.Severity) []string {
	var items []string
	for i := range findings {
		if f := &findings[i]; f.Severity == severity {
			items = append(items, fmt.Sprintf("%s: %s (%s)", f.Position, f.Message, f.Rule))
		}
	}
	return items
}

// MobilePlans lists what has to be ready before Mobile Plans is turned on,
// where a profile turns it on.
func MobilePlans(s *cosa.Submission) []string {
	var without []string
	on := false
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		if p.Deletes() || !p.First().Marketplace() {
			continue
		}
		on = true
		switch config := p.Service(); {
		case config == nil:
			without = append(without, p.Name()+": no service configuration (mobilePlans) stands in the files: brand, logo, countries, portal and notification URI")
		case !config.GetBalanceURL.Given():
			without = append(without, p.Name()+": mobilePlans names no getBalanceURL, so the allowlist lacks its host")
		}
	}
	if !on {
		return nil
	}
	return append(without,
		"the GetBalance service answers as documented for every ICCID range: cosa getbalance check",
		"the GetBalance service bears the documented load: cosa getbalance check --load",
		"the web portal keeps the required design policies: cosa portal policies",
		"the hosts of the allowlist are reachable without a balance: cosa walled-garden",
		"Mobile Plans is tested with a SIM of each range before SupportDataMarketplace goes live: Windows calls GetBalance from that day on",
	)
}
