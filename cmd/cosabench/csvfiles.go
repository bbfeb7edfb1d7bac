package main

// Names of the programs that read CSV.
const (
	goCSVName = "Go encoding/csv"
	pyCSVName = "Python csv"
)

// measureCSV has cosa check CSV files and the others merely read them.
func measureCSV(m *machine) (outcome, error) {
	c := contest{
		title: "Checking CSV", unit: "rows", sizes: m.rows,
		text: "The rows of the workbooks as CSV.\n" +
			"`cosa validate` reads and applies every rule; the others merely read, and find as many cells.\n",
	}
	c.add(m.itself(), program{name: validateName, enter: func(n int) (entrant, error) {
		path, err := m.input(csvInput, n)
		return entrant{args: m.validated(path), inner: tells(" in # rows", n)}, err
	}})
	for _, reader := range []struct {
		name string
		tool tool
		args []string
	}{{goCSVName, m.itself(), []string{"-peer", csvPeer}}, {pyCSVName, m.tools.python, []string{m.tools.script("count.py")}}} {
		c.add(reader.tool, program{name: reader.name, rival: validateName, enter: func(n int) (entrant, error) {
			path, err := m.input(csvInput, n)
			return reader.tool.entrant(says(filledColumns()*n+columns), append(reader.args, path)...), err
		}})
	}
	return c.run(m)
}
