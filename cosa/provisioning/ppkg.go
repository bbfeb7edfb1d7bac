package provisioning

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/provisioning/wim"
)

// answerFile is where a COSA package holds its answer file.
const answerFile = "/Multivariant/0/customizations.xml"

// ReadPackage reads the answer file of a provisioning package (.ppkg) into the
// builder. Places are those in the answer file. The error is a
// [cosa.ReadError].
func ReadPackage(b *cosa.Builder, file string, r io.ReaderAt, size int64) error {
	archive, err := wim.Open(r, size, wim.Limits{FileBytes: maxBytes})
	if err != nil {
		return packageFault(file, err)
	}
	name, others := findAnswer(archive)
	if name == "" {
		return &cosa.ReadError{
			Position: cosa.Position{File: file},
			Problem:  fmt.Sprintf("the package holds no %s among its %d files", path.Base(answerFile), len(archive.Files())),
			Hint:     "is it a COSA package? It lies in Provisioning\\COSA of the Windows folder",
		}
	}
	content, err := archive.ReadFile(name)
	if err != nil {
		return packageFault(file, err)
	}
	source := cosa.Source{File: file, Format: cosa.PPKG}
	if name != answerFile {
		source.Notes = append(source.Notes, "the answer file is "+name)
	}
	if len(others) > 0 {
		source.Notes = append(source.Notes, fmt.Sprintf("only %s was read, not %s", name, strings.Join(others, ", ")))
	}
	if n := archive.Images(); n > 1 {
		source.Notes = append(source.Notes, fmt.Sprintf("the package holds %d images; number %d was read", n, archive.Image()))
	}
	return readCustomizations(b, source, bytes.NewReader(content))
}

// findAnswer returns the answer file, and other files of that name.
func findAnswer(archive *wim.Archive) (name string, others []string) {
	for _, f := range archive.Files() {
		switch {
		case !strings.EqualFold(path.Base(f.Path), path.Base(answerFile)):
		case strings.EqualFold(f.Path, answerFile):
			if name != "" {
				others = append(others, name)
			}
			name = answerFile
		case name == "":
			name = f.Path
		default:
			others = append(others, f.Path)
		}
	}
	return name, others
}

// packageFault tells why an archive cannot be read.
func packageFault(file string, err error) error {
	fault := &cosa.ReadError{
		Position: cosa.Position{File: file}, Problem: err.Error(),
		Hint: "give a provisioning package (.ppkg), or the customizations.xml that is in it",
	}
	switch {
	case errors.Is(err, wim.ErrTruncated), errors.Is(err, wim.ErrCorrupt), errors.Is(err, wim.ErrHash):
		fault.Hint = "the file is damaged or cut off; fetch or copy it again"
	case errors.Is(err, wim.ErrEncrypted):
		fault.Hint = "give the package without its protection, or the customizations.xml that is in it"
	}
	return fault
}
