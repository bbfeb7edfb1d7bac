package cmd

import (
	"bytes"
	"encoding/json"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// jsonFormat tells JSON from JSON Lines by the beginning of a text and by what
// its name tells, which may be nil; it is "" for other texts.
func jsonFormat(head []byte, named *fileFormat) cosa.Format {
	text := bytes.TrimSpace(head)
	inside, ok := bytes.CutPrefix(text, []byte("{"))
	inside, quoted := bytes.CutPrefix(bytes.TrimSpace(inside), []byte(`"`))
	if !ok || !quoted {
		return ""
	}
	key, _, _ := bytes.Cut(inside, []byte(`"`))
	document := form.IsDocumentKey(string(key))
	line, rest, broken := bytes.Cut(text, []byte("\n"))
	whole := json.Valid(line)
	switch {
	case whole && bytes.HasPrefix(bytes.TrimSpace(rest), []byte("{")):
		return cosa.JSONL // no JSON goes on so
	case (whole || !broken) && len(bytes.TrimSpace(rest)) == 0 && form.IsProfileKey(string(key)):
		return cosa.JSONL // a profile in one line, whatever the file is called
	case named == nil && !document && (whole || !broken):
		return cosa.JSONL // a profile; a document begins otherwise
	case named != nil && named.name == cosa.JSONL && !(broken && !whole && document):
		return cosa.JSONL
	}
	return cosa.JSON
}

func looksJSON(head []byte) bool {
	head = bytes.TrimSpace(head)
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}
