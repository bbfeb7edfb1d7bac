package cmd

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// outputPattern is the name of an output, in which placeholders in braces may
// stand for what tells several files apart. {{ and }} stand for braces.
type outputPattern struct {
	given  string   // on the command line
	texts  []string // what stands between the placeholders, one more than these
	fields []string // the placeholders
}

// numberField is the placeholder for the number of a file, where the rows are
// divided among as many as they need; numberHere is how it is written.
const (
	numberField = "n"
	numberHere  = "{" + numberField + "}"
)

// newOutputPattern takes a name apart that may hold the placeholders of fields.
func newOutputPattern(name string, fields ...string) (outputPattern, error) {
	o := outputPattern{given: name}
	var text strings.Builder
	for rest := name; rest != ""; {
		at := strings.IndexAny(rest, "{}")
		if at < 0 {
			text.WriteString(rest)
			break
		}
		text.WriteString(rest[:at])
		brace := rest[at : at+1]
		if rest = rest[at+1:]; strings.HasPrefix(rest, brace) {
			text.WriteString(brace)
			rest = rest[1:]
			continue
		}
		if brace == "}" {
			return o, usagef("a } in -o %q closes nothing; write }} for the brace itself", name)
		}
		field, after, closed := strings.Cut(rest, "}")
		if !closed {
			return o, usagef("a { in -o %q is not closed by }; write {{ for the brace itself", name)
		}
		if !slices.Contains(fields, field) {
			return o, unknownField(field, fields)
		}
		o.texts, o.fields = append(o.texts, text.String()), append(o.fields, field)
		text.Reset()
		rest = after
	}
	o.texts = append(o.texts, text.String())
	if slices.Contains(o.fields, numberField) && slices.ContainsFunc(o.fields, func(f string) bool { return f != numberField }) {
		return o, usagef("%s in -o stands alone: operators and countries have files of their own already", numberHere)
	}
	return o, nil
}

func unknownField(field string, fields []string) error {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = "{" + f + "}"
	}
	if near := cosa.Nearest(strings.ToLower(field), fields); near != "" && (len(field) > 1 || strings.EqualFold(near, field)) {
		return usagef("unknown placeholder in -o %q, did you mean %q? write {{ and }} for braces themselves", "{"+field+"}", "{"+near+"}")
	}
	return usagef("unknown placeholder in -o %q; known here: %s; write {{ and }} for braces themselves", "{"+field+"}", strings.Join(known, ", "))
}

// several reports that the name stands for any number of files.
func (o *outputPattern) several() bool { return len(o.fields) > 0 }

// numbered reports that the files are told apart by their numbers.
func (o *outputPattern) numbered() bool { return slices.Contains(o.fields, numberField) }

// name is that of a file, by the values of the placeholders.
func (o *outputPattern) name(value func(field string) string) string {
	name := o.texts[0]
	for i, field := range o.fields {
		name += value(field) + o.texts[i+1]
	}
	return name
}

// plain is the name without any values: that of the one file, or what tells
// the kind of several.
func (o *outputPattern) plain() string { return o.name(func(string) string { return "" }) }

// number is the name of the file with a number.
func (o *outputPattern) number(n int) string {
	return o.name(func(string) string { return strconv.Itoa(n) })
}
