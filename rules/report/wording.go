package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// place names the file and all places of a finding, in one line.
func place(f *Folded) string {
	where := f.Where()
	switch {
	case where == "", f.Position.Sheet != "" && f.Position.Cell() == "":
		return f.Position.String()
	case f.Position.Sheet != "":
		return f.Position.File + ":" + f.Position.Sheet + "!" + where
	}
	return f.Position.File + ":" + where
}

// sheetPlace is place without the file, "" outside workbooks.
func sheetPlace(f *Folded) string {
	if f.Position.Sheet == "" {
		return ""
	}
	return strings.TrimPrefix(place(f), f.Position.File+":")
}

// about names the setting with its value, and the profile; it is harmless.
func about(f *cosa.Finding) string {
	about := cosa.Harmless(f.Setting)
	if f.Value != "" {
		about = strings.TrimPrefix(about+` = "`+cosa.Harmless(cosa.Bounded(f.Value, valueLength))+`"`, " = ")
	}
	if f.Profile != "" {
		about = strings.TrimPrefix(about+", profile "+clean(f.Profile), ", ")
	}
	return about
}

// shownPlaces bounds the other places of a finding that a person is shown.
const shownPlaces = 5

// otherPlaces lists the first other places of a finding, and says how many it
// leaves out, "" for none.
func otherPlaces(f *cosa.Finding) ([]cosa.Related, string) {
	if left := len(f.Related) - shownPlaces; left > 1 {
		return f.Related[:shownPlaces], "and " + plural(left, "more place") + ", which -f json lists"
	}
	return f.Related, ""
}

// counts writes the numbers of findings.
func (c Counts) String() string {
	return strings.Join([]string{plural(c.Errors, "error"), plural(c.Warnings, "warning"), plural(c.Infos, "info")}, ", ")
}

// headline sums the report up in a line.
func (r *Report) headline() string {
	return r.Count().String() + r.suppressed() + r.scope()
}

func (r *Report) suppressed() string {
	if r.Suppressed == 0 {
		return ""
	}
	return fmt.Sprintf(", %d suppressed", r.Suppressed)
}

// scope says what was checked: in 60 rows, 2 profiles ...
func (r *Report) scope() string {
	if r.Checked != "" {
		return " in " + r.Checked
	}
	return fmt.Sprintf(" in %s, %s, %s (policy %s)", plural(r.Entries, "row"), plural(r.Profiles, "profile"), plural(r.Files, "file"), r.Policy)
}

// fixable counts the findings whose fix a program can make: those of
// submissions that have one.
func (r *Report) fixable() int {
	if r.Submission != nil && slices.ContainsFunc(r.Submission.Sources(), (*cosa.Source).Database) {
		return 0
	}
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Fix != nil {
			n++
		}
	}
	return n
}

// Unjudged lists the rules that were not evaluated for a reason worth telling,
// those of one reason in one line: "RULE, RULE: REASON".
func (r *Report) Unjudged() []string {
	return bySharedReason(rules.Unusual(r.NotEvaluated))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func sortedKeys(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }

func clean(s string) string { return cosa.Harmless(cosa.Bounded(s, textLength)) }
