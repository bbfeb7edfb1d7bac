package report

import (
	"net/url"
	"path/filepath"
	"strings"
)

// fromDir names a file from the folder where the program runs, if it lies
// below that; other names stay as they are. Slashes are forward.
func fromDir(file, dir string) string {
	if dir != "" && filepath.IsAbs(file) {
		if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsLocal(rel) {
			file = rel
		}
	}
	return filepath.ToSlash(filepath.Clean(file))
}

// fileURI is the file's name as a URI reference, relative where the name is.
func fileURI(file, dir string) string {
	name := fromDir(file, dir)
	u := url.URL{Path: name}
	if filepath.IsAbs(file) && filepath.IsAbs(filepath.FromSlash(name)) {
		u.Scheme = "file"
		if !strings.HasPrefix(name, "/") { // a drive's letter
			u.Path = "/" + name
		}
	}
	return u.String()
}
