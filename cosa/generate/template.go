package generate

import (
	"errors"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// refKind says what a placeholder stands for.
type refKind uint8

const (
	literalText refKind = iota
	columnText          // a cell
	rangeText           // START-END of the line's range
	startText
	endText
)

// ref is a piece of a value: literal text, or what a placeholder stands for.
type ref struct {
	what   refKind
	text   string // literal
	column int
	kind   cosa.NumberKind // of the range
}

var (
	errOpen  = errors.New("a ${ that is not closed by }")
	errEmpty = errors.New("${}, which names no column")
)

// parseTemplate takes a value apart; $${ stands for ${. found holds the names
// of the placeholders, in order; the refs of kind columnText that are made for
// them are still to be resolved.
func parseTemplate(text string) (refs []ref, found []string, err error) {
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			refs = append(refs, ref{text: literal.String()})
			literal.Reset()
		}
	}
	for {
		i := strings.Index(text, "${")
		if i < 0 {
			literal.WriteString(text)
			flush()
			return refs, found, nil
		}
		if i > 0 && text[i-1] == '$' {
			literal.WriteString(text[:i-1] + "${")
			text = text[i+2:]
			continue
		}
		name, rest, ok := strings.Cut(text[i+2:], "}")
		switch {
		case !ok:
			return nil, nil, errOpen
		case strings.TrimSpace(name) == "":
			return nil, nil, errEmpty
		}
		literal.WriteString(text[:i])
		flush()
		refs = append(refs, ref{what: columnText})
		found = append(found, strings.TrimSpace(name))
		text = rest
	}
}

// resolve finds what the placeholder name stands for. The names of ranges mean
// the line's range, however it was given.
func (c *columns) resolve(name string) (ref, bool) {
	for _, kind := range kinds {
		r, ok := ref{kind: kind}, false
		switch s, named := settingNamed(name); {
		case named && s == kind.Start():
			r.what, ok = startText, true
		case named && s == kind.End():
			r.what, ok = endText, true
		default:
			if k, p := partOf(name); p == wholePart && k == kind {
				r.what, ok = rangeText, true
			}
		}
		if ok {
			return r, c.hasRange(kind)
		}
	}
	i, ok := c.find(name)
	return ref{what: columnText, column: i}, ok
}

func settingNamed(name string) (cosa.Setting, bool) {
	if s, ok := cosa.MatchHeader(name); ok {
		return s, true
	}
	return settingOfKey(name)
}
