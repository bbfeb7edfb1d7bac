package spreadsheet

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// forgetTexts looks at the other sheets: whether they hold formulas, and which
// shared texts they use. A text of which only replaced cells made use would
// stay in the file unseen, a password perhaps, so that it is blanked.
func (f *filler) forgetTexts(bookLinks *links) error {
	facts := f.facts
	seen := map[string]bool{partName(f.plan.sheet.part): true}
	for _, sheet := range f.book.sheets {
		if seen[partName(sheet.part)] || !f.book.archive.has(sheet.part) {
			continue
		}
		seen[partName(sheet.part)] = true
		if err := f.usedTexts(sheet.part); err != nil {
			return f.book.fail(sheet.name, fmt.Sprintf("the sheet %q", sheet.name), f.book.cause(err))
		}
	}
	for number := range facts.textsKept {
		delete(facts.textsGone, number)
	}
	rel := bookLinks.find("sharedStrings", "")
	if len(facts.textsGone) == 0 || rel == nil {
		return nil
	}
	part := bookLinks.target(rel)
	f.edit.stream(part, func(out io.Writer) error { return f.blankTexts(part, out) })
	return nil
}

// usedTexts looks at the cells of a sheet.
func (f *filler) usedTexts(part string) error {
	walk, src, err := f.book.walk(part)
	if err != nil {
		return err
	}
	defer src.close()
	shared, value := false, []byte(nil)
	for {
		event, t, err := walk.next()
		if err != nil || event == walkEnd {
			return err
		}
		x := walk.c.x
		switch {
		case event == cellOpen:
			shared, value = string(x.attr("t")) == "s", value[:0]
		case event == cellToken && t == tokenOpen && string(x.name) == "f":
			f.facts.formulas = true
		case event == cellToken && t == tokenText && shared && len(value) < 20:
			value = append(value, x.text...)
		case event == cellClose && shared:
			if number, ok := parseIndex(bytes.TrimSpace(value)); ok && f.facts.textsGone[number] {
				f.facts.textsKept[number] = true
			}
		}
	}
}

// blankTexts copies the table of shared texts without those that nothing uses
// any more. Their places stay, since cells count them.
func (f *filler) blankTexts(part string, out io.Writer) error {
	src, err := f.book.source(part, f.book.limits.PartBytes)
	if err != nil {
		return err
	}
	defer src.close()
	c := newXMLCopier(src, f.book.limits.Depth)
	w := bufio.NewWriterSize(out, 1<<16)
	put := func(b []byte) { _, _ = w.Write(b) } // a bufio.Writer keeps its error for Flush
	number, blank := -1, false
	for {
		t, err := c.next()
		if err != nil {
			return err
		}
		depth := c.x.depth()
		before, tag := c.tag()
		switch {
		case t == tokenEnd:
			put(c.raw)
			return w.Flush()
		case t == tokenOpen && depth == 1 && bytes.Contains(bytes.ToLower(before), []byte("utf-16")):
			put([]byte(xmlHeader)) // what is written is UTF-8
			put(tag)
		case t == tokenOpen && depth == 2 && string(c.x.name) == "si":
			number++
			blank = f.facts.textsGone[number]
			if !blank {
				put(c.raw)
				continue
			}
			prefix := tagPrefix(tag)
			put(before)
			put([]byte(`<` + prefix + `si><` + prefix + `t/></` + prefix + `si>`))
		case blank:
			blank = depth >= 2
		default:
			put(c.raw)
		}
	}
}
