package spreadsheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// workbook is an opened workbook: its sheets and what all of them share.
type workbook struct {
	file    string
	main    string // the part that lists the sheets
	archive *archive
	limits  Limits
	sheets  []sheetInfo
	styles  styles
	strings sharedStrings
	digest  *cosa.Digest
	longSum int64 // text of long cells so far
}

// sheetInfo is a sheet as the workbook lists it.
type sheetInfo struct {
	name   string
	part   string
	hidden bool
}

const hintRepair = "open it in Excel, let Excel repair it, save it as .xlsx and try again"

// fail wraps what went wrong in a part of the workbook.
func (w *workbook) fail(sheet, what string, err error) error {
	if err == nil {
		return nil
	}
	e := &cosa.ReadError{Position: cosa.Position{File: w.file, Sheet: sheet}, Err: err}
	var large *tooLargeError
	switch {
	case errors.As(err, &large):
		e.Problem = what + " is too large to read"
		e.Hint = "keep only the rows of the submission, in one sheet, and save the workbook again"
	case errors.Is(err, errEncrypted):
		e.Problem = what + " cannot be read"
		e.Hint = "remove the password and save the workbook again"
	default:
		e.Problem = what + " is damaged"
		e.Hint = hintRepair
	}
	return e
}

// long counts the text of a long cell.
func (w *workbook) long(n int) error {
	if w.longSum += int64(n); w.longSum > w.limits.LongText {
		return tooLarge("its cells of more than %d bytes hold more than %s together", longText, bytesText(w.limits.LongText))
	}
	return nil
}

// scan reads an XML part with do.
func (w *workbook) scan(name string, do func(*xmlScanner) error) error {
	src, err := w.source(name, w.limits.PartBytes)
	if err != nil {
		return err
	}
	defer src.close()
	return do(newXMLScanner(src, w.limits.Depth))
}

func (w *workbook) source(name string, limit int64) (*pipe, error) {
	p, err := w.archive.open(name, limit)
	if err != nil {
		return nil, err
	}
	var r io.Reader
	if r, err = asUTF8(p); err != nil {
		return nil, err
	}
	size := pipeBlock
	if n := p.file.UncompressedSize64; n < pipeBlock {
		size = int(n) + 1
	}
	return newPipe(r, size, pipeHeadroom), nil
}

// relationship links a part to another.
type relationship struct{ id, kind, target string }

// relationships lists those of a part; a part without any is no error. Targets
// are names of parts.
func (w *workbook) relationships(of string) ([]relationship, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if !w.archive.has(name) {
		return nil, nil
	}
	var list []relationship
	err := w.scan(name, func(x *xmlScanner) error {
		for {
			t, err := x.next()
			if err != nil || t == tokenEnd {
				return err
			}
			if t != tokenOpen || string(x.name) != "Relationship" || string(x.attr("TargetMode")) == "External" {
				continue
			}
			if len(list) == 1<<16 {
				return tooLarge("%s holds more than %d relationships", name, len(list))
			}
			target := strings.ReplaceAll(string(x.attr("Target")), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = "/" + dir + target
			}
			kind := string(x.attr("Type"))
			kind = kind[strings.LastIndexByte(kind, '/')+1:]
			list = append(list, relationship{string(x.attr("Id")), kind, strings.TrimPrefix(path.Clean(target), "/")})
		}
	})
	return list, err
}

