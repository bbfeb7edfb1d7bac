package cmd

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// packNames names files as seen from the folder that holds all inputs, so that
// a pack does not tell where they lay.
type packNames struct{ replacer *strings.Replacer }

func newPackNames(l *loaded) packNames {
	var paths []string
	for _, in := range l.inputs {
		path, err := filepath.Abs(in.path)
		if in.path == standardStream || err != nil {
			path = ""
		}
		paths = append(paths, path)
	}
	folder := commonFolder(paths)
	var pairs [][2]string
	for i, in := range l.inputs {
		name := in.name
		if paths[i] != "" {
			name = filepath.Base(in.path)
			if inside, err := filepath.Rel(folder, paths[i]); err == nil && folder != "" {
				name = inside
			}
		}
		if name = filepath.ToSlash(name); name != in.name {
			pairs = append(pairs, [2]string{in.name, name})
		}
	}
	if b := l.baseline; b != nil && b.path != standardStream {
		pairs = append(pairs, [2]string{b.name, filepath.Base(b.path)})
	}
	// Of names of which one begins like another the longer one is meant.
	slices.SortStableFunc(pairs, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	var flat []string
	for _, pair := range pairs {
		flat = append(flat, pair[0], pair[1])
	}
	return packNames{strings.NewReplacer(flat...)}
}

// commonFolder is the lowest folder that holds all files, "" where there is
// none.
func commonFolder(paths []string) string {
	folder := ""
	for _, path := range paths {
		if path == "" {
			continue
		}
		if folder == "" {
			folder = filepath.Dir(path)
		}
		for folder != "" && !within(path, folder) {
			up := filepath.Dir(folder)
			if up == folder {
				return ""
			}
			folder = up
		}
	}
	return folder
}

// within reports whether an absolute path is a folder or lies in it.
func within(path, folder string) bool {
	inside, err := filepath.Rel(folder, path)
	return err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator))
}

func (n packNames) text(text string) string { return n.replacer.Replace(text) }

// notes renames what notes tell, without those on files that a walk over a
// folder passed by: they are none of the request.
func (n packNames) notes(notes []string) []string {
	var kept []string
	for _, note := range notes {
		if !strings.Contains(note, ": skipped, ") {
			kept = append(kept, n.text(note))
		}
	}
	return kept
}

// rename names the files anew in all that the pack shows.
func (n packNames) rename(c *packContent) {
	for _, source := range c.loaded.submission.Sources() {
		source.File = n.text(source.File)
		source.Base = n.text(source.Base)
	}
	for i := range c.loaded.inputs {
		in := *c.loaded.inputs[i]
		in.name = n.text(in.name)
		c.loaded.inputs[i] = &in
	}
	for i := range c.result.Findings {
		n.finding(&c.result.Findings[i])
	}
	for i := range c.result.Silenced {
		n.finding(&c.result.Silenced[i].Finding)
	}
	c.report = newReport(c.loaded, c.checks, c.result)
	c.report.Notes = n.notes(c.loaded.notes)
	c.report.Embedded = nil
	for _, e := range c.loaded.embedded {
		e.Position.File = n.text(e.Position.File)
		c.report.Embedded = append(c.report.Embedded, e)
	}
}

func (n packNames) finding(f *cosa.Finding) {
	f.Position.File = n.text(f.Position.File)
	f.Message, f.Hint = n.text(f.Message), n.text(f.Hint)
	f.Related = slices.Clone(f.Related)
	for i := range f.Related {
		f.Related[i].Message = n.text(f.Related[i].Message)
		f.Related[i].Position.File = n.text(f.Related[i].Position.File)
	}
}
