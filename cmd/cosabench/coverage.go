package main

import "fmt"

// Names of the programs that compare SIMs with ranges.
const (
	coverageName = "cosa ranges coverage"
	bisectName   = "Python bisect"
)

// simsPerRow makes lists of SIMs ten times as long as sheets.
const simsPerRow = 10

// measureCoverage has cosa compare lists of SIMs with ranges.
func measureCoverage(m *machine) (outcome, error) {
	c := contest{
		title: "Comparing SIMs with ranges", unit: "SIMs",
		text: fmt.Sprintf("ICCIDs, one a line in no order, of which one in %d lies in none of %d ranges.\n"+
			"`cosa ranges coverage` also finds the malformed and the repeated ones and the ranges without SIMs; Python counts by range.\n"+
			"Both find as many outside.\n", strays, listed),
	}
	for _, n := range m.rows {
		c.sizes = append(c.sizes, simsPerRow*n)
	}
	c.add(m.itself(), program{name: coverageName, enter: func(n int) (entrant, error) {
		sims, list, err := m.lists(n)
		return entrant{
			args: []string{m.cosa, "ranges", "coverage", "--no-config", "--sims", sims, list}, exit: 1, inner: tells("outside every range: #\n", strayed(n)),
		}, err
	}})
	c.add(m.tools.python, program{name: bisectName, rival: coverageName, enter: func(n int) (entrant, error) {
		sims, list, err := m.lists(n)
		return m.tools.python.entrant(says(strayed(n)), m.tools.script("cover.py"), sims, list), err
	}})
	return c.run(m)
}

// lists are n SIMs and the ranges that they are compared with.
func (m *machine) lists(n int) (sims, list string, err error) {
	if sims, err = m.input(simsInput, n); err == nil {
		list, err = m.input(listInput, listed)
	}
	return sims, list, err
}
