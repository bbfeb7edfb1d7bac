package patch

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// encoding is how a file writes its text.
type encoding struct {
	mark  []byte
	order byteOrder // of UTF-16, nil for UTF-8
}

// byteOrder reads and writes 16-bit units.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// encodingOf tells UTF-16 from UTF-8 by the mark, or by where the zeros of an
// ASCII character lie.
func encodingOf(data []byte) encoding {
	for _, e := range [...]encoding{
		{mark: []byte("\xef\xbb\xbf")},
		{mark: []byte("\xff\xfe"), order: binary.LittleEndian},
		{mark: []byte("\xfe\xff"), order: binary.BigEndian},
	} {
		if bytes.HasPrefix(data, e.mark) {
			return e
		}
	}
	switch {
	case len(data) < 2 || len(data)%2 != 0:
	case data[0] != 0 && data[1] == 0:
		return encoding{order: binary.LittleEndian}
	case data[0] == 0 && data[1] != 0:
		return encoding{order: binary.BigEndian}
	}
	return encoding{}
}

// decode returns the text without its mark; ok is false where encode would not
// give the same bytes.
func (e encoding) decode(data []byte) (text string, ok bool) {
	body := data[len(e.mark):]
	if e.order == nil {
		return string(body), utf8.Valid(body)
	}
	units := make([]uint16, len(body)/2)
	for i := range units {
		units[i] = e.order.Uint16(body[2*i:])
	}
	text = string(utf16.Decode(units))
	return text, bytes.Equal(e.encode(text), data)
}

func (e encoding) encode(text string) []byte {
	data := bytes.Clone(e.mark)
	if e.order == nil {
		return append(data, text...)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = e.order.AppendUint16(data, unit)
	}
	return data
}
