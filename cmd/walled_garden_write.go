package cmd

import (
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa/mobileplans/garden"
)

// write writes the outcome; firewalls get what is missing or, without an
// allowlist, what is needed.
func (g *gardenOutcome) write(w io.Writer, format string, quiet bool) error {
	switch format {
	case "text":
		return g.writeText(w, quiet)
	case "json":
		return g.writeJSON(w)
	}
	list := slices.DeleteFunc(slices.Clone(g.needed), func(h garden.Host) bool { return h.Old })
	if g.compared {
		list = nil
		for _, gap := range g.gaps {
			list = append(list, gap.Host)
		}
	}
	n := slices.IndexFunc(garden.Formats(), func(f garden.Format) bool { return f.Name == format })
	return garden.Formats()[n].Write(w, list)
}

func (g *gardenOutcome) writeText(w io.Writer, quiet bool) error {
	var t matchText
	if !g.compared {
		t.line("to be reachable without a balance, by name:")
		for _, h := range g.needed {
			if !h.Old {
				t.line("  %-34s %-15s %s", h.Name, h.Protocols(), h.Source)
			}
		}
		t.line("\nonly the older list of the documentation has:")
		for _, h := range g.needed {
			if h.Old {
				t.line("  %-34s %s", h.Name, h.Protocols())
			}
		}
		if len(g.problems) > 0 {
			t.line("")
			g.writeProblems(&t)
		}
	} else {
		g.writeGaps(&t)
	}
	if !quiet {
		t.line("")
		for _, note := range g.notes {
			t.line("note: %s", note)
		}
		t.line("note: the list is documented at %s", garden.Page)
	}
	_, err := t.WriteTo(w)
	return err
}

func (g *gardenOutcome) writeGaps(t *matchText) {
	for _, gap := range g.gaps {
		how := "is missing"
		switch {
		case gap.Blocked.Line > 0:
			how = "is blocked at " + gap.Blocked.String()
		case gap.Partly:
			how = "is allowed, but not over " + gap.Protocols()
		}
		t.line("error: %s %s (%s, %s)", gap.Name, how, gap.Protocols(), gap.Source)
	}
	g.writeProblems(t)
	for _, h := range g.old {
		t.line("info: %s is allowed, which only the older list of the documentation has", h.Name)
	}
	needed := 0
	for _, h := range g.needed {
		if !h.Old {
			needed++
		}
	}
	t.line("%s of %s missing, %s in the list, %s", grouped(len(g.gaps)), counted(needed, "host"), counted(g.names, "name"), counted(len(g.problems), "problem"))
}

func (g *gardenOutcome) writeProblems(t *matchText) {
	for _, problem := range g.problems {
		t.line("error: %s: %s; %s", problem.Position.String(), problem.Message, problem.Hint)
	}
}

// gardenSchema is raised when a key changes its meaning or goes away.
const gardenSchema = 1

type jsonGarden struct {
	Schema   int                 `json:"schema"`
	Source   string              `json:"source"`
	Compared bool                `json:"compared"` // with an allowlist
	Needed   []jsonGardenHost    `json:"needed"`
	Missing  []jsonGardenHost    `json:"missing"` // with the protocols that are
	OldOnly  []jsonGardenHost    `json:"allowedByOldListOnly"`
	Problems []jsonGardenProblem `json:"problems"`
	Notes    []string            `json:"notes"`
}

type jsonGardenHost struct {
	Name   string `json:"name"`
	HTTP   bool   `json:"http"`
	HTTPS  bool   `json:"https"`
	Source string `json:"source"`
	Old    bool   `json:"old"`
}

type jsonGardenProblem struct {
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Text    string `json:"text"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
}

func (g *gardenOutcome) writeJSON(w io.Writer) error {
	j := jsonGarden{
		Schema: gardenSchema, Source: garden.Page, Compared: g.compared, Needed: []jsonGardenHost{}, Missing: []jsonGardenHost{},
		OldOnly: []jsonGardenHost{}, Problems: []jsonGardenProblem{}, Notes: g.notes,
	}
	for _, h := range g.needed {
		j.Needed = append(j.Needed, jsonGardenHost(h))
	}
	for _, gap := range g.gaps {
		j.Missing = append(j.Missing, jsonGardenHost(gap.Host))
	}
	for _, h := range g.old {
		j.OldOnly = append(j.OldOnly, jsonGardenHost(h))
	}
	for _, x := range g.problems {
		j.Problems = append(j.Problems, jsonGardenProblem{x.Message, x.Hint, x.Text, x.Position.File, x.Position.Line, x.Position.Column})
	}
	return writeIndented(w, j)
}
