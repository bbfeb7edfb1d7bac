package provisioning

import (
	"bytes"
	"encoding/xml"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// FormatOf tells by the root element which database a text that begins with
// head is; "" for another text.
func FormatOf(head []byte) cosa.Format {
	head = bytes.TrimSpace(head)
	if declaration := bytes.Index(head, []byte("?>")); declaration > 0 && bytes.HasPrefix(head, []byte("<?xml")) {
		head = head[declaration+2:] // what it says of versions and encodings is judged by the reader
	}
	decoder := xml.NewDecoder(bytes.NewReader(head))
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return ""
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch {
			case strings.EqualFold(token.Name.Local, rootElement):
				return cosa.XML
			case strings.EqualFold(token.Name.Local, operatorList):
				return cosa.APNDB
			}
			return ""
		case xml.CharData:
			if len(bytes.TrimSpace(token)) > 0 {
				return ""
			}
		}
	}
}
