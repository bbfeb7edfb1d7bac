package patch

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// Edit puts text in the place of a part.
type Edit struct {
	Span
	Text  string
	Title string // what it is for, for the diff
}

// Left is an edit that was not made.
type Left struct {
	cosa.Edit
	Reason string
}

// Text is a text file that is being edited.
type Text struct {
	encoding encoding
	original string
	current  string
	edits    []Edit // in offsets of original, in their order, apart from each other
}

// ErrEncoding says that a file is not wholly text of one encoding.
var ErrEncoding = errors.New("the text is not wholly UTF-8 or UTF-16")

var errOverlap = errors.New("edits overlap")

// Open reads a file.
func Open(data []byte) (*Text, error) {
	t := &Text{encoding: encodingOf(data)}
	var ok bool
	if t.original, ok = t.encoding.decode(data); !ok {
		return nil, ErrEncoding
	}
	t.current = t.original
	return t, nil
}

// String is the text as it is by now, in UTF-8 and without a mark.
func (t *Text) String() string { return t.current }

// Bytes is the file as it is by now.
func (t *Text) Bytes() []byte { return t.encoding.encode(t.current) }

// Edits is the number of edited places.
func (t *Text) Edits() int { return len(t.edits) }

// Apply edits the text. The edits have offsets of the text as it is by now. One
// that covers an earlier one takes its place.
func (t *Text) Apply(edits []Edit) error {
	edits = sorted(edits)
	var all []Edit
	old := t.edits
	shift := 0 // what the old edits so far add to the length
	for _, e := range edits {
		for len(old) > 0 && old[0].From+shift+len(old[0].Text) <= e.From && !(old[0].From+shift == e.From && len(old[0].Text) == 0) {
			shift += len(old[0].Text) - (old[0].To - old[0].From)
			all = append(all, old[0])
			old = old[1:]
		}
		moved := e
		moved.From -= shift
		for len(old) > 0 && old[0].From+shift < e.To {
			if old[0].From+shift < e.From || old[0].From+shift+len(old[0].Text) > e.To {
				return errOverlap
			}
			shift += len(old[0].Text) - (old[0].To - old[0].From)
			if old[0].Title != moved.Title {
				moved.Title = old[0].Title + "; " + moved.Title
			}
			old = old[1:]
		}
		moved.To -= shift
		if n := len(all); n > 0 && moved.From < all[n-1].To || moved.To < moved.From {
			return errOverlap
		}
		all = append(all, moved)
	}
	all = append(all, old...)
	current, err := Splice(t.original, all)
	if err != nil {
		return err
	}
	t.current, t.edits = current, all
	return nil
}

// Splice returns the text with edits, which must lie in it apart from each
// other.
func Splice(text string, edits []Edit) (string, error) {
	var b strings.Builder
	at := 0
	for _, e := range sorted(edits) {
		if e.From < at || e.To < e.From || e.To > len(text) {
			return "", errOverlap
		}
		b.WriteString(text[at:e.From])
		b.WriteString(e.Text)
		at = e.To
	}
	b.WriteString(text[at:])
	return b.String(), nil
}

func sorted(edits []Edit) []Edit {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	return edits
}

// originals returns the places in the file that spans of the text as it is by
// now have, without those that touch an edit.
func (t *Text) originals(spans []Span) []Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	var moved []Span
	shift, next := 0, 0
	for _, s := range spans {
		for next < len(t.edits) && t.edits[next].From+shift+len(t.edits[next].Text) <= s.From {
			shift += len(t.edits[next].Text) - (t.edits[next].To - t.edits[next].From)
			next++
		}
		touches := next < len(t.edits) && t.edits[next].From+shift < s.To
		if n := len(moved); !touches && s.To > s.From && (n == 0 || moved[n-1].To <= s.From-shift) {
			moved = append(moved, Span{s.From - shift, s.To - shift})
		}
	}
	return moved
}
