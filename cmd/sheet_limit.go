package cmd

import (
	"cmp"
	"fmt"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet"
)

// sheetRows is how many rows a sheet holds.
func (s *Streams) sheetRows() int { return cmp.Or(s.SheetRows, spreadsheet.MostRows) }

// fitsSheet returns an error if there are more rows than a sheet holds. Nobody
// should wait for checks to hear that.
func (p *program) fitsSheet(l *loaded, hint string) error {
	rows := l.submission.Len()
	if rows <= p.sheetRows() {
		return nil
	}
	name := l.inputs[0].name
	if len(l.inputs) > 1 {
		name += " and others"
	}
	return tooManyRows(at(name), rows, p.sheetRows(), hint)
}

// severalWorkbooks says how to write more rows than a sheet holds.
const severalWorkbooks = "write several workbooks, divided between operators, as in -o \"out-" + numberHere + ".xlsx\""

func tooManyRows(at cosa.Position, rows, most int, hint string) error {
	return &cosa.ReadError{
		Position: at, Problem: fmt.Sprintf("nothing was written: there are %s, and a sheet of Excel holds %d below its header", count(rows, "row"), most), Hint: hint,
	}
}

// numbered divides a submission among workbooks of at most so many rows. The
// profiles of an Operator + Country/Region stay together: their rows replace
// what was there, so that a second workbook would wipe what the first brought.
func numbered(output *outputPattern, s *cosa.Submission, most int) ([]*generatedFile, error) {
	var names []string
	named := make(map[string][]int)
	for i := range s.Profiles() {
		name := cosa.FoldName(s.Profiles()[i].First().Name())
		if named[name] == nil {
			names = append(names, name)
		}
		named[name] = append(named[name], i)
	}
	var files []*generatedFile
	rows := 0
	for _, name := range names {
		first, own := s.Profiles()[named[name][0]].First(), 0
		for _, i := range named[name] {
			own += s.Profiles()[i].Len()
		}
		if own > most {
			return nil, tooManyRows(first.Start(), own, most, fmt.Sprintf("they are all of %s, whose rows must stay together; use wider ranges, or fewer connections", first.Name()))
		}
		if rows += own; len(files) == 0 || rows > most {
			files = append(files, &generatedFile{path: output.number(len(files) + 1), first: first, names: make(map[string]bool)})
			if rows = own; len(files) > mostFiles {
				return nil, usagef("%q makes more than %d files", output.given, mostFiles)
			}
		}
		f := files[len(files)-1]
		for _, i := range named[name] {
			f.profiles = append(f.profiles, i)
			f.names[s.Profiles()[i].First().Name()] = true
		}
	}
	return files, nil
}
