package provisioning

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// FormatOf tells by the root element which database a text that begins with
// head is; "" for another text.
func FormatOf(head []byte) cosa.Format {
	decoder := xml.NewDecoder(bytes.NewReader(bytes.TrimSpace(head)))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
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
