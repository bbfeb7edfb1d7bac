package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/cosakit/cosa/cosa/pack"
)

// writePack writes the files of a pack into a new folder, which then takes the
// place of the one that is there. It returns all files.
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
	temporary := filepath.Join(filepath.Dir(f.path), fmt.Sprintf(".cosa-%016x.tmp", rand.Uint64()))
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
	if err := f.check(force); err != nil { // again, since somebody may have put a file there
		return nil, err
	}
	if err := p.unfinished.renameFolder(temporary, f.path); err != nil {
		return nil, cannotReplace(f.name, err)
	}
	return written, nil
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
	for path := range u.files {
		if within(path, from) {
			delete(u.files, path)
		}
	}
	if replaces {
		_ = os.RemoveAll(aside) // a copy of what is replaced; the new folder is in place
	}
	return nil
}
