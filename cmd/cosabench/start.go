package main

const (
	startName   = "cosa --version"
	nothingName = "true"
	pythonName  = "python -c pass"
)

// measureStart has programs start and end.
func measureStart(m *machine) (outcome, error) {
	c := contest{
		title: "Starting", unit: "start", sizes: []int{1},
		text: "From the start of the process to its end. `true` does nothing at all.\n",
	}
	// So short a thing is measured more often.
	runs := 10 * m.runs
	c.add(m.itself(), program{name: startName, enter: func(int) (entrant, error) {
		return entrant{args: []string{m.cosa, "--version"}, runs: runs}, nil
	}})
	c.add(m.tools.nothing, program{name: nothingName, rival: startName, enter: func(int) (entrant, error) {
		return entrant{args: []string{m.tools.nothing.path}, runs: runs}, nil
	}})
	c.add(m.tools.python, program{name: pythonName, rival: startName, enter: func(int) (entrant, error) {
		return entrant{args: []string{m.tools.python.path, "-c", "pass"}, runs: runs}, nil
	}})
	return c.run(m)
}
