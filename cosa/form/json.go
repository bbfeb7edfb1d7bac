package form

import (
	"io"

	"github.com/cosakit/cosa/cosa"
)

// ReadJSON is [ReadYAML] for the same shape in JSON.
func ReadJSON(b *cosa.Builder, file string, r io.Reader, limits Limits) error {
	limits = limits.orDefaults()
	text, err := readText(file, r, limits)
	if err != nil {
		return err
	}
	f := newReader(b, file, cosa.JSON, limits)
	f.text = text
	root, err := parseJSON(file, text, limits.Depth)
	if err != nil {
		return err
	}
	if root != nil {
		if err := f.document(root); err != nil {
			return err
		}
	}
	return f.finish()
}
