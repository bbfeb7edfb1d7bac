package main

const (
	diffName    = "cosa diff"
	compareName = "openpyxl, sets of rows"
)

// measureDiff has cosa tell what an edited workbook changes.
func measureDiff(m *machine) (outcome, error) {
	c := contest{
		title: "Comparing workbooks", unit: "rows", sizes: m.rows,
		text: "Two workbooks; in the second, one access point of every tenth profile has another name.\n" +
			"`cosa diff` tells what changes in each profile; Python counts the rows that only one of the two holds. Both find all.\n",
	}
	c.add(m.itself(), program{name: diffName, enter: func(n int) (entrant, error) {
		before, after, err := m.versions(n)
		profiles, _ := (sheet{rows: n}).edits()
		return entrant{args: []string{m.cosa, "diff", "--no-config", "-f", "json", before, after}, exit: 1, inner: tells(`"changed":#,`, profiles)}, err
	}})
	c.add(m.tools.openpyxl, program{name: compareName, rival: diffName, most: m.slow, enter: func(n int) (entrant, error) {
		before, after, err := m.versions(n)
		_, rows := (sheet{rows: n}).edits()
		return m.tools.openpyxl.entrant(says(2*rows), m.tools.script("compare.py"), before, after), err
	}})
	return c.run(m)
}

// versions are two workbooks of n rows each.
func (m *machine) versions(n int) (before, after string, err error) {
	if before, err = m.input(workbookInput, n); err == nil {
		after, err = m.input(editedInput, n)
	}
	return before, after, err
}
