package cmd

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/generate"
	"github.com/cosakit/cosa/spreadsheet"
)

// tableFormat is a kind of table that rows are generated from.
type tableFormat struct {
	name       string
	extensions []string
	read       func(b *cosa.Builder, name string, o *opened, flags inputFlags) error
}

// tableFormats lists the kinds of tables.
var tableFormats = []tableFormat{
	{"csv", []string{"csv", "txt"}, readTableText(cosa.CSV)},
	{"tsv", []string{"tsv", "tab"}, readTableText(cosa.TSV)},
	{"xlsx", []string{"xlsx", "xlsm"}, func(b *cosa.Builder, name string, o *opened, flags inputFlags) error {
		return spreadsheet.ReadWorkbook(b, name, o.content, o.size, spreadsheet.ReadOptions{Sheet: flags.sheet, AnyTable: true})
	}},
	{"jsonl", []string{"jsonl", "ndjson"}, func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
		return generate.ReadLines(b, name, o.stream())
	}},
}

func readTableText(format cosa.Format) func(*cosa.Builder, string, *opened, inputFlags) error {
	return func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
		return spreadsheet.ReadCSV(b, name, o.stream(), format, spreadsheet.ReadOptions{AnyTable: true})
	}
}

func tableNames() []string {
	names := make([]string, len(tableFormats))
	for i := range tableFormats {
		names[i] = tableFormats[i].name
	}
	return names
}

// tableFormatOf recognises a table by its content, then by its name.
func tableFormatOf(name string, o *opened, flags inputFlags) (*tableFormat, error) {
	find := func(name string) *tableFormat { return &tableFormats[slices.Index(tableNames(), name)] }
	if flags.format != "" {
		return find(flags.format), nil
	}
	container := spreadsheet.Identify(o.content, o.size)
	if container == spreadsheet.XLSX {
		return find("xlsx"), nil
	}
	ext := extension(name)
	text := container == spreadsheet.PlainText || container == spreadsheet.JSON
	if !text || slices.Contains(workbookExtensions, ext) || slices.Contains(find("xlsx").extensions, ext) {
		problem, hint := container.Explain()
		return nil, &cosa.ReadError{Position: at(name), Problem: problem, Hint: hint}
	}
	head := make([]byte, headLength)
	n, err := o.content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, cannotRead(name, err)
	}
	head = bytes.TrimSpace(narrow(head[:n]))
	if first, _, _ := bytes.Cut(head, []byte("\n")); bytes.HasPrefix(first, []byte("{")) && json.Valid(first) {
		return find("jsonl"), nil // no header of a table is an object
	}
	for i := range tableFormats {
		if slices.Contains(tableFormats[i].extensions, ext) {
			return &tableFormats[i], nil
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		return find("jsonl"), nil
	case bytes.HasPrefix(head, []byte("[")), ext == "json", ext == "yaml", ext == "yml":
		return nil, &cosa.ReadError{Position: at(name), Problem: "is no table", Hint: "write JSON Lines, one object on each line, or CSV; --input-format says which it is"}
	}
	return find("csv"), nil
}

// readBase reads the base of generated rows.
func (p *program) readBase(l *loaded, path string) (*cosa.Submission, error) {
	return p.readPart(l, path, func(b *cosa.Builder, in *input, o *opened) error {
		format, err := recognise(in.name, o)
		if err != nil {
			return err
		}
		if !slices.Contains([]cosa.Format{cosa.YAML, cosa.JSON, cosa.JSONL}, format.name) {
			return &cosa.ReadError{Position: at(in.name), Problem: "the base is " + string(format.name) + ", and must be yaml or json", Hint: "cosa convert " + in.name + " --to yaml writes it so"}
		}
		l.formats = append(l.formats, format)
		return format.read(b, in.name, o, inputFlags{})
	})
}

// readTable reads the table of generated rows.
func (p *program) readTable(l *loaded, path string, flags inputFlags) (*cosa.Submission, error) {
	return p.readPart(l, path, func(b *cosa.Builder, in *input, o *opened) error {
		format, err := tableFormatOf(in.name, o, flags)
		if err != nil {
			return err
		}
		return format.read(b, in.name, o, flags)
	})
}

// readPart reads one file into a submission of its own.
func (p *program) readPart(l *loaded, path string, read func(*cosa.Builder, *input, *opened) error) (s *cosa.Submission, err error) {
	in := &input{name: path, path: path}
	if path == standardStream {
		in.name = stdinName
	} else {
		if in.info, err = os.Stat(path); err != nil {
			return nil, cannotRead(path, err)
		}
		if in.info.IsDir() {
			return nil, &cosa.ReadError{Position: at(path), Problem: "is a folder", Hint: "name a file"}
		}
	}
	defer p.working("reading " + in.name)()
	o, err := in.open(p.In)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closing := o.close(); err == nil && closing != nil {
			err = cannotRead(in.name, closing)
		}
	}()
	sum, err := o.digest()
	if err != nil {
		return nil, cannotRead(in.name, err)
	}
	l.inputs = append(l.inputs, in)
	l.digests = append(l.digests, spreadsheet.InputDigest{File: filepath.Base(in.name), SHA256: sum})
	b := cosa.NewBuilder()
	if err := read(b, in, o); err != nil {
		return nil, err
	}
	return b.Submission(), nil
}
