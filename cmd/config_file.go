package cmd

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

const (
	// configName is the file that is looked for.
	configName = ".cosa.yaml"
	// recordedName is the file of recorded findings, beside the configuration.
	recordedName = ".cosa-suppressions.yaml"
)

// configLimit bounds the size of a configuration in bytes. Recorded findings
// may be many.
const configLimit = 32 << 20

// readConfig returns the text of a configuration.
func readConfig(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usagef("%w", cannotRead(path, err))
	}
	text, err := io.ReadAll(io.LimitReader(f, configLimit+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, usagef("%w", cannotRead(path, err))
	}
	if len(text) > configLimit {
		return nil, usagef("%s: more than %d MiB of configuration", path, configLimit>>20)
	}
	return text, nil
}

// nearestConfig finds the configuration from the working directory upward, ""
// for none.
func nearestConfig() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", usagef("cannot tell the working directory: %w", err)
	}
	for {
		path := filepath.Join(dir, configName)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return fromHere(path), nil
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return "", usagef("%w", cannotRead(path, err))
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// fromHere is the path as seen from the working directory.
func fromHere(path string) string {
	if dir, err := os.Getwd(); err == nil {
		if short, err := filepath.Rel(dir, path); err == nil {
			return short
		}
	}
	return path
}

// readRecorded reads the recorded findings, if there are any.
func (c *config) readRecorded(path string) error {
	c.recordedPath = path
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular():
		return usagef("%s: is no file; cosa validate --write-baseline keeps what it records there", path)
	}
	text, err := readConfig(path)
	if err != nil {
		return err
	}
	var own config
	if err := own.parse(path, text, recordedKeys); err != nil {
		return err
	}
	c.recorded = own.suppressions
	for i := range c.recorded {
		c.recorded[i].Origin = cosa.Recorded
	}
	return nil
}

// parse takes over what a file says under the known keys.
func (c *config) parse(path string, text []byte, known []configKey) error {
	fail := func(at *yaml.Node, problem string) error {
		return usagef("%s:%d:%d: %s", path, at.Line, at.Column, problem)
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var document, second yaml.Node
	err := d.Decode(&document)
	switch {
	case err == io.EOF:
		return nil
	case err == nil:
		if err = d.Decode(&second); err == nil {
			return fail(second.Content[0], "a second document; a configuration is one")
		}
	}
	if err != io.EOF {
		return usagef("%s: %s", path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if document.Content[0].Tag == "!!null" {
		return nil
	}
	names := make([]string, len(known))
	for i, key := range known {
		names[i] = key.name
	}
	err = eachPair(document.Content[0], func(key, value *yaml.Node) error {
		if err := knownName(key, "key", names); err != nil {
			return err
		}
		return known[slices.Index(names, key.Value)].read(c, value)
	})
	for i := range c.suppressions {
		c.suppressions[i].Position.File = path
	}
	var wrong *configError
	if errors.As(err, &wrong) {
		return fail(wrong.node, wrong.problem)
	}
	return err
}
