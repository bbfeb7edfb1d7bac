package spreadsheet

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
)

// former is the style that a marked cell had; ok is false for the style of no
// mark.
//
// Programs may change the style of marked cells: LibreOffice writes the texts
// of cells with links in blue. Such a style is known by its fill, which nobody
// else uses. Where it differs from a mark by the colour of the text alone the
// former style is that mark's, else it is the same but for the fill.
func (s *markStyles) former(old *oldMarks, style int) (former int, ok bool) {
	if old == nil {
		return 0, false
	}
	if former, ok = old.styles[style]; ok {
		return former, true
	}
	if former, ok = old.known[style]; !ok {
		former = s.derive(old, style)
		old.known[style] = former
	}
	return former, former >= 0
}

// derive finds the former style of a changed mark, -1 for another style.
func (s *markStyles) derive(old *oldMarks, style int) int {
	xfs := s.lists["cellXfs"]
	if style >= len(xfs.items) {
		return -1
	}
	color := s.fillColor(xfs.items[style])
	if color == "" {
		return -1
	}
	like := -1
	for _, mark := range slices.Sorted(maps.Keys(old.styles)) {
		if mark >= len(xfs.items) || s.fillColor(xfs.items[mark]) != color {
			continue
		}
		like = old.styles[mark]
		if s.sameButText(xfs.items[style], xfs.items[mark]) {
			return like
		}
	}
	if like < 0 || like >= len(xfs.items) {
		return -1
	}
	from := xfs.items[style]
	tag := startTag(from)
	fill := "0"
	if _, start, end, ok := tagAttribute(startTag(xfs.items[like]), "fillId"); ok {
		fill = string(startTag(xfs.items[like])[start:end])
	}
	item := string(appendWith(nil, tag, "fillId", fill)) + string(from[len(tag):])
	if _, known := xfs.index[item]; !known && len(xfs.items) >= stylesMost {
		return -1
	}
	return xfs.ensure(item)
}

func startTag(item []byte) []byte { return item[:bytes.IndexByte(item, '>')+1] }

var (
	solidColor = regexp.MustCompile(`fgColor rgb="([0-9A-Fa-f]{8})"`)
	textColor  = regexp.MustCompile(`<(?:[\w.-]+:)?color(?:\s[^>]*)?/>`)
)

// fillColor is the colour of a style's fill, "" where it is not a plain one.
func (s *markStyles) fillColor(xf []byte) string {
	if m := solidColor.FindSubmatch(s.member("fills", "fillId", xf)); m != nil {
		return string(bytes.ToUpper(m[1]))
	}
	return ""
}

// member is what a style names of a list, nil for nothing.
func (s *markStyles) member(list, attribute string, xf []byte) []byte {
	tag := startTag(xf)
	_, from, to, ok := tagAttribute(tag, attribute)
	if !ok {
		return nil
	}
	n, ok := parseIndex(tag[from:to])
	if !ok || n >= len(s.lists[list].items) {
		return nil
	}
	return s.lists[list].items[n]
}

// sameButText reports whether two styles differ in the colour of the text
// alone.
func (s *markStyles) sameButText(a, b []byte) bool {
	font := func(xf []byte) []byte { return textColor.ReplaceAll(s.member("fonts", "fontId", xf), nil) }
	rest := func(xf []byte) []byte {
		tag := startTag(xf)
		return append(appendWithout(nil, tag, "fontId"), xf[len(tag):]...)
	}
	return bytes.Equal(font(a), font(b)) && bytes.Equal(rest(a), rest(b))
}
