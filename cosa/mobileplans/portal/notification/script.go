package notification

import (
	"fmt"
	"strings"
	"time"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// scripts judges the calls in the scripts of the file.
func (c *checker) scripts(list []code) {
	before := c.told()
	for _, s := range list {
		c.offsets = s.offsets
		c.script(s)
		c.offsets = nil
	}
	if c.count > 0 {
		return
	}
	c.findings = append(c.findings, c.aliases...)
	if c.told() == before {
		c.add("notification-none", 0, "", "", "no callback of the app is called", "a portal calls one of "+strings.Join(callbackNames(), ", "))
	}
}

// told counts the findings that say why no call may have been found.
func (c *checker) told() int {
	n := 0
	for i := range c.findings {
		if rule := c.findings[i].Rule; rule == "notification-syntax" || rule == "notification-not-judged" {
			n++
		}
	}
	return n
}

// script judges one. It is never run. Places are those of its text until they
// are reported.
func (c *checker) script(s code) {
	source := s.source
	if strings.HasPrefix(source, byteOrderMark) {
		source = "   " + source[len(byteOrderMark):] // of the same length
	}
	if f := tooDeep(source); f != nil {
		c.fault("notification-syntax", f, "")
		return
	}
	program, f := parse(source)
	if f != nil && s.optional {
		source, program = c.body(source)
	}
	if program == nil {
		c.fault("notification-syntax", f, "")
		return
	}
	for _, statement := range program.Body {
		if deeper(statement, deepestNode) {
			c.fault("notification-syntax", &fault{at: int(statement.Idx0()) - 1, message: "the script nests too deep to be read", hint: "give the part that sends the notification in a file of its own"}, "")
			return
		}
	}
	e := newEvaluator(source)
	if f := e.run(program); f != nil {
		c.fault("notification-syntax", f, "")
		return
	}
	for i := range e.calls {
		c.judge(&e.calls[i])
	}
	for _, x := range escapes(program) {
		c.unjudged(x.at, x.name, "it is passed on, and may be called there")
		if last := len(c.findings) - 1; x.named {
			c.aliases = append(c.aliases, c.findings[last])
			c.findings = c.findings[:last]
		}
	}
	for _, l := range e.listeners {
		c.add("notification-script-name", l.at, l.name, "", fmt.Sprintf("%s is %s, it must be the name of a function", l.name, l.what), `write the name in quotation marks, such as "onRegistrationChanged"`)
	}
}

// body reads a script as the body of a function, which the handler of an event
// is, so that it may return. The program is nil where it is none.
func (c *checker) body(source string) (string, *ast.Program) {
	const before = "function handler(event) {"
	whole := before + source + "\n}"
	program, f := parse(whole)
	if f != nil || len(program.Body) != 1 { // a bracket too many closes the function
		return source, nil
	}
	offsets := make([]int, 0, len(whole)+1)
	for range len(before) {
		offsets = append(offsets, c.offsets[0])
	}
	offsets = append(offsets, c.offsets...)
	for len(offsets) <= len(whole) {
		offsets = append(offsets, c.offsets[len(source)])
	}
	c.offsets = offsets
	return whole, program
}

// tooDeep finds where brackets and what else makes a parser recurse nest
// deeper than is sound. Brackets in strings count too.
func tooDeep(source string) *fault {
	depth, chain := 0, 0
	for i := range len(source) {
		switch source[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
		switch source[i] { // chains such as !!!!x and a=>b=>c end at a statement's end or a line's
		case ';', '\n':
			chain = 0
		case '!', '~', '+', '-', '=', '?', '$', '*':
			chain++
		}
		if depth > deepest || chain > 2000 {
			return &fault{at: i, message: fmt.Sprintf("brackets or operators nest deeper than %d", deepest), hint: "give the script that sends the notification, not a bundle"}
		}
	}
	return nil
}

// mostTime bounds the parsing of a script: the parser goes back and forth in
// some nestings that nobody writes, and takes twice as long for each level.
const mostTime = 10 * time.Second

// parse reads a script.
func parse(source string) (*ast.Program, *fault) {
	type outcome struct {
		program *ast.Program
		f       *fault
	}
	done := make(chan outcome, 1)
	go func() {
		program, f := parseWhole(source)
		done <- outcome{program, f}
	}()
	limit := time.NewTimer(mostTime)
	defer limit.Stop()
	select {
	case o := <-done:
		return o.program, o.f
	case <-limit.C:
		return nil, &fault{message: "the script is too tangled to be read", hint: "give the part that sends the notification in a file of its own"}
	}
}

func parseWhole(source string) (program *ast.Program, f *fault) {
	defer func() {
		if v := recover(); v != nil {
			program, f = nil, &fault{message: "the script cannot be read", hint: "give the part that sends the notification in a file of its own"}
		}
	}()
	// Source maps name further files, which are not to be read.
	program, err := parser.ParseFile(nil, "", source, parser.IgnoreRegExpErrors, parser.WithDisableSourceMaps)
	if err == nil {
		return program, nil
	}
	list, ok := err.(parser.ErrorList)
	if !ok || len(list) == 0 {
		return nil, &fault{message: "the script cannot be read: " + err.Error()}
	}
	first := list[0]
	f = &fault{at: lineStart(source, first.Position.Line) + max(0, first.Position.Column-1), message: "no JavaScript: " + strings.ToLower(first.Message[:1]) + first.Message[1:]}
	f.at = min(f.at, len(source))
	rest := source[f.at:]
	if rest == "" {
		f.message, f.hint = "the script ends where more is expected", "it was cut off, or a bracket is not closed"
	} else if what, hint := oddCharacter(rest); what != "" && !strings.HasPrefix(rest, "'") && !strings.HasPrefix(rest, "\n") && !strings.HasPrefix(rest, "\r") {
		f.message, f.hint = what+" stands where JavaScript has no place for it", hint
	}
	if strings.HasPrefix(rest, "import") || strings.HasPrefix(rest, "export") {
		f.message, f.hint = "import and export of modules are not read", "leave these lines out for the check"
	}
	return nil, f
}

// lineStart is the byte at which a line begins, as JavaScript counts lines.
func lineStart(source string, line int) int {
	at := 0
	for n := 1; n < line; n++ {
		i := strings.IndexAny(source[at:], "\n\r\u2028\u2029")
		if i < 0 {
			return at
		}
		at += i
		switch {
		case strings.HasPrefix(source[at:], "\r\n"):
			at += 2
		case source[at] == '\n' || source[at] == '\r':
			at++
		default:
			at += len("\u2028")
		}
	}
	return at
}
