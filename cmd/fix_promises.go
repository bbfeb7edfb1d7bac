package cmd

import (
	"errors"
	"io"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/patch"
	"github.com/cosakit/cosa/rules"
)

// promiseBytes bounds the texts whose places are looked at once more.
const promiseBytes = 64 << 20

// keepPromises takes the fixes off findings that `cosa fix` would leave to a
// person: where two of them ask for different texts, and where a text in the
// YAML form or in JSON cannot be edited just there, as in a range that is
// written START-END. What is generated is in no file that could be corrected.
func keepPromises(l *loaded, result *rules.Result) {
	var findings []*cosa.Finding
	for i := range result.Findings {
		findings = append(findings, &result.Findings[i])
	}
	for i := range result.Silenced {
		findings = append(findings, &result.Silenced[i].Finding)
	}
	var fixable []cosa.Finding
	for _, f := range findings {
		if f.Fix != nil {
			fixable = append(fixable, *f)
		}
	}
	if len(fixable) == 0 {
		return
	}
	kept := make(map[cosa.Position]bool)
	byFile := make(map[string][]cosa.Edit)
	for _, e := range cosa.Edits(fixable) {
		kept[placeOf(e.Position)] = true
		byFile[e.Position.File] = append(byFile[e.Position.File], e)
	}
	inputs := l.inputs
	if l.generated {
		clear(kept)
		inputs = nil
	}
	for i, in := range inputs {
		edits := byFile[in.name]
		format := l.formats[i].name
		if len(edits) == 0 || format != cosa.YAML && format != cosa.JSON {
			continue
		}
		for _, at := range in.uneditable(format, edits) {
			kept[placeOf(at)] = false
		}
	}
	for _, f := range findings {
		if f.Fix != nil && !kept[placeOf(f.Position)] {
			f.Fix = nil
		}
	}
}

// placeOf is a position without the path: an alias leads to one place by
// several.
func placeOf(at cosa.Position) cosa.Position {
	at.Path = ""
	return at
}

// uneditable lists the places of edits that cannot be made. What came through
// a pipe is gone, so that nothing is promised of it.
func (in *input) uneditable(format cosa.Format, edits []cosa.Edit) []cosa.Position {
	text, err := in.smallText()
	var left []patch.Left
	if err == nil {
		_, left, err = form.Edits(text, format, edits)
	}
	var places []cosa.Position
	if err != nil {
		for _, e := range edits {
			places = append(places, e.Position)
		}
		return places
	}
	for _, l := range left {
		places = append(places, l.Position)
	}
	return places
}

var errNotAgain = errors.New("it cannot be read once more")

// smallText is the text of an input that can be read again.
func (in *input) smallText() (text string, err error) {
	if in.path == standardStream || in.info == nil || !in.info.Mode().IsRegular() || in.info.Size() > promiseBytes {
		return "", errNotAgain
	}
	content, err := in.open(nil)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, content.close()) }()
	data, err := io.ReadAll(io.LimitReader(content.stream(), promiseBytes))
	if err != nil {
		return "", err
	}
	t, err := patch.Open(data)
	if err != nil {
		return "", err
	}
	return t.String(), nil
}
