package form

import (
	"io"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// ReadWhole reads a file as a whole, whatever its size.
func ReadWhole(b *cosa.Builder, format cosa.Format, r io.Reader, limits Limits) error {
	_, err := wayOf(format, 0).whole(b, "f", r, limits.orDefaults(), nil)
	return err
}

// ReadPieces reads a file in pieces of about size bytes where that can be
// done, whatever its size.
func ReadPieces(b *cosa.Builder, format cosa.Format, r io.Reader, limits Limits, size int) error {
	return readPieces(b, "f", r, limits, wayOf(format, size))
}

// ReadLines reads JSON Lines in batches of about size bytes.
func ReadLines(b *cosa.Builder, r io.Reader, limits Limits, size int) error {
	return readLines(b, "f", r, limits, size)
}

// Streams reports whether a file can be read in pieces.
func Streams(text string, format cosa.Format, limits Limits, size int) bool {
	return stream(cosa.NewBuilder(), "f", strings.NewReader(text), limits.orDefaults(), wayOf(format, size)) == nil
}

func wayOf(format cosa.Format, size int) way {
	if format == cosa.JSON {
		return jsonWay(0, size)
	}
	return yamlWay(0, size)
}

// ParsePlain parses a list in block style without the YAML library.
func ParsePlain(text string) (list *yaml.Node, ok bool) {
	keys := knownKeys()
	return parsePlain([]byte(text), keys.words())
}

// ParseList parses a list with the YAML library.
func ParseList(text string) (*yaml.Node, error) {
	p := new(reader).parse([]byte(text), lineMap{})
	return p.root, p.err
}
