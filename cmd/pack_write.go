package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/pack"
)

// writePack writes the files of a pack into a new folder, which then takes the
// place of the one that is there, with its permissions. A folder that is there
// and empty is filled instead: it may be one that cannot be renamed, such as a
// mounted one. It returns all files.
func (p *program) writePack(f packFolder, force bool, files []packFile, m pack.Manifest) (written []pack.File, err error) {
	folders, err := p.unfinished.makeFolders(filepath.Dir(f.path))
	var paths []string
	defer func() {
		if err == nil {
			return
		}
		for _, path := range paths {
			p.unfinished.remove(path)
		}
		for i := len(folders) - 1; i >= 0; i-- {
			_ = os.Remove(folders[i]) // only if it is empty
		}
	}()
	if err != nil {
		return nil, cannotWrite(f.name, err)
	}
	before, _ := os.Stat(f.path) // check has looked at it
	fills := before != nil && isEmpty(f.path)
	name := fmt.Sprintf(".cosa-%016x.tmp", rand.Uint64())
	temporary := filepath.Join(filepath.Dir(f.path), name)
	if fills {
		temporary = filepath.Join(f.path, name)
	}
	made, err := p.unfinished.makeFolders(temporary)
	folders = append(folders, made...)
	if err != nil {
		return nil, cannotWrite(f.name, err)
	}
	if before != nil && !fills {
		// From the start, since passwords get into it.
		if err := os.Chmod(temporary, before.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSticky)|0o700); err != nil {
			return nil, cannotWrite(f.name, err)
		}
	}
	put := func(file packFile) error {
		path := filepath.Join(temporary, filepath.FromSlash(file.name))
		made, err := p.unfinished.makeFolders(filepath.Dir(path))
		folders = append(folders, made...)
		if err != nil {
			return cannotWrite(f.name, err)
		}
		paths = append(paths, path)
		sum, size := sha256.New(), counter(0)
		out := output{path: filepath.Join(f.name, file.name), check: file.check, write: func(w io.Writer) error {
			return file.write(io.MultiWriter(w, sum, &size))
		}}
		if err := p.complete(out, path); err != nil {
			return err
		}
		written = append(written, pack.File{Name: file.name, Means: file.means, Size: int64(size), SHA256: hex.EncodeToString(sum.Sum(nil))})
		return nil
	}
	for _, file := range files {
		if err := put(file); err != nil {
			return nil, err
		}
	}
	m.Files = slices.Clone(written)
	content, err := m.Write()
	if err != nil {
		return nil, err
	}
	if err := put(packFile{name: pack.ManifestName, write: writesBytes(content)}); err != nil {
		return nil, err
	}
	if err := put(packFile{name: pack.SumsName, write: writesBytes(pack.Sums(written))}); err != nil {
		return nil, err
	}
	if fills {
		if err := p.unfinished.moveUp(temporary, f.path); err != nil {
			return nil, cannotWrite(f.name, err)
		}
		return written, nil
	}
	if err := f.check(force); err != nil { // again, since somebody may have put a file there
		return nil, err
	}
	if err := p.unfinished.renameFolder(temporary, f.path); err != nil {
		return nil, &cosa.ReadError{
			Position: at(f.name), Problem: "cannot replace the folder", Err: cause(err),
			Hint: "close what is open in it, in Excel for instance, or name a new or empty folder",
		}
	}
	return written, nil
}

// isEmpty reports that a folder is there and holds nothing.
func isEmpty(path string) bool {
	entries, err := os.ReadDir(path)
	return err == nil && len(entries) == 0
}

// moveUp moves what is in a finished folder into the one that holds it and
// nothing else, all of it or nothing.
func (u *unfinished) moveUp(from, to string) (err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.abandoned {
		return os.ErrClosed
	}
	there, err := os.ReadDir(to)
	if err != nil {
		return err
	}
	if len(there) != 1 {
		return errors.New("something was put into the folder meanwhile")
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		if err := os.Rename(filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name())); err != nil {
			for _, moved := range entries[:i] {
				err = errors.Join(err, os.Rename(filepath.Join(to, moved.Name()), filepath.Join(from, moved.Name())))
			}
			return err
		}
	}
	u.forget(from)
	_ = os.Remove(from) // empty; the files are in place
	return nil
}

// forget takes the files of a folder for finished. The lock is held.
func (u *unfinished) forget(folder string) {
	for path := range u.files {
		if within(path, folder) {
			delete(u.files, path)
		}
	}
}

// counter counts the bytes that are written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// renameFolder gives a finished folder its name. What it replaces is kept aside
// until it has it.
func (u *unfinished) renameFolder(from, to string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.abandoned {
		return os.ErrClosed
	}
	aside := from + ".old"
	_, err := os.Lstat(to)
	replaces := err == nil
	if replaces {
		if err := os.Rename(to, aside); err != nil {
			return err
		}
	}
	if err := os.Rename(from, to); err != nil {
		if replaces {
			err = errors.Join(err, os.Rename(aside, to))
		}
		return err
	}
	u.forget(from)
	if replaces {
		_ = os.RemoveAll(aside) // a copy of what is replaced; the new folder is in place
	}
	return nil
}
