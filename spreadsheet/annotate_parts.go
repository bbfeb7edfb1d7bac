package spreadsheet

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

const (
	sheetContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	tableContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
	notesContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
)

// prepareSheet plans the marks of a sheet, and that those of an earlier run go.
func (a *annotator) prepareSheet(sheet sheetInfo) error {
	marks := a.plan.sheets[sheet.name]
	if len(marks) == 0 && a.old == nil {
		return nil
	}
	links, err := a.book.links(sheet.part, a.dialect)
	if err != nil {
		return err
	}
	s := &sheetMarker{styles: a.styles, old: a.old, plan: a.plan, marks: marks}
	s.tail = sheetTail{backTo: a.page.name, links: marks, dialect: a.dialect}
	notes, err := a.prepareNotes(links, sheet, s, marks)
	if err != nil {
		return err
	}
	if len(marks) == 0 && !notes {
		if stays, err := a.stays(sheet.part, *s); stays || err != nil {
			return err
		}
	}
	a.edit.stream(sheet.part, func(out io.Writer) error {
		src, err := a.book.markSheet(sheet.part, out, s)
		if err != nil {
			return err
		}
		defer src.close()
		err = s.write()
		a.result.Unmarked += s.unmarked
		return err
	})
	return nil
}

// stays reports whether a sheet without findings holds no marks of an earlier
// run either.
func (a *annotator) stays(part string, s sheetMarker) (bool, error) {
	src, err := a.book.markSheet(part, io.Discard, &s)
	if err != nil {
		return false, err
	}
	defer src.close()
	s.out = bufio.NewWriter(io.Discard)
	err = s.write()
	return !s.changed, err
}

// prepareNotes plans the notes of a sheet and reports whether they change.
func (a *annotator) prepareNotes(links *links, sheet sheetInfo, s *sheetMarker, marks []*cellMark) (bool, error) {
	var doc *document
	var err error
	rel := links.find("comments", "")
	if rel != nil {
		doc, err = a.book.document(links.target(rel))
	} else {
		doc, err = newNotes(a.dialect, a.book.limits.Depth)
	}
	if err != nil {
		return false, err
	}
	notes, err := editNotes(doc, a.plan, marks)
	if err != nil {
		return false, err
	}
	a.result.Threads += notes.refused
	for _, m := range marks {
		if m.noted {
			a.result.Notes++
		}
	}
	changed := len(doc.edits)+len(doc.appended) > 0
	if !changed {
		return false, nil
	}
	write := func() ([]byte, error) { return doc.bytes(), nil }
	if rel != nil {
		a.edit.replace(links.target(rel), write)
	} else {
		part := a.edit.free("xl/comments%d.xml")
		links.add("comments", part)
		a.edit.add(part, notesContentType, func(w io.Writer) error {
			_, err := w.Write(doc.bytes())
			return err
		})
	}
	if err := a.prepareShapes(links, sheet, s, notes); err != nil {
		return false, err
	}
	return true, nil
}

// prepareShapes plans the boxes of a sheet's notes. They are written behind
// the sheet, whose columns tell where they go.
func (a *annotator) prepareShapes(links *links, sheet sheetInfo, s *sheetMarker, notes *noteEdit) error {
	id, err := a.shapesOf(sheet.part, links)
	if err != nil {
		return err
	}
	content := func(vml []byte) ([]byte, error) {
		s.grid.columns = s.columns
		return editShapes(vml, notes, a.plan, &s.grid)
	}
	if rel := links.find("vmlDrawing", id); id != "" && rel != nil {
		part := links.target(rel)
		vml, err := a.book.shapes(part)
		if err != nil {
			return err
		}
		a.edit.replaceLate(part, func() ([]byte, error) { return content(vml) })
	} else if id != "" {
		return malformed("the sheet's notes have no shapes")
	} else {
		part := a.edit.free("xl/drawings/vmlDrawing%d.vml")
		s.tail.relation = links.add("vmlDrawing", part)
		a.edit.defaultType("vml", vmlContentType)
		a.edit.add(part, "", func(w io.Writer) error {
			vml, err := content([]byte(vmlEmpty))
			if err == nil {
				_, err = w.Write(vml)
			}
			return err
		})
	}
	a.saveLinks(links)
	return nil
}

