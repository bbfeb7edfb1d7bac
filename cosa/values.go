package cosa

import (
	"encoding/binary"
	"unsafe"
)

// values holds the distinct values of all columns. Most are short and plain
// text, so each takes little more than its text: a byte of properties, then
// Raw and, where it is another text, Text, each behind its length.
type values struct {
	pages [][]byte
}

// valueAt says where a value begins: its page and its place in there. 0 is the
// blank value.
type valueAt uint64

// The properties of a value besides its type, which takes the lower bits.
const (
	typeMask    = 1<<4 - 1
	isFormula   = 1 << 4
	isMerged    = 1 << 5
	hasText     = 1 << 6
	seemsBlank  = 1 << 7  // what Value.Blank says
	valuesBytes = 1 << 16 // of a page
)

// add keeps a value, whose Text is that of the cell as clean makes it or as it
// is shown.
func (v *values) add(cell *Cell, clean func(string) string) valueAt {
	properties := cell.properties()
	text := string(cell.Shown)
	if cell.Shown == nil {
		if len(cell.Raw) > 0 {
			text = clean(unsafe.String(&cell.Raw[0], len(cell.Raw)))
		}
	}
	if text != string(cell.Raw) {
		properties |= hasText
	}
	if (Value{Text: text, Type: cell.Type}).Blank() {
		properties |= seemsBlank
	}
	size := 1 + 2*binary.MaxVarintLen64 + len(cell.Raw) + len(text)
	last := len(v.pages) - 1
	if last < 0 || len(v.pages[last])+size > cap(v.pages[last]) {
		page := make([]byte, 0, max(valuesBytes, size+1))
		if last++; last == 0 {
			page = append(page, 0) // the blank value
		}
		v.pages = append(v.pages, page)
	}
	page := v.pages[last]
	at := valueAt(last)<<32 | valueAt(len(page))
	page = append(page, properties)
	page = append(binary.AppendUvarint(page, uint64(len(cell.Raw))), cell.Raw...)
	if properties&hasText != 0 {
		page = append(binary.AppendUvarint(page, uint64(len(text))), text...)
	}
	v.pages[last] = page
	return at
}

// at returns a value that add kept.
func (v *values) at(at valueAt) Value {
	if at == 0 {
		return Value{}
	}
	bytes := v.pages[at>>32][at&(1<<32-1):]
	properties := bytes[0]
	raw, rest := firstText(bytes[1:])
	value := Value{Text: raw, Raw: raw, Type: ValueType(properties & typeMask), Formula: properties&isFormula != 0, Merged: properties&isMerged != 0}
	if properties&hasText != 0 {
		value.Text, _ = firstText(rest)
	}
	return value
}

// properties returns what is known of a value without its text.
func (v *values) properties(at valueAt) byte {
	if at == 0 {
		return seemsBlank
	}
	return v.pages[at>>32][at&(1<<32-1)]
}

// raw returns the Raw of a value.
func (v *values) raw(at valueAt) string {
	raw, _ := firstText(v.pages[at>>32][at&(1<<32-1)+1:])
	return raw
}

// firstText returns the text behind its length, and what follows. Nothing is
// ever written over a page's bytes, so that the text need not be copied.
func firstText(bytes []byte) (text string, rest []byte) {
	n, size := uint64(bytes[0]), 1
	if n >= 1<<7 {
		n, size = binary.Uvarint(bytes)
	}
	bytes = bytes[size:]
	if n == 0 {
		return "", bytes
	}
	return unsafe.String(&bytes[0], int(n)), bytes[n:]
}
