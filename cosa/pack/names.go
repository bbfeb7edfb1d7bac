package pack

import (
	"strings"
	"unicode"
)

// Bounds of a path in a pack: what any system, and any archive made of the
// folder, can hold.
const (
	longestName  = 80
	longestPath  = 160
	deepestNames = 4
)

// devices are the names that Windows gives to no file, whatever their
// extension.
var devices = []string{"con", "prn", "aux", "nul", "com", "lpt"}

// Plain reports that a path, with slashes, is one that every system takes
// for a file below the folder: letters and digits of any script, blanks and - _ .
// between them.
func Plain(path string) bool {
	parts := strings.Split(path, "/")
	if len(path) > longestPath || len(parts) > deepestNames {
		return false
	}
	for _, part := range parts {
		if !isPlain(part) {
			return false
		}
	}
	return true
}

func isPlain(name string) bool {
	if name == "" || len(name) > longestName {
		return false
	}
	for i, r := range name {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && i > 0
		inside := i > 0 && i < len(name)-1
		if !letter && (!inside || !strings.ContainsRune(" ._-", r)) {
			return false
		}
	}
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	for _, device := range devices {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(stem), device); ok && strings.Trim(rest, "0123456789") == "" {
			return false
		}
	}
	return !strings.Contains(name, "..")
}
