package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/cosakit/cosa/cosa"
)

// putAll writes several outputs, all of them or none: each beside its place,
// and only when all are complete they are moved there. Folders that are
// missing are made.
func (p *program) putAll(outs []output) (err error) {
	if len(outs) == 1 && outs[0].path == standardStream {
		return p.put(outs[0])
	}
	var folders []string
	defer func() {
		for i := len(folders) - 1; err != nil && i >= 0; i-- {
			_ = os.Remove(folders[i]) // only if it is empty
		}
	}()
	moves := make([]move, 0, len(outs))
	defer func() {
		for _, m := range moves {
			p.unfinished.remove(m.from)
		}
	}()
	for _, o := range outs {
		target, regular, err := o.target()
		if err != nil {
			return err
		}
		if !regular {
			if len(outs) == 1 {
				return p.put(o)
			}
			return &cosa.ReadError{Position: at(o.path), Problem: "is no regular file", Hint: "name files to write"}
		}
		made, err := p.unfinished.makeFolders(filepath.Dir(target))
		folders = append(folders, made...)
		if err != nil {
			return cannotWrite(o.path, err)
		}
		m := move{from: filepath.Join(filepath.Dir(target), fmt.Sprintf(".cosa-%016x.tmp", rand.Uint64())), to: target, name: o.path}
		moves = append(moves, m)
		if err := p.complete(o, m.from); err != nil {
			return err
		}
	}
	return p.unfinished.renameAll(moves)
}

// checkWritable finds out before a long run whether a file can be written after
// it.
func (p *program) checkWritable(path string) error {
	o := output{path: path}
	target, regular, err := o.target()
	if err != nil || !regular {
		return err
	}
	temporary := filepath.Join(filepath.Dir(target), fmt.Sprintf(".cosa-%016x.tmp", rand.Uint64()))
	f, err := p.unfinished.open(temporary)
	if err != nil {
		return cannotWrite(path, err)
	}
	defer p.unfinished.remove(temporary)
	return cannotWrite(path, f.Close())
}

// complete writes a file whole and reads it back.
func (p *program) complete(o output, temporary string) error {
	f, err := p.unfinished.open(temporary)
	if err != nil {
		return cannotWrite(o.path, err)
	}
	if err := o.fill(f, p.work.Load()); err != nil {
		return err
	}
	return cannotWrite(o.path, errors.Join(f.Sync(), f.Close()))
}

// makeFolders makes a folder and those above it and returns the ones that were
// missing, the highest first.
func (u *unfinished) makeFolders(path string) ([]string, error) {
	var missing []string
	for folder := path; ; folder = filepath.Dir(folder) {
		_, err := os.Stat(folder)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		missing = append([]string{folder}, missing...)
	}
	for i, folder := range missing {
		if err := u.mkdir(folder); err != nil {
			return missing[:i], err
		}
	}
	return missing, nil
}

// move is a finished file and the name that it is to get.
type move struct {
	from, to string
	name     string // for messages
}

// renameAll gives finished files their names, all of them or none. What they
// replace is kept aside until the last one has its name.
func (u *unfinished) renameAll(moves []move) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.abandoned {
		return os.ErrClosed
	}
	var undo []func()
	var old []string
	fail := func(m move, err error) error {
		for i := len(undo) - 1; i >= 0; i-- {
			undo[i]()
		}
		return cannotReplace(m.name, err)
	}
	for _, m := range moves {
		if _, err := os.Lstat(m.to); err == nil && len(moves) > 1 {
			aside := m.from + ".old"
			if err := os.Rename(m.to, aside); err != nil {
				return fail(m, err)
			}
			old = append(old, aside)
			undo = append(undo, func() { _ = os.Rename(aside, m.to) })
		}
		if err := os.Rename(m.from, m.to); err != nil {
			return fail(m, err)
		}
		undo = append(undo, func() { _ = os.Rename(m.to, m.from) })
	}
	for _, m := range moves {
		delete(u.files, m.from)
	}
	for _, aside := range old {
		_ = os.Remove(aside) // a copy of what is replaced; the new files are in place
	}
	return nil
}
