package cmd

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet"
)

// input is a file to read.
type input struct {
	name   string      // as given, for people
	path   string      // "-" for standard input
	walked bool        // found in a folder, not named
	again  []string    // names under which it was met again
	info   os.FileInfo // nil for standard input
}

// stdinName stands for standard input in messages and reports.
const stdinName = "stdin"

// stdinLimit bounds what is kept of standard input, and of pipes and devices.
const stdinLimit = 512 << 20

// opened is an input with its content.
type opened struct {
	content io.ReaderAt
	size    int64
	close   func() error
}

// inputs finds the files that the arguments name: folders are walked, and
// patterns are matched, since the shells of Windows leave that to programs. A
// file that is met again, under whatever name, is read once. The second result
// tells what was skipped.
func inputs(args []string) ([]*input, []string, error) {
	var found []*input
	var notes []string
	add := func(in *input) {
		for _, other := range found {
			if other.path == in.path || in.info != nil && other.info != nil && os.SameFile(in.info, other.info) {
				other.again = append(other.again, in.name)
				other.walked = other.walked && in.walked
				return
			}
		}
		found = append(found, in)
	}
	for _, arg := range args {
		paths := []string{arg}
		_, err := os.Stat(arg)
		switch {
		case arg == standardStream:
			add(&input{name: stdinName, path: standardStream})
			continue
		case err != nil && strings.ContainsAny(arg, "*?["): // Windows calls such a name invalid, not missing
			if paths, err = filepath.Glob(arg); err != nil || len(paths) == 0 {
				return nil, nil, &cosa.ReadError{Position: at(arg), Problem: "no file matches the pattern"}
			}
		case err != nil:
			return nil, nil, cannotRead(arg, err)
		}
		for _, path := range paths {
			info, err := os.Stat(path)
			if err != nil {
				return nil, nil, cannotRead(path, err)
			}
			if !info.IsDir() {
				add(&input{name: path, path: path, info: info})
				continue
			}
			skipped, err := walk(path, add)
			if err != nil {
				return nil, nil, err
			}
			notes = append(notes, skipped...)
		}
	}
	return found, notes, nil
}

// walk finds the input files in a folder and tells which it skips: hidden
// files, the lock files of sheet programs, JSON Schemas, and folders that are
// hidden or hold a pack. Files of other kinds, and texts of any kind, are no concern of ours.
func walk(folder string, add func(*input)) ([]string, error) {
	var notes []string
	any := false
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return cannotRead(path, err)
		}
		name := d.Name()
		switch known := slices.Contains(knownExtensions(), "."+extension(name)); {
		case path == folder:
			if isPackFolder(path) {
				return &cosa.ReadError{Position: at(folder), Problem: "is a pack that cosa wrote", Hint: "name what it was made of, or the workbook in it"}
			}
		case strings.HasPrefix(name, "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			if known && name != configName && name != recordedName {
				notes = append(notes, path+": skipped, a hidden file")
			}
		case d.IsDir():
			if isPackFolder(path) {
				notes = append(notes, path+": skipped, a pack that cosa wrote")
				return fs.SkipDir
			}
		case strings.HasPrefix(name, "~$"):
			notes = append(notes, path+": skipped, a lock file of a sheet program")
		case slices.Contains(workbookExtensions, extension(name)):
			notes = append(notes, path+": skipped, save it as .xlsx to have it read")
		case !known:
		case strings.HasSuffix(strings.ToLower(name), ".schema.json"):
			notes = append(notes, path+": skipped, a JSON Schema")
		default:
			info, err := os.Stat(path)
			if err != nil {
				return cannotRead(path, err)
			}
			if info.Mode().IsRegular() {
				any = true
				add(&input{name: path, path: path, info: info, walked: true})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !any {
		return nil, &cosa.ReadError{
			Position: at(folder), Problem: "the folder holds no file that can be read",
			Hint: "files are recognised by the extensions " + strings.Join(knownExtensions(), ", "),
		}
	}
	return notes, nil
}

// open opens the file. What cannot be read at random places, such as standard
// input or a pipe, is kept in memory.
func (in *input) open(stdin io.Reader) (*opened, error) {
	if in.path == standardStream {
		return kept(in.name, stdin, func() error { return nil })
	}
	f, err := os.Open(in.path)
	if err != nil {
		return nil, cannotRead(in.name, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, cannotRead(in.name, errors.Join(err, f.Close()))
	}
	if !info.Mode().IsRegular() {
		return kept(in.name, f, f.Close)
	}
	return &opened{content: f, size: info.Size(), close: f.Close}, nil
}

func kept(name string, r io.Reader, closeFile func() error) (*opened, error) {
	head, err := io.ReadAll(io.LimitReader(r, headLength))
	if err == nil && spreadsheet.Identify(bytes.NewReader(head), int64(len(head))) == spreadsheet.Binary {
		_ = closeFile() // an endless device must not be read to its end
		problem, hint := spreadsheet.Binary.Explain()
		return nil, &cosa.ReadError{Position: at(name), Problem: problem, Hint: hint}
	}
	var content []byte
	if err == nil {
		content, err = io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head), r), stdinLimit+1))
	}
	if err != nil {
		return nil, cannotRead(name, errors.Join(err, closeFile()))
	}
	if len(content) > stdinLimit {
		_ = closeFile() // the size is what there is to report
		return nil, &cosa.ReadError{Position: at(name), Problem: "more than 512 MiB through a pipe", Hint: "give the name of a file"}
	}
	return &opened{content: bytes.NewReader(content), size: int64(len(content)), close: closeFile}, nil
}

// stream reads the content from its beginning.
func (o *opened) stream() io.Reader { return io.NewSectionReader(o.content, 0, o.size) }

// stream reads a list, such as one of SIMs, from its beginning to its end; - is
// standard input. It must not be the output too.
func (p *program) stream(path, output string, read func(name string, r io.Reader) error) (err error) {
	if path == standardStream {
		return read(stdinName, p.In)
	}
	f, err := os.Open(path)
	if err != nil {
		return cannotRead(path, err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = cannotRead(path, closing)
		}
	}()
	info, err := f.Stat()
	switch {
	case err != nil:
		return cannotRead(path, err)
	case info.IsDir():
		return &cosa.ReadError{Position: at(path), Problem: "is a folder", Hint: "name a file"}
	}
	if err := refuseInput(output, []*input{{name: path, path: path, info: info}}); err != nil {
		return err
	}
	return read(path, f)
}

// digest is the SHA-256 of the content in hexadecimal digits.
func (o *opened) digest() (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, o.stream()); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func cannotRead(name string, err error) error {
	e := &cosa.ReadError{Position: at(name), Problem: "cannot read", Err: cause(err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Problem, e.Err, e.Hint = "no such file", nil, "check the spelling and the folder"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "close it where it is open, or ask for the right to read it"
	}
	return e
}