// openWorkbook reads everything but the sheets.
func openWorkbook(file string, r io.ReaderAt, size int64, limits Limits) (*workbook, error) {
	w := &workbook{file: file, limits: limits}
	var err error
	if w.archive, err = openArchive(r, size, limits); err != nil {
		return nil, w.fail("", "the workbook", err)
	}
	main := "xl/workbook.xml"
	roots, err := w.relationships("")
	if err != nil {
		return nil, w.fail("", "the workbook", err)
	}
	for _, rel := range roots {
		switch rel.kind {
		case "officeDocument":
			main = rel.target
		case "custom-properties", "customProperties":
			if !w.archive.has(rel.target) {
				continue // nothing that the rows depend on
			}
			if err := w.scan(rel.target, w.readProperties); err != nil {
				return nil, w.fail("", "the list of document properties", err)
			}
		}
	}
	w.main = main
	links, err := w.relationships(main)
	if err != nil {
		return nil, w.fail("", "the workbook", err)
	}
	if err := w.scan(main, func(x *xmlScanner) error { return w.readSheets(x, links) }); err != nil {
		return nil, w.fail("", "the workbook", err)
	}
	for _, rel := range links {
		switch rel.kind {
		case "styles":
			err = w.fail("", "the table of cell styles", w.scan(rel.target, w.styles.read))
		case "sharedStrings":
			if w.strings.len() > 0 {
				continue
			}
			err = w.fail("", "the table of shared texts", w.scan(rel.target, func(x *xmlScanner) error {
				return w.strings.read(x, limits)
			}))
		}
		if err != nil {
			return nil, err
		}
	}
	return w, w.fail(checksSheet, fmt.Sprintf("the sheet %q", checksSheet), w.readChecks())
}

func (w *workbook) readSheets(x *xmlScanner, links []relationship) error {
	targets := make(map[string]relationship, len(links))
	for _, rel := range links {
		targets[rel.id] = rel
	}
	inSheets := false
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		if t == tokenEnd {
			break
		}
		if x.depth() <= 2 && t == tokenOpen {
			if x.depth() == 1 && string(x.name) != "workbook" {
				return malformed("it is no workbook but %.40q", x.name)
			}
			inSheets = string(x.name) == "sheets"
		}
		if t != tokenOpen || !inSheets || string(x.name) != "sheet" {
			continue
		}
		name := string(x.attr("name"))
		rel, ok := targets[string(x.sheetLink())]
		if !ok {
			return malformed("the sheet %q has no part", name)
		}
		if rel.kind != "worksheet" {
			continue // a chart or dialogue sheet
		}
		if len(w.sheets) == w.limits.SheetCount {
			return tooLarge("it holds more than %d sheets", w.limits.SheetCount)
		}
		state := string(x.attr("state"))
		w.sheets = append(w.sheets, sheetInfo{name: name, part: rel.target, hidden: state == "hidden" || state == "veryHidden"})
	}
	if len(w.sheets) == 0 {
		return malformed("it has no sheet of cells")
	}
	return nil
}

// sheetLink returns the id attribute that has a namespace prefix; a sheet has
// no other one.
func (x *xmlScanner) sheetLink() []byte {
	for _, a := range x.attrs {
		if bytes.HasSuffix(a.name, []byte(":id")) {
			return a.value
		}
	}
	return nil
}

// readProperties reads what an exported workbook says of itself.
func (w *workbook) readProperties(x *xmlScanner) error {
	name := ""
	var value []byte
	for {
		t, err := x.next()
		if err != nil || t == tokenEnd {
			return err
		}
		if t != tokenOpen {
			continue
		}
		switch x.depth() {
		case 2:
			name = string(x.attr("name"))
		case 3:
			if name != propertyDigest && name != propertyRules && name != propertyVersion {
				continue
			}
			if value, err = x.collect(value[:0], w.limits.CellLength); err != nil {
				return err
			}
			if w.digest == nil {
				w.digest = &cosa.Digest{}
			}
			switch name {
			case propertyDigest:
				w.digest.Recorded = strings.TrimSpace(string(value))
			case propertyRules:
				w.digest.Rules = strings.TrimSpace(string(value))
			}
		}
	}
}

// sheet starts reading a sheet; the caller closes the pipe.
func (w *workbook) sheet(i int) (*sheetScanner, *pipe, error) {
	src, err := w.source(w.sheets[i].part, w.limits.SheetBytes)
	if err != nil {
		return nil, nil, err
	}
	return newSheetScanner(src, w), src, nil
}
