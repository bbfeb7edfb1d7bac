package spreadsheet

import (
	"bytes"
	"strconv"
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
	format := 0
	if _, start, end, ok := tagAttribute(tag, "numFmtId"); ok {
		format, _ = parseIndex(tag[start:end])
	}
	if format == textFormat || format != 0 && !always {
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
