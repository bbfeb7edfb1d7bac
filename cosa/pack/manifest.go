package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Names of the files that describe a pack.
const (
	ManifestName = "manifest.json"
	SumsName     = "SHA256SUMS"
)

// madeBy marks the manifest of a pack.
const madeBy = "cosa pack"

// File is a file of a pack, with its path below the folder, or one that the
// pack was made of.
type File struct {
	Name   string `json:"name"`
	Means  string `json:"means,omitempty"`
	Size   int64  `json:"size,omitempty"`
	SHA256 string `json:"sha256"`
}

// Manifest says what a pack holds and what it was made of.
type Manifest struct {
	Schema  int    `json:"schema"`
	Made    string `json:"made"` // always [cosa pack]
	Version string `json:"version"`
	Rules   string `json:"rules"`
	Inputs  []File `json:"inputs"`
	Files   []File `json:"files"`
}

// NewFile describes a file by its content.
func NewFile(name, means string, content []byte) File {
	sum := sha256.Sum256(content)
	return File{Name: name, Means: means, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])}
}

// Write writes the manifest as JSON.
func (m Manifest) Write() ([]byte, error) {
	m.Schema, m.Made = 1, madeBy
	if m.Inputs == nil {
		m.Inputs = []File{}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// ReadManifest reads a manifest; the error says that there is none of a pack.
func ReadManifest(content []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(content, &m); err != nil {
		return m, err
	}
	if m.Made != madeBy {
		return m, errors.New("not the manifest of a pack")
	}
	return m, nil
}

// Sums writes the digests as sha256sum writes and checks them, sorted by name.
// Names must be [Plain].
func Sums(files []File) []byte {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Name)
	}
	return b.Bytes()
}

// ReadSums reads what [Sums] wrote.
func ReadSums(content []byte) ([]File, error) {
	var files []File
	for line := range strings.Lines(string(content)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if digest, err := hex.DecodeString(sum); !ok || err != nil || len(digest) != sha256.Size || !Plain(name) {
			return nil, fmt.Errorf("not a line of digest and name: %q", line)
		}
		files = append(files, File{Name: name, SHA256: sum})
	}
	return files, nil
}