// shapesOf is the relationship to the shapes of a sheet's notes, "" for none.
// The header of printed pages may have shapes too, so that only the sheet can
// tell; where it has none at all there is nothing to ask.
func (a *annotator) shapesOf(part string, links *links) (string, error) {
	if links.find("vmlDrawing", "") == nil {
		return "", nil
	}
	id := ""
	err := a.book.scanSheet(part, func(x *xmlScanner) {
		if x.depth() == 2 && string(x.name) == "legacyDrawing" {
			id = string(x.sheetLink())
		}
	})
	return id, err
}

// scanSheet calls see for every start tag of a sheet.
func (w *workbook) scanSheet(part string, see func(*xmlScanner)) error {
	src, err := w.source(part, w.limits.SheetBytes)
	if err != nil {
		return err
	}
	defer src.close()
	x := newXMLScanner(src, w.limits.Depth)
	for {
		t, err := x.next()
		if err != nil || t == tokenEnd {
			return err
		}
		if t == tokenOpen {
			see(x)
		}
	}
}

// addPage adds the sheet of findings and its table.
func (a *annotator) addPage() (part string, err error) {
	part = a.edit.free("xl/worksheets/findings%d.xml")
	relation := ""
	if a.plan.listed > 0 {
		id, name, err := a.freeTable()
		if err != nil {
			return "", err
		}
		links, err := newLinks(part, a.dialect)
		if err != nil {
			return "", err
		}
		table := a.edit.free("xl/tables/findings%d.xml")
		relation = links.add("table", table)
		a.saveLinks(links)
		a.edit.add(table, tableContentType, func(w io.Writer) error {
			_, err := w.Write(a.page.tableXML(id, name))
			return err
		})
	}
	a.edit.add(part, sheetContentType, func(w io.Writer) error {
		a.page.memory, a.page.notes = a.styles.pairs, a.remarks()
		return a.page.write(w, relation)
	})
	return part, nil
}

// remarks says what the marks do not show.
func (a *annotator) remarks() []string {
	var remarks []string
	if n := a.plan.cells - a.result.Notes - a.result.Threads; n > 0 {
		remarks = append(remarks, counted(a.result.Notes, "cell")+" have a note, the severest first; "+counted(n, "more")+" are coloured without one, as sheets get slow.")
	}
	if n := a.result.Unmarked; n > 0 {
		remarks = append(remarks, counted(n, "cell")+" have no colour: the workbook has too many styles.")
	}
	if a.result.Threads > 0 {
		remarks = append(remarks, counted(a.result.Threads, "cell")+" with a conversation got no note.")
	}
	return remarks
}

// freeTable is a number and a name that no table of the workbook has.
func (a *annotator) freeTable() (id int, name string, err error) {
	id, name = 1, "CosaFindings"
	taken := make(map[string]bool)
	for _, sheet := range a.book.sheets {
		if a.old != nil && sheet.part == a.old.part {
			continue
		}
		links, err := a.book.relationships(sheet.part)
		if err != nil {
			return 0, "", err
		}
		for _, l := range links {
			if l.kind != "table" {
				continue
			}
			err := a.book.scan(l.target, func(x *xmlScanner) error {
				if _, err := x.next(); err != nil {
					return err
				}
				if n, ok := parseIndex(x.attr("id")); ok {
					id = max(id, n+1)
				}
				taken[strings.ToLower(string(x.attr("displayName")))] = true
				return nil
			})
			if err != nil {
				return 0, "", err
			}
		}
	}
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = "CosaFindings" + strconv.Itoa(n)
	}
	return id, name, nil
}

// WorkbookExtension is the extension that a workbook's file must have: xlsm if
// it may hold macros, else xlsx. Programs refuse the other one.
func WorkbookExtension(r io.ReaderAt, size int64) string {
	w, err := openWorkbook("", r, size, DefaultLimits())
	if err == nil && strings.Contains(strings.ToLower(w.contentType(w.main)), "macroenabled") {
		return "xlsm"
	}
	return "xlsx"
}
