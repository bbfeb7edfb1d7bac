package spreadsheet

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

var errUTF16 = errors.New("it is not valid UTF-16")

// textEncoding tells UTF-16 from UTF-8 by the first bytes of a text that
// begins with an ASCII character or a byte order mark.
func textEncoding(head []byte) (order binary.ByteOrder, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return binary.BigEndian, 2
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		return nil, 3
	case len(head) >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0:
		return binary.LittleEndian, 0
	case len(head) >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}

// asUTF8 yields a text in UTF-8 without its byte order mark. UTF-8 itself is
// not checked here.
func asUTF8(r io.Reader) (io.Reader, error) {
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, err
	}
	head = head[:n]
	order, mark := textEncoding(head)
	whole := io.MultiReader(bytes.NewReader(head[mark:]), r)
	if order == nil {
		return whole, nil
	}
	return &utf16Reader{r: bufio.NewReaderSize(whole, 1<<16), order: order}, nil
}

// utf16Reader turns UTF-16 into UTF-8.
type utf16Reader struct {
	r     *bufio.Reader
	order binary.ByteOrder
	rest  []byte // of a character that did not fit
	space [utf8.UTFMax]byte
}

func (u *utf16Reader) unit() (rune, error) {
	var b [2]byte
	if n, err := io.ReadFull(u.r, b[:]); n == 1 {
		return 0, errUTF16
	} else if err != nil {
		return 0, err
	}
	return rune(u.order.Uint16(b[:])), nil
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	n := copy(p, u.rest)
	u.rest = u.rest[n:]
	for n < len(p) {
		r, err := u.unit()
		if err != nil {
			return n, err
		}
		if utf16.IsSurrogate(r) {
			low, err := u.unit()
			if err == io.EOF {
				err = errUTF16
			}
			if err != nil {
				return n, err
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return n, errUTF16
			}
		}
		text := utf8.AppendRune(u.space[:0], r)
		m := copy(p[n:], text)
		n += m
		u.rest = text[m:]
	}
	return n, nil
}

func bufioReader(b []byte) *bufio.Reader { return bufio.NewReader(bytes.NewReader(b)) }
