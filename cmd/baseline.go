package cmd

import (
	"os"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// readBaseline reads the file that a submission is compared with. It is
// recognised by its content, whatever --input-format and --sheet say of the
// inputs.
func (p *program) readBaseline(b *cosa.Builder, l *loaded, name string) error {
	in := &input{name: name, path: name}
	if name == standardStream {
		if slices.ContainsFunc(l.inputs, func(in *input) bool { return in.path == standardStream }) {
			return usagef("standard input is read already; give the baseline as a file")
		}
		in.name = stdinName
	} else {
		info, err := os.Stat(name)
		if err != nil {
			return cannotRead(name, err)
		}
		if info.IsDir() {
			return usagef("the baseline %q is a folder; name one file", name)
		}
		in.info = info
	}
	b.Baseline()
	l.baseline = in
	defer p.working("reading " + in.name)()
	return p.read(b, &loaded{}, in, inputFlags{}, false)
}

// describeBaseline notes what the submission is compared with.
func (l *loaded) describeBaseline() error {
	baseline := l.submission.Baseline()
	if baseline == nil {
		return nil
	}
	name := l.baseline.name
	if baseline.Len() == 0 {
		return &cosa.ReadError{
			Position: at(name), Problem: "the baseline holds no profiles",
			Hint: "name the database that Windows ships, or the submission that was sent last",
		}
	}
	note := "compared with " + name + ", " + count(len(baseline.Profiles()), "profile")
	for _, detail := range baseline.Details() {
		if detail.Key == "version" && detail.Text != "" {
			note += ", version " + detail.Text
			break
		}
	}
	l.notes = append(l.notes, note)
	if n := len(baseline.Findings()); n > 0 {
		l.notes = append(l.notes, name+": "+count(n, "finding")+" of the baseline's own; cosa validate "+name+" lists them")
	}
	return nil
}

// files are the files that no output may overwrite.
func (l *loaded) files() []*input {
	if l.baseline == nil {
		return l.inputs
	}
	return append(slices.Clone(l.inputs), l.baseline)
}

// databases reports whether all that was read is what devices have.
func (l *loaded) databases() bool {
	sources := l.submission.Sources()
	return len(sources) > 0 && !slices.ContainsFunc(sources, func(s *cosa.Source) bool { return !s.Database() })
}
