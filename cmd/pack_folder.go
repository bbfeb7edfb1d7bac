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

// packFolder is where a pack is to be written.
type packFolder struct {
	name string // as given
	path string // absolute, without links
}

// findPackFolder looks at the name of the folder. A folder that is read from
// must not hold it: the next run would read the pack.
func findPackFolder(name string, inputs []string) (packFolder, error) {
	f := packFolder{name: name}
	path, err := filepath.Abs(name)
	if err != nil {
		return f, cannotWrite(name, err)
	}
	f.path = realPath(path)
	if here, err := os.Getwd(); err == nil && within(realPath(here), f.path) {
		return f, &cosa.ReadError{Position: at(name), Problem: "the program runs in this folder", Hint: "name a folder of its own for the pack, as in -o pack"}
	}
	for _, input := range inputs {
		info, err := os.Stat(input)
		if err != nil || !info.IsDir() {
			continue // what is wrong with it is told when it is read
		}
		if path, err := filepath.Abs(input); err == nil && within(f.path, realPath(path)) {
			return f, &cosa.ReadError{Position: at(name), Problem: fmt.Sprintf("lies in %q, which is read", input), Hint: "name a folder outside of the input for the pack"}
		}
	}
	return f, nil
}

// realPath follows the links of a path, as far as it exists.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	up := filepath.Dir(path)
	if up == path {
		return path
	}
	return filepath.Join(realPath(up), filepath.Base(path))
}

// refuseInputs returns an error if an input lies in the folder.
func (f packFolder) refuseInputs(inputs []*input) error {
	for _, in := range inputs {
		if in.path == standardStream {
			continue
		}
		if path, err := filepath.Abs(in.path); err == nil && within(realPath(path), f.path) {
			return &cosa.ReadError{Position: at(f.name), Problem: fmt.Sprintf("holds the input %q", in.name), Hint: "name another folder for the pack"}
		}
	}
	return nil
}

// check returns an error if the folder holds anything but a pack as it was
// written, or, with force, a pack that was changed.
func (f packFolder) check(force bool) error {
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return cannotWrite(f.name, err)
	case !info.IsDir():
		return &cosa.ReadError{Position: at(f.name), Problem: "is a file", Hint: "name a folder for the pack"}
	}
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return cannotWrite(f.name, err)
	}
	if len(entries) == 0 {
		return nil
	}
	root, err := os.OpenRoot(f.path)
	if err != nil {
		return cannotWrite(f.name, err)
	}
	defer root.Close()
	if !isPack(root) {
		return &cosa.ReadError{Position: at(f.name), Problem: "holds files, and is no pack", Hint: "name another folder, or an empty one"}
	}
	if changed := changedIn(root); changed != "" && !force {
		return &cosa.ReadError{
			Position: at(f.name), Problem: "holds a pack in which something was changed since: " + changed,
			Hint: "name another folder, or replace all that is in it with --force",
		}
	}
	return nil
}

// manifestLimit bounds what is read of the files that describe a pack.
const manifestLimit = 16 << 20

// isPack reports whether a folder is one that cosa pack wrote.
func isPack(root *os.Root) bool {
	content, err := readWithin(root, pack.ManifestName)
	if err != nil {
		return false
	}
	_, err = pack.ReadManifest(content)
	return err == nil
}

func isPackFolder(path string) bool {
	root, err := os.OpenRoot(path)
	if err != nil {
		return false // the walk tells what is wrong
	}
	defer root.Close()
	return isPack(root)
}

func readWithin(root *os.Root, name string) ([]byte, error) {
	if info, err := root.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, manifestLimit))
}

// changedIn names what differs from the pack that was written, "" for nothing.
func changedIn(root *os.Root) string {
	content, err := readWithin(root, pack.SumsName)
	if err != nil {
		return pack.SumsName
	}
	files, err := pack.ReadSums(content)
	if err != nil {
		return pack.SumsName
	}
	known := make(map[string]bool)
	for _, f := range files {
		known[f.Name] = true
		if sum, err := digestWithin(root, f.Name); err != nil || sum != f.SHA256 {
			return f.Name
		}
	}
	changed := ""
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && path != pack.SumsName && !known[path] && changed == "" {
			changed = path
		}
		return nil
	})
	if err != nil {
		return "a folder that cannot be read"
	}
	return changed
}

func digestWithin(root *os.Root, name string) (string, error) {
	if info, err := root.Lstat(filepath.FromSlash(name)); err != nil || !info.Mode().IsRegular() {
		return "", errors.Join(err, fs.ErrInvalid)
	}
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// writePack writes the files of a pack into a new folder, which then takes the
// place of the one that is there. It returns all files.
func (p *program) writePack(f packFolder, files []packFile, m pack.Manifest) (written []pack.File, err error) {
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
