package match

import (
	"encoding/xml"
	"io"
	"strings"
)

// demands reports that what a target carries as XML, for want of a setting,
// may be a condition. Names for the user are none, and neither are marks of a
// target's GUID and of its repetition: attributes of the state itself.
func demands(carried string) bool {
	d := xml.NewDecoder(strings.NewReader(carried))
	depth := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return depth != 0
		}
		if err != nil {
			return true
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 && t.Name.Local != "TargetState" || depth > 1 && !namesUI(t) {
				return true
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if strings.TrimSpace(string(t)) != "" {
				return true
			}
		}
	}
}

func namesUI(e xml.StartElement) bool {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, "Name") {
			return strings.EqualFold(a.Value, "uiname") || strings.EqualFold(a.Value, "uiorder")
		}
	}
	return false
}
