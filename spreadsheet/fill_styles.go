package spreadsheet

import (
	"bytes"
	"strconv"
	"strings"
)

// asText returns the style that is former but for its number format, which is
// Text: always, or only where it was General. ok is false where there is no
// room for more styles.
func (s *markStyles) asText(former int, always bool) (style int, ok bool) {
	xfs := s.lists["cellXfs"]
	from := xfs.items[0]
	if former < len(xfs.items) {
		from = xfs.items[former]
	} else {
		former = 0
	}
	tag := from[:bytes.IndexByte(from, '>')+1]
	switch code := s.formatOf(tag); {
	case code == "@", code != "" && !always:
		return former, true
	}
	changed := appendWith(nil, tag, "numFmtId", strconv.Itoa(textFormat))
	changed = appendWith(nil, changed, "applyNumberFormat", "1")
	item := string(changed) + string(from[len(tag):])
	if _, known := xfs.index[item]; !known && len(xfs.items) >= stylesMost {
		return former, false
	}
	return xfs.ensure(item), true
}

// formatOf is the number format of a style, whose start tag is given: "" for
// General, @ for Text, else its number or, where the workbook spells it, its
// code. LibreOffice spells all of them.
func (s *markStyles) formatOf(xf []byte) string {
	number := "0"
	if _, start, end, ok := tagAttribute(xf, "numFmtId"); ok {
		number = string(xf[start:end])
	}
	if list := s.doc.root.child("numFmts"); list != nil {
		for _, e := range list.children {
			if e.attr("numFmtId") == number {
				number = e.attr("formatCode")
				break
			}
		}
	}
	switch {
	case number == "0", strings.EqualFold(number, "General"), strings.EqualFold(number, "Standard"):
		return ""
	case number == strconv.Itoa(textFormat):
		return "@"
	}
	return number
}
