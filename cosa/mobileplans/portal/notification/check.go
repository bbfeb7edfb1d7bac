package notification

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/portal"
)

// Form is what a file holds.
type Form string

// The forms.
const (
	JSON   Form = "json"
	Script Form = "script"
	HTML   Form = "html"
)

// Forms lists the forms.
var Forms = []Form{JSON, Script, HTML}

// MostBytes bounds a file: a notification is short, a script is one of a
// portal's own, not a bundle of its libraries.
const MostBytes = 512 << 10

// Result is what was found.
type Result struct {
	Form     Form
	Count    int // notifications that were checked
	Findings []cosa.Finding
}

// checker collects what is wrong with one file.
type checker struct {
	file     string
	content  string
	lines    []int          // bytes at which lines begin
	offsets  []int          // of the script that is judged, as in code; nil for the file itself
	aliases  []cosa.Finding // of callbacks that got other names, to be told where no call is found
	count    int
	findings []cosa.Finding
}

// Check judges the notifications in a file. The form is told by the name and
// the content where it is not given.
func Check(file, content string, form Form) Result {
	c := &checker{file: file, content: content, lines: []int{0}}
	for i := range len(content) {
		if content[i] == '\n' {
			c.lines = append(c.lines, i+1)
		}
	}
	if form == "" {
		form = formOf(file, content)
	}
	if c.encoded(form) {
		switch form {
		case JSON:
			c.json()
		case Script:
			c.scripts([]code{{source: content}})
		case HTML:
			c.scripts(codeOf(content))
		}
	}
	portal.Stamp(c.findings, rules)
	return Result{Form: form, Count: c.count, Findings: cosa.SortFindings(c.findings)}
}

// formOf tells the form by the name, else by the first character.
func formOf(file, content string) Form {
	switch strings.ToLower(path.Ext(file)) {
	case ".json":
		return JSON
	case ".js", ".mjs", ".cjs", ".ts":
		return Script
	case ".htm", ".html", ".xhtml":
		return HTML
	}
	start := strings.TrimLeft(strings.TrimPrefix(content, byteOrderMark), " \t\r\n")
	switch {
	case strings.HasPrefix(start, "<"):
		return HTML
	case start == "", strings.HasPrefix(start, `"use strict"`):
		return Script
	case strings.ContainsAny(start[:1], `{["`):
		return JSON
	}
	if v, f := readJSON(start, nil, 0); f == nil && v.kind != object { // such as null
		return JSON
	}
	return Script
}

const byteOrderMark = "\ufeff"

// encoded reports whether the file is in UTF-8, and says what it is instead.
func (c *checker) encoded(form Form) bool {
	for _, mark := range [...]string{"\xff\xfe", "\xfe\xff"} {
		if strings.HasPrefix(c.content, mark) {
			c.add("notification-encoding", 0, "", "", "the file is in UTF-16", "save it as UTF-8")
			return false
		}
	}
	if strings.HasPrefix(c.content, byteOrderMark) && form == JSON {
		c.add("notification-encoding", 0, "", "", "the file begins with a byte order mark, which JSON.parse refuses", "save it as UTF-8 without one")
	}
	for i := 0; i < len(c.content); {
		r, size := utf8.DecodeRuneInString(c.content[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			c.add("notification-encoding", i, "", "", fmt.Sprintf("the byte %#02x is no UTF-8", c.content[i]), "save the file as UTF-8")
			return false
		case r == 0:
			c.add("notification-encoding", i, "", "", "the file holds a zero byte", "save it as UTF-8 text")
			return false
		}
		i += size
	}
	return true
}

// json judges a file that is the JSON of a legacy notification.
func (c *checker) json() {
	start := 0
	if strings.HasPrefix(c.content, byteOrderMark) {
		start = len(byteOrderMark)
	}
	if strings.TrimSpace(c.content[start:]) == "" {
		c.add("notification-none", start, "", "", "the file is empty", "write the notification's JSON, or a script that sends it")
		return
	}
	c.count++
	v, f := readJSON(c.content[start:], nil, start)
	if f != nil {
		c.fault("notification-syntax", f, "")
		return
	}
	c.payload(v)
}

// position is the place of a byte of the file, or of the script that is judged.
func (c *checker) position(at int) cosa.Position {
	if c.offsets != nil {
		at = c.offsets[max(0, min(at, len(c.offsets)-1))]
	}
	at = max(0, min(at, len(c.content)))
	line, found := slices.BinarySearch(c.lines, at)
	if !found {
		line--
	}
	start := c.lines[line]
	if line == 0 && strings.HasPrefix(c.content, byteOrderMark) && at >= len(byteOrderMark) {
		start = len(byteOrderMark) // no editor shows it
	}
	return cosa.Position{File: c.file, Line: line + 1, Column: utf8.RuneCountInString(c.content[start:at]) + 1}
}

// add reports a finding at a byte of the file, about the named member.
func (c *checker) add(rule string, at int, name, value, message, hint string) {
	p := c.position(at)
	p.Path = name
	c.findings = append(c.findings, cosa.Finding{
		Rule: rule, Position: p, Setting: name, Value: cosa.Bounded(value, 500), Subject: name, Message: message, Hint: hint,
	})
}

func (c *checker) fault(rule string, f *fault, name string) {
	c.add(rule, f.at, name, "", f.message, f.hint)
}

// unjudged says that a value cannot be told.
func (c *checker) unjudged(at int, name, why string) {
	if why == "" {
		why = "it is reckoned when the script runs"
	}
	c.add("notification-not-judged", at, name, "", name+" is not judged: "+why, "")
}

// places are the bytes of the file that the bytes of a text stand at; where
// that cannot be told they all stand where the text does.
func (v *value) places() []int {
	if v.offsets != nil {
		return v.offsets
	}
	places := make([]int, len(v.text)+1)
	for i := range places {
		places[i] = v.at
	}
	return places
}
