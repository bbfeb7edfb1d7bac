package cmd

import (
	"fmt"
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/match"
)

// noProfile is what a fixture expects of a SIM that no profile matches.
const noProfile = "none"

// checked is a fixture and what became of it.
type checked struct {
	form.Fixture
	sim       match.SIM
	actual    string
	undecided bool
	passed    bool
	reason    string // why it failed
}

// matchFixtures checks SIMs against the profiles they are to get.
func (p *program) matchFixtures(o matchOptions, l *loaded) error {
	var list []checked
	err := p.stream(o.fixtures, o.output, func(name string, r io.Reader) error {
		var err error
		list, err = readFixtures(name, r)
		return err
	})
	if err != nil {
		return err
	}
	m := match.New(l.submission)
	names := profileNames(l.submission)
	failures := 0
	for i := range list {
		list[i].check(m, names)
		if !list[i].passed {
			failures++
		}
	}
	write := map[string]func(io.Writer, []checked, int) error{
		"text": func(w io.Writer, list []checked, failures int) error {
			return writeFixturesText(w, list, failures, append(l.notes, unjudgedNotes(m)...), p.global.quiet)
		},
		"json":  writeFixturesJSON,
		"junit": writeJUnit,
	}[o.format]
	if err := p.put(output{path: o.output, write: func(w io.Writer) error { return write(w, list, failures) }}); err != nil {
		return err
	}
	if failures > 0 {
		return errFindings
	}
	return nil
}

func readFixtures(name string, r io.Reader) ([]checked, error) {
	fields := match.Fields()
	keys := make([]string, len(fields))
	for i := range fields {
		keys[i] = fields[i].Key
	}
	read, err := form.ReadFixtures(name, r, keys)
	if err != nil {
		return nil, err
	}
	list := make([]checked, len(read))
	for i, f := range read {
		list[i].Fixture = f
		for _, v := range f.Values {
			if err := fields[slices.Index(keys, v.Key)].Set(&list[i].sim, v.Text); err != nil {
				return nil, &cosa.ReadError{Position: v.Position, Problem: err.Error()}
			}
		}
		if list[i].sim == (match.SIM{}) {
			return nil, &cosa.ReadError{Position: f.Position, Problem: "nothing is said of the SIM", Hint: "give what is known of it, such as mcc, mnc and iccid"}
		}
	}
	return list, nil
}

func profileNames(s *cosa.Submission) []string {
	var names []string
	profiles := s.Profiles()
	for i := range profiles {
		names = append(names, profiles[i].Name())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// check matches the SIM. A tie among profiles that all have the expected name
// passes.
func (c *checked) check(m *match.Matcher, names []string) {
	v := m.Find(c.sim)
	c.actual, c.undecided = noProfile, v.Undecided
	if v.Winner != nil {
		c.actual = v.Winner.Profile()
	}
	c.passed = c.actual == c.Profile
	for i := range v.Ties {
		c.passed = c.passed && (!v.Undecided || v.Ties[i].Profile() == c.Profile)
	}
	if !c.passed {
		c.reason = c.why(m, names)
	}
}

// why says why the SIM does not get the profile it is to get.
func (c *checked) why(m *match.Matcher, names []string) string {
	r := m.Match(c.sim)
	known := c.Profile != noProfile
	if _, found := slices.BinarySearch(names, c.Profile); known && !found {
		if near := cosa.Nearest(c.Profile, names); near != "" {
			return fmt.Sprintf("no profile is named %q, did you mean %q?", c.Profile, near)
		}
		return fmt.Sprintf("no profile is named %q", c.Profile)
	}
	if tied := func(t match.Claim) bool { return t.Profile() == c.Profile }; slices.ContainsFunc(r.Ties, tied) {
		if !r.Undecided {
			return fmt.Sprintf("it is equally specific, and %s is defined last", c.actual)
		}
		other := slices.IndexFunc(r.Ties, func(t match.Claim) bool { return !tied(t) })
		return fmt.Sprintf("%s at %s is equally specific, so that the winner is undecided", r.Ties[other].Profile(), r.Ties[other].Position())
	}
	for i := range r.Losers {
		if l := &r.Losers[i]; known && l.Profile() == c.Profile {
			return fmt.Sprintf("%s at %s: %s", l.Profile(), l.Position(), l.Reason)
		}
	}
	if r.Winner != nil {
		return fmt.Sprintf("%s at %s holds: %s", r.Winner.Profile(), r.Winner.Position(), r.Winner.Target())
	}
	return "none of its targets can match"
}

func (c *checked) got() string {
	if c.undecided {
		return "undecided, " + c.actual + " first"
	}
	return c.actual
}

func writeFixturesText(w io.Writer, list []checked, failures int, notes []string, quiet bool) error {
	var t matchText
	for i := range list {
		if c := &list[i]; !c.passed {
			t.line("%s: %s: expected %s, got %s", c.Position.String(), c.Name, c.Profile, c.got())
			t.line("    %s", c.reason)
		}
	}
	if !quiet {
		outcome := "all as expected"
		if failures > 0 {
			outcome = fmt.Sprintf("%d not as expected", failures)
		}
		t.line("%s, %s", counted(len(list), "SIM"), outcome)
		for _, note := range notes {
			t.line("note: %s", note)
		}
	}
	_, err := t.WriteTo(w)
	return err
}

type jsonFixtures struct {
	Schema   int           `json:"schema"`
	Checked  int           `json:"checked"`
	Failed   int           `json:"failed"`
	Fixtures []jsonFixture `json:"fixtures"`
}

type jsonFixture struct {
	Name      string  `json:"name"`
	SIM       jsonSIM `json:"sim"`
	Expected  string  `json:"expected"`
	Actual    string  `json:"actual"`
	Undecided bool    `json:"undecided"`
	Passed    bool    `json:"passed"`
	Reason    string  `json:"reason"`
	File      string  `json:"file"`
	Line      int     `json:"line"`
	Column    int     `json:"column"`
}

func writeFixturesJSON(w io.Writer, list []checked, failures int) error {
	j := jsonFixtures{Schema: matchSchema, Checked: len(list), Failed: failures, Fixtures: []jsonFixture{}}
	for i := range list {
		c := &list[i]
		j.Fixtures = append(j.Fixtures, jsonFixture{
			Name: c.Name, SIM: jsonSIM(c.sim), Expected: c.Profile, Actual: c.actual, Undecided: c.undecided, Passed: c.passed,
			Reason: c.reason, File: c.Position.File, Line: c.Position.Line, Column: c.Position.Column,
		})
	}
	return writeIndented(w, j)
}
