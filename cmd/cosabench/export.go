package main

import "fmt"

// Names of the programs that write workbooks.
const (
	exportCSVName  = "cosa export, from CSV"
	exportBookName = "cosa export, from xlsx"
	exportYAMLName = "cosa export, from YAML"
	streamName     = "excelize StreamWriter"
	setCellName    = "excelize SetCellValue"
	writeOnlyName  = "openpyxl, write only, from CSV"
)

// measureExport has cosa export the rows from every format, and the others
// write a sheet of the same cells.
func measureExport(m *machine) (outcome, error) {
	c := contest{
		title: "Writing workbooks", unit: "rows", sizes: m.rows,
		text: fmt.Sprintf("The same rows of %d cells, all as text.\n"+
			"`cosa export` reads the rows from a file, applies every rule, writes the workbook and reads it back to compare every value;\n"+
			"excelize merely writes cells that are made in memory, openpyxl those of the CSV file. All sheets hold as many cells.\n", filledColumns()),
	}
	for _, from := range []struct{ name, input string }{{exportCSVName, csvInput}, {exportBookName, workbookInput}, {exportYAMLName, yamlInput}} {
		c.add(m.itself(), program{name: from.name, enter: func(n int) (entrant, error) {
			path, err := m.input(from.input, n)
			out := m.made("export.xlsx")
			return m.writes(out, n, entrant{
				args: m.exported(path, out), inner: tells("written and read back, # rows", n),
			}), err
		}})
	}
	for _, peer := range []struct {
		name, peer string
		most       int
	}{{streamName, streamPeer, 0}, {setCellName, setCellPeer, m.slow}} {
		c.add(m.itself(), program{name: peer.name, rival: exportCSVName, most: peer.most, enter: func(n int) (entrant, error) {
			out := m.made(peer.peer + ".xlsx")
			return m.writes(out, n, entrant{args: []string{
				m.self, "-peer", peer.peer, "-rows", fmt.Sprint(n), "-seed", fmt.Sprint(m.seed), out,
			}}), nil
		}})
	}
	c.add(m.tools.openpyxl, program{name: writeOnlyName, rival: exportCSVName, most: m.slow, enter: func(n int) (entrant, error) {
		path, err := m.input(csvInput, n)
		out := m.made("openpyxl.xlsx")
		return m.writes(out, n, m.tools.openpyxl.entrant(nil, m.tools.script("write.py"), path, out)), err
	}})
	return c.run(m)
}

// exported are the arguments that have cosa export a file.
func (m *machine) exported(path, out string) []string {
	return []string{m.cosa, "export", "--no-config", path, "-o", out}
}

// writes says that a program writes the generated sheet of n rows to a file.
func (m *machine) writes(path string, n int, e entrant) entrant {
	e.output, e.verify = path, func(path string) error { return checkWorkbook(path, n) }
	return e
}
