package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// output is a file to write, whole or not at all.
type output struct {
	path   string // "-" for standard output
	write  func(w io.Writer) error
	check  func(r io.ReaderAt, size int64) error // reads the file back before it gets its name; may be nil
	secret bool                                  // nobody but its owner may read it
}

// standardStream is the name of standard input and output.
const standardStream = "-"

// put writes an output beside its place and then moves it there. A file of
// that name is replaced only when the new one is complete.
func (p *program) put(o output) error {
	if o.path == standardStream && o.check == nil {
		return cannotWrite("standard output", o.write(p.work.Load().writes(p.Out)))
	}
	target, regular, err := o.target()
	if err != nil {
		return err
	}
	folder := filepath.Dir(target)
	if !regular {
		folder = os.TempDir()
	}
	temporary := filepath.Join(folder, fmt.Sprintf(".cosa-%016x.tmp", rand.Uint64()))
	f, err := p.unfinished.open(temporary)
	if err != nil {
		return cannotWrite(o.path, err)
	}
	defer p.unfinished.remove(temporary)
	if err := o.fill(f, p.work.Load()); err != nil {
		return err
	}
	if !regular {
		return p.pour(f, o.path)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return cannotWrite(o.path, err)
	}
	if err := p.unfinished.rename(temporary, target); err != nil {
		return cannotReplace(o.path, err)
	}
	return nil
}

// fill writes the content to a file and reads it back.
func (o *output) fill(f *os.File, w *work) error {
	if o.secret {
		if err := f.Chmod(0o600); err != nil {
			return cannotWrite(o.path, err)
		}
	}
	if err := o.write(w.writes(f)); err != nil {
		return cannotWrite(o.path, err)
	}
	if o.check != nil {
		size, err := f.Seek(0, io.SeekEnd)
		if err != nil {
			return cannotWrite(o.path, err)
		}
		written := &opened{content: f, size: size}
		w.reads(written, 1)
		if err := o.check(written.content, size); err != nil {
			return err
		}
	}
	return nil
}

// target follows links to the file that is to be written and reports whether
// it is, or will be, a regular file.
func (o *output) target() (path string, regular bool, err error) {
	if o.path == standardStream {
		return o.path, false, nil
	}
	info, err := os.Stat(o.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return o.path, true, refuseDangling(o.path, o.path)
	case err != nil:
		return "", false, cannotWrite(o.path, err)
	case info.IsDir():
		return "", false, &cosa.ReadError{Position: at(o.path), Problem: "is a folder", Hint: "name the file to write"}
	case !info.Mode().IsRegular():
		return o.path, false, nil
	}
	path, err = filepath.EvalSymlinks(o.path)
	if err != nil {
		return "", false, cannotWrite(o.path, err)
	}
	return path, true, nil
}

// refuseDangling returns an error if path, which leads to nothing, is a link:
// nobody means to replace one, and what it leads to may be away for a moment.
func refuseDangling(path, name string) error {
	if _, err := os.Lstat(path); err != nil {
		return nil
	}
	return &cosa.ReadError{Position: at(name), Problem: "is a link to what does not exist", Hint: "make what it leads to, or name another output"}
}

// pour copies a finished file to standard output or a device.
func (p *program) pour(f *os.File, path string) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return cannotWrite(path, err)
	}
	if path == standardStream {
		_, err := io.Copy(p.Out, f)
		return cannotWrite("standard output", err)
	}
	device, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return cannotWrite(path, err)
	}
	_, err = io.Copy(device, f)
	return cannotWrite(path, errors.Join(err, device.Close()))
}

func at(file string) cosa.Position { return cosa.Position{File: file} }

// cannotWrite says that a file could not be written; nil stays nil.
func cannotWrite(path string, err error) error {
	var told *cosa.ReadError
	if err == nil || errors.As(err, &told) {
		return err
	}
	return &cosa.ReadError{Position: at(path), Problem: "cannot write", Err: cause(err)}
}

func cannotReplace(path string, err error) error {
	return &cosa.ReadError{
		Position: at(path), Problem: "cannot replace the file", Err: cause(err),
		Hint: "close it where it is open, in Excel for instance, and run again",
	}
}

// cause is what the system says, without the names of files, which the
// message has already, or which are temporary.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// refuseInput returns an error if an output is one of the inputs, under
// whatever name.
func refuseInput(path string, inputs []*input) error {
	if path == standardStream {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil // it does not exist yet, or writing will say what is wrong
	}
	for _, in := range inputs {
		if in.info != nil && os.SameFile(info, in.info) {
			return &cosa.ReadError{Position: at(path), Problem: "is an input too", Hint: "name another file for the output"}
		}
	}
	return nil
}

// extension is the end of the file's name, in lower case and without the dot.
func extension(path string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
}
