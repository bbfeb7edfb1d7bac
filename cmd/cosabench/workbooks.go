package main

import "fmt"

// Names of the programs that tables and bounds speak of.
const (
	validateName = "cosa validate"
	unzipName    = "unzip -p"
	openpyxlName = "openpyxl, read only"
	sheetJSName  = "SheetJS"
	getRowsName  = "excelize GetRows"
	exceljsName  = "exceljs, as a stream"
)

// validated are the arguments that have cosa check a file and tell how many
// rows there were, but not fail on findings.
func (m *machine) validated(path string) []string {
	return []string{m.cosa, "validate", "--no-config", "--fail-on", "never", path}
}

// measureWorkbooks has every reader read a workbook of every size.
func measureWorkbooks(m *machine) (outcome, error) {
	c := contest{
		title: "Reading and checking workbooks", unit: "rows", sizes: m.rows, floor: unzipName,
		text: fmt.Sprintf("Workbooks of %d columns, %d of them filled.\n"+
			"`cosa validate` reads and applies every rule; the others merely read, and find as many cells.\n", columns, filledColumns()),
	}
	c.add(m.itself(), program{name: validateName, enter: func(n int) (entrant, error) {
		path, err := m.input(workbookInput, n)
		return entrant{args: m.validated(path), inner: tells(" in # rows", n)}, err
	}})
	c.add(m.tools.unzip, program{name: unzipName, rival: validateName, enter: func(n int) (entrant, error) {
		path, err := m.input(workbookInput, n)
		return entrant{args: []string{m.tools.unzip.path, "-p", path}}, err
	}})
	for _, reader := range []struct {
		name string
		tool tool
		args []string
	}{
		{getRowsName, m.itself(), []string{"-peer", getRowsPeer}},
		{openpyxlName, m.tools.openpyxl, []string{m.tools.script("read.py")}},
		{sheetJSName, m.tools.sheetJS, []string{heap, m.tools.script("sheetjs.js")}},
		{exceljsName, m.tools.exceljs, []string{heap, m.tools.script("exceljs.js")}},
	} {
		c.add(reader.tool, program{name: reader.name, rival: validateName, most: m.slow, enter: func(n int) (entrant, error) {
			path, err := m.input(workbookInput, n)
			if err != nil {
				return entrant{}, err
			}
			cells, err := sheetCells(path)
			return reader.tool.entrant(says(cells), append(reader.args, path)...), err
		}})
	}
	return c.run(m)
}
