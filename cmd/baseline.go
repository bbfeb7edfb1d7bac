package cmd

import (
	"errors"
	"os"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// baselineFile is the file that a submission is compared with.
type baselineFile struct {
	name       string // "" for none
	namedAt    string // place in the configuration that names it, "" for a flag
	configured string // the file that the configuration names, which a flag may override
}

// withConfigured adds the baseline that the configuration names, without which
// folders are walked, whatever the command. Only a folder asks for it.
func (p *program) withConfigured(b baselineFile, files []*input) (baselineFile, error) {
	if b.configured != "" || !slices.ContainsFunc(files, func(in *input) bool { return in.walked }) {
		return b, nil
	}
	c, err := p.configuration()
	if err != nil {
		return b, err
	}
	b.configured = c.baseline.configured
	return b, nil
}

// leaveOut takes the baseline, and the one that the configuration names, out of
// what folders hold, and tells so. It also tells which files have other names
// too.
func (b baselineFile) leaveOut(files []*input) (left []*input, notes []string) {
	var baselines []os.FileInfo
	for _, name := range [...]string{b.name, b.configured} {
		if info, err := os.Stat(name); name != "" && err == nil { // what is wrong with it is told when it is read
			baselines = append(baselines, info)
		}
	}
	for _, in := range files {
		if in.walked && slices.ContainsFunc(baselines, func(info os.FileInfo) bool { return os.SameFile(info, in.info) }) {
			for _, name := range append(in.again, in.name) {
				notes = append(notes, name+": skipped, the baseline")
			}
			continue
		}
		for _, name := range in.again {
			if name == in.name || !in.walked {
				notes = append(notes, name+": named twice, read once")
			} else {
				notes = append(notes, name+": the same file as "+in.name+", read once")
			}
		}
		left = append(left, in)
	}
	return left, notes
}

// named says where the configuration names the file.
func (b baselineFile) named() string {
	if b.namedAt == "" {
		return ""
	}
	return " (" + b.namedAt + " names it)"
}

// missing says that the file cannot be found or opened.
func (b baselineFile) missing(err error) error {
	err = cannotRead(b.name, err)
	var read *cosa.ReadError
	if b.namedAt != "" && errors.As(err, &read) {
		read.Problem += ", which " + b.namedAt + " names as the baseline"
		read.Hint = "correct it there, or give --against FILE"
	}
	return err
}

// readBaseline reads the file that a submission is compared with. It is
// recognised by its content, whatever --input-format and --sheet say of the
// inputs.
func (p *program) readBaseline(b *cosa.Builder, l *loaded, against baselineFile) error {
	name := against.name
	in := &input{name: name, path: name}
	if name == standardStream {
		if slices.ContainsFunc(l.inputs, func(in *input) bool { return in.path == standardStream }) {
			return usagef("standard input is read already; give the baseline as a file")
		}
		in.name = stdinName
	} else {
		info, err := os.Stat(name)
		if err != nil {
			return against.missing(err)
		}
		if info.IsDir() {
			return usagef("the baseline %q is a folder; name one file%s", name, against.named())
		}
		in.info = info
	}
	b.Baseline()
	l.baseline = in
	defer p.working("reading " + in.name)()
	return p.read(b, &loaded{}, in, inputFlags{}, false, p.work.Load())
}

// damageRules tell of values that were lost before a file was read.
var damageRules = []string{"error-cell", "formula-without-value", "digits-lost", "leading-zeros-lost"}

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
	damage := rules.Run(baseline, rules.Options{Policy: rules.PolicyCosa, Only: damageRules})
	if n := len(baseline.Findings()) + len(damage.Findings); n > 0 {
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
