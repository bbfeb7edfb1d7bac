package cmd

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/generate"
	"github.com/cosakit/cosa/rules"
)

// generatedFile is a file that generate writes.
type generatedFile struct {
	path       string
	submission *cosa.Submission
	profiles   []int // of the whole submission
	first      cosa.Entry
	names      map[string]bool // of the profiles
	digest     string          // of the rows of a workbook, once it is written
}

// mostFiles bounds the files that a pattern makes.
const mostFiles = 10_000

// fileSettings are the settings that the name of an output may hold, by their
// placeholders, which fileFields lists.
var (
	fileSettings = map[string]cosa.Setting{"operator": cosa.Operator, "country": cosa.CountryRegion}
	fileFields   = []string{"operator", "country"}
)

// generatedFiles lists the files to write, or says that they cannot hold it all.
func (p *program) generatedFiles(o *generateOptions, l *loaded, format *fileFormat) ([]*generatedFile, error) {
	if o.pattern.numbered() {
		return numbered(&o.pattern, l.submission, p.sheetRows())
	}
	if !o.pattern.several() && format.workbook {
		if err := p.fitsSheet(l, severalWorkbooks); err != nil {
			return nil, err
		}
	}
	files, err := o.files(l.submission)
	for _, f := range files {
		rows := 0
		for _, i := range f.profiles {
			rows += l.submission.Profiles()[i].Len()
		}
		if format.workbook && rows > p.sheetRows() {
			return nil, tooManyRows(at(f.path), rows, p.sheetRows(), "name more in -o, as in -o \"{operator}-{country}.xlsx\", or write yaml")
		}
	}
	return files, err
}

// refuseInputs is refuseInput for several outputs.
func refuseInputs(files []*generatedFile, inputs []*input) error {
	for _, f := range files {
		if err := refuseInput(f.path, inputs); err != nil {
			return err
		}
	}
	return nil
}

// files lists the files to write: one, or those that the pattern in the
// output's name makes of the profiles.
func (o *generateOptions) files(s *cosa.Submission) ([]*generatedFile, error) {
	whole := []*generatedFile{{path: o.output, submission: s}}
	if !o.pattern.several() || s.Len() == 0 {
		return whole, nil
	}
	var files []*generatedFile
	byName := make(map[string]*generatedFile) // by the values that the name holds
	byPath := make(map[string]*generatedFile)
	for i := range s.Profiles() {
		e := s.Profiles()[i].First()
		key := ""
		path := o.pattern.name(func(field string) string {
			text := e.Text(fileSettings[field])
			key += cosa.FoldName(text) + "\x00"
			return fileName(text)
		})
		f := byName[key]
		if f == nil {
			f = &generatedFile{path: filepath.Clean(safePath(path)), first: e, names: make(map[string]bool)}
			if other := byPath[strings.ToLower(f.path)]; other != nil {
				return nil, &cosa.ReadError{
					Position: e.Start(), Problem: "the profile's file would be " + f.path + ", which is that of " + other.first.Name() + " too",
					Hint: "nothing was written; name more in -o, as in -o \"{operator}-{country}.xlsx\", or rename one of them",
				}
			}
			byName[key], byPath[strings.ToLower(f.path)] = f, f
			if files = append(files, f); len(files) > mostFiles {
				return nil, usagef("%q makes more than %d files", o.pattern.given, mostFiles)
			}
		}
		f.profiles = append(f.profiles, i)
		f.names[e.Name()] = true
	}
	return files, nil
}

// divide makes the submission of each file.
func divide(files []*generatedFile, s *cosa.Submission) {
	of := make([]int, len(s.Profiles()))
	for n, f := range files {
		for _, i := range f.profiles {
			of[i] = n
		}
	}
	for n, part := range generate.Parts(s, of, len(files)) {
		files[n].submission = part
	}
}

// result is the part of it that is about the file's profiles, or about none.
func (f *generatedFile) result(all *rules.Result, several bool) *rules.Result {
	if !several {
		return all
	}
	own := *all
	other := func(finding *cosa.Finding) bool { return finding.Profile != "" && !f.names[finding.Profile] }
	own.Findings = slices.DeleteFunc(slices.Clone(all.Findings), func(found cosa.Finding) bool { return other(&found) })
	own.Silenced = slices.DeleteFunc(slices.Clone(all.Silenced), func(s rules.Silenced) bool { return other(&s.Finding) })
	return &own
}

// tellWritten says what files were written, and how.
func (p *program) tellWritten(files []*generatedFile, how string) {
	const most = 50
	for i, f := range files {
		if i == most {
			p.note("and %d more files", len(files)-most)
			break
		}
		if f.path == standardStream {
			continue
		}
		told := fmt.Sprintf("%s: %s, %s, %s", f.path, how, count(f.submission.Len(), "row"), count(len(f.submission.Profiles()), "profile"))
		if f.digest != "" {
			told += ", data digest " + f.digest
		}
		p.note("%s", told)
	}
}

// fileName makes a text fit to be a part of a file's name on any system: some
// do not tell letters with accents from letters and accents.
func fileName(text string) string {
	const longest = 100
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*{}`, r) {
			return '_'
		}
		return r
	}, norm.NFC.String(text))
	if runes := []rune(name); len(runes) > longest {
		name = string(runes[:longest])
	}
	if name = strings.TrimSpace(name); strings.Trim(name, ".") == "" {
		return "_" + strings.ReplaceAll(name, ".", "_")
	}
	return name
}

// reservedNames are devices on Windows, whatever the extension.
var reservedNames = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}

// safePath takes reserved names and the dots and blanks that Windows drops out
// of a path's elements.
func safePath(path string) string {
	elements := strings.Split(filepath.ToSlash(path), "/")
	for i, element := range elements {
		if element == "" || element == "." || element == ".." {
			continue
		}
		if trimmed := strings.TrimRight(element, ". "); trimmed != element {
			element = trimmed + "_"
		}
		stem, rest, dotted := strings.Cut(element, ".")
		folded := strings.ToLower(strings.TrimSpace(stem))
		if reservedNames[folded] || len(folded) == 4 && (folded[:3] == "com" || folded[:3] == "lpt") && folded[3] >= '0' && folded[3] <= '9' {
			element = stem + "_"
			if dotted {
				element += "." + rest
			}
		}
		elements[i] = element
	}
	return filepath.FromSlash(strings.Join(elements, "/"))
}
