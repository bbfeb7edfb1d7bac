package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
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

// refusePictures returns an error if an icon or a logo is read from the folder.
func (f packFolder) refusePictures(a *attachments) error {
	for _, key := range slices.Sorted(maps.Keys(a.names)) {
		if a.names[key] == "" {
			continue // it was not found
		}
		if path, err := filepath.Abs(key); err == nil && within(realPath(path), f.path) {
			return &cosa.ReadError{Position: at(f.name), Problem: fmt.Sprintf("holds the picture %q", key), Hint: "name another folder for the pack"}
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
		return refuseDangling(f.path, f.name)
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
	known, folders := make(map[string]bool), map[string]bool{".": true}
	for _, f := range files {
		known[f.Name] = true
		for folder := path.Dir(f.Name); folder != "."; folder = path.Dir(folder) {
			folders[folder] = true
		}
		if sum, err := digestWithin(root, f.Name); err != nil || sum != f.SHA256 {
			return f.Name
		}
	}
	changed := ""
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		ours := known[name] || name == pack.SumsName
		if d.IsDir() {
			ours = folders[name]
		}
		if !ours && changed == "" {
			changed = name
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
