package cmd

import (
	"bytes"
	"cmp"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/ranges"
)

// argumentsName stands for the command line in the places of ranges.
const argumentsName = "command line"

// rangeInput is what the arguments of a range command hold.
type rangeInput struct {
	*ranges.Holdings
	submission *cosa.Submission // of the files that are no lists, nil where there are none
	listed     string           // the first list or range that was given, "" for none
}

// holdings reads ranges from the arguments: ranges, lists of them, and files
// that cosa reads.
func (p *program) holdings(args []string, kind cosa.NumberKind, flags inputFlags) (*rangeInput, error) {
	in := &rangeInput{Holdings: &ranges.Holdings{Kind: kind}}
	var files []string
	for _, arg := range args {
		if meantAsRange(arg) {
			r, err := ranges.Parse(kind, arg)
			if err != nil {
				return nil, &usageError{err}
			}
			in.listed = cmp.Or(in.listed, arg)
			in.Ranges = append(in.Ranges, ranges.Held{Range: r, Position: at(argumentsName)})
			continue
		}
		if _, err := os.Stat(arg); err != nil && ranges.LooksLikeNumber(arg) {
			return nil, usagef("%q is one number, not a range: write START-END", arg)
		}
		rest, err := p.lists(in, arg, flags)
		if err != nil {
			return nil, err
		}
		files = append(files, rest...)
	}
	if len(files) == 0 {
		return in, nil
	}
	l, err := p.load(files, flags, false)
	if err != nil {
		return nil, err
	}
	for _, note := range l.notes {
		p.note("note: %s", note)
	}
	if l.submission.Len() == 0 {
		return nil, &cosa.ReadError{Position: at(l.inputs[0].name), Problem: "no ranges were found", Hint: "a list of ranges has one START-END a line; of other files cosa validate says what was looked for"}
	}
	in.submission = l.submission
	in.AddSubmission(l.submission)
	return in, nil
}

// meantAsRange reports whether an argument is a range: it looks like one, and
// no file has that name.
func meantAsRange(arg string) bool {
	if arg == standardStream || !ranges.LooksLikeRange(arg) {
		return false
	}
	_, err := os.Stat(arg)
	return err != nil
}

// lists reads the lists that an argument names and returns the other files.
func (p *program) lists(in *rangeInput, arg string, flags inputFlags) (rest []string, err error) {
	if flags.format != "" {
		return []string{arg}, nil
	}
	paths := []string{arg}
	if _, err := os.Stat(arg); err != nil && strings.ContainsAny(arg, "*?[") {
		found, err := filepath.Glob(arg)
		if err != nil || len(found) == 0 {
			return paths, nil // whoever reads it says so
		}
		paths = found
	}
	for _, path := range paths {
		isList, err := p.list(in, path)
		if err != nil {
			return nil, err
		}
		if !isList {
			rest = append(rest, path)
			continue
		}
		in.listed = cmp.Or(in.listed, path)
	}
	return rest, nil
}

// list reads a file if it is a list of ranges.
func (p *program) list(in *rangeInput, path string) (isList bool, err error) {
	if path == standardStream {
		head := make([]byte, headLength)
		n, err := io.ReadFull(p.In, head)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return false, cannotRead(stdinName, err)
		}
		head = head[:n]
		p.In = io.MultiReader(bytes.NewReader(head), p.In)
		if !ranges.IsList(head) && !ranges.IsBlank(head) { // what another command has left over may be nothing
			return false, nil
		}
		liftMemoryTarget()
		return true, in.ReadList(stdinName, p.In)
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false, nil // whoever reads it says what is wrong
	}
	f, err := os.Open(path)
	if err != nil {
		return false, cannotRead(path, err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = cannotRead(path, closing)
		}
	}()
	head := make([]byte, headLength)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return false, cannotRead(path, err)
	}
	if !ranges.IsList(head[:n]) {
		return false, nil
	}
	liftMemoryTarget()
	return true, in.ReadList(path, f)
}

// rangesOf reads ranges that are given as text: RANGE,RANGE or @FILE, several
// times. flag names where they come from.
func (p *program) rangesOf(flag string, values []string, kind cosa.NumberKind, flags inputFlags) ([]cosa.Range, error) {
	var all []cosa.Range
	for _, value := range values {
		if file, ok := strings.CutPrefix(value, "@"); ok {
			in, err := p.holdings([]string{file}, kind, flags)
			if err != nil {
				return nil, err
			}
			all = append(all, in.Plain()...)
			continue
		}
		for text := range strings.SplitSeq(value, ",") {
			r, err := ranges.Parse(kind, strings.TrimSpace(text))
			if err != nil {
				return nil, usagef("%s: %w", flag, err)
			}
			all = append(all, r)
		}
	}
	return slices.Clip(all), nil
}
