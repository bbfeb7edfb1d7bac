package getbalance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// shape is what a JSON value is.
type shape uint8

const (
	aNull shape = iota
	aBoolean
	aNumber
	aString
	aList
	anObject
)

func (s shape) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "a list", "an object"}[s]
}

// node is a JSON value that keeps the order of members, those that stand twice,
// and numbers as written.
type node struct {
	kind    shape
	text    string // of a string or a number
	items   []*node
	members []member
}

type member struct {
	name  string
	value *node
}

// parse reads one JSON value.
func parse(body []byte) (*node, *Problem) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, &Problem{Kind: Syntax, Message: "the body is empty; want JSON"}
	}
	if !utf8.Valid(body) {
		return nil, &Problem{Kind: Syntax, Message: "the body is not UTF-8, which JSON is written in"}
	}
	var whole json.RawMessage
	if err := json.Unmarshal(body, &whole); err != nil {
		return nil, &Problem{Kind: Syntax, Message: whyNoJSON(body, err)}
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	n, err := value(d)
	if err != nil {
		return nil, &Problem{Kind: Syntax, Message: whyNoJSON(body, err)}
	}
	return n, nil
}

func value(d *json.Decoder) (*node, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case bool:
		return &node{kind: aBoolean}, nil
	case json.Number:
		return &node{kind: aNumber, text: t.String()}, nil
	case string:
		return &node{kind: aString, text: t}, nil
	case json.Delim:
		if t == '[' {
			return list(d)
		}
		return object(d)
	}
	return &node{kind: aNull}, nil
}

func list(d *json.Decoder) (*node, error) {
	n := &node{kind: aList}
	for d.More() {
		item, err := value(d)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, item)
	}
	_, err := d.Token() // the bracket
	return n, err
}

func object(d *json.Decoder) (*node, error) {
	n := &node{kind: anObject}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := value(d)
		if err != nil {
			return nil, err
		}
		n.members = append(n.members, member{fmt.Sprint(name), v})
	}
	_, err := d.Token() // the brace
	return n, err
}

// whyNoJSON says what is wrong, with the place. What the documentation's own
// examples do wrong is told in full, since people copy them.
func whyNoJSON(body []byte, err error) string {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return "is no JSON: " + err.Error()
	}
	at := min(max(0, int(syntax.Offset)-1), len(body))
	for at > 0 && at < len(body) && !utf8.RuneStart(body[at]) {
		at--
	}
	line := 1 + bytes.Count(body[:at], []byte("\n"))
	column := 1 + utf8.RuneCount(body[bytes.LastIndexByte(body[:at], '\n')+1:at])
	place := fmt.Sprintf(" at line %d, column %d", line, column)
	trimmed := bytes.TrimSpace(body)
	bare := ""
	if trimmed[0] != '{' && trimmed[0] != '[' && bytes.Contains(trimmed, []byte(":")) {
		bare = "; the braces { } around the whole are missing too"
	}
	switch r, _ := utf8.DecodeRune(body[at:]); {
	case r == '“' || r == '”' || r == '„' || r == '‘' || r == '’':
		return "is no JSON: a typographic quotation mark " + string(r) + " stands" + place + `, where JSON has "` + bare
	case bare != "" && trimmed[0] == '"':
		return "is no JSON: the braces { } around the whole are missing"
	}
	return "is no JSON: " + syntax.Error() + place
}
