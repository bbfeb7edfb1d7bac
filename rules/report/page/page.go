package page

import (
	"crypto/sha256"
	_ "embed" // template, style and script
	"encoding/base64"
	"html/template"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// Page is what the page shows.
type Page struct {
	Tool, Version string
	Policy        rules.Policy
	Files         int
	Entries       int
	Profiles      int
	Findings      []Finding        // in order of place
	Submission    *cosa.Submission // what was checked, for rows and pictures; may be nil
	Suppressed    int
	Silenced      []Silenced // the findings that were suppressed, as far as they are at hand
	NotEvaluated  []string
	Notes         []string
	Next          string
	All           bool                // lift the bounds on findings that people read
	Mask          func(string) string // hides digits of identifiers; nil for none
}

// Finding is a finding with all the places that repeat it.
type Finding struct {
	*cosa.Finding
	Where string // the places, for a person
	Count int    // of the places

	suppressed bool
}

// Silenced is a finding that a suppression took away.
type Silenced struct {
	*cosa.Finding
	Reason string
}

//go:embed page.html
var pageText string

//go:embed style.css
var styleText string

//go:embed filter.js
var scriptText string

// Write writes the page.
func Write(w io.Writer, p *Page) error {
	page, err := template.New("page").Funcs(template.FuncMap{"grouped": grouped[int], "plural": plural[int]}).Parse(pageText)
	if err != nil {
		return err
	}
	return page.Execute(w, newView(p))
}

// view is the page as the template lays it out.
type view struct {
	*Page
	Style      template.CSS
	Script     template.JS
	ScriptHash string // for the page's own policy: no other script runs
	Redacted   bool
	Title      string
	Sources    []string
	Levels     []level
	Silent     []silentRow
	SilentMore string
	Map        *numberMap
	Flyouts    *flyouts
}

func newView(p *Page) *view {
	sum := sha256.Sum256([]byte(scriptText))
	v := &view{
		Page: p, Redacted: p.Mask != nil,
		Style: template.CSS(styleText), Script: template.JS(scriptText), ScriptHash: base64.StdEncoding.EncodeToString(sum[:]),
	}
	copied := *p
	v.Page = &copied
	v.Notes, v.NotEvaluated, v.Next = p.texts(p.Notes), p.texts(p.NotEvaluated), p.text(p.Next)
	v.Title, v.Sources = p.sources()
	v.Levels = p.levels()
	v.Silent, v.SilentMore = p.silent()
	if p.Submission != nil {
		v.Map = p.newMap()
		v.Flyouts = p.newFlyouts()
	}
	return v
}

// Total is the number of findings of every severity.
func (v *view) Total() int {
	n := 0
	for _, l := range v.Levels {
		n += l.Count
	}
	return n
}

// sources names what was checked: for the title, and one by one.
func (p *Page) sources() (title string, names []string) {
	title = plural(p.Files, "file")
	if p.Submission == nil {
		return title, nil
	}
	const most = 20
	all := p.Submission.Sources()
	for i, source := range all {
		if i == most {
			names = append(names, "and "+plural(len(all)-most, "more"))
			break
		}
		name := p.text(source.File)
		if source.Sheet != "" {
			name += ", sheet " + p.text(source.Sheet)
		}
		names = append(names, name)
	}
	if p.Files == 1 && len(all) > 0 {
		title = p.text(baseName(all[0].File))
	}
	return title, names
}
