package spreadsheet

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// note puts a note on a setting's header: what the setting is, what is
// allowed, whether it is required, the default and since when it is read.
func (b *book) note(sheet, cell string, spec *cosa.Spec) error {
	lines := noteLines(spec)
	runs := []excelize.RichTextRun{{
		Text: spec.Header + "\n",
		Font: &excelize.Font{Bold: true, Color: "000000", Family: "Calibri", Size: 10},
	}}
	runs = append(runs, excelize.RichTextRun{
		Text: strings.Join(lines, "\n"),
		Font: &excelize.Font{Color: "000000", Family: "Calibri", Size: 10},
	})
	height := 1
	for _, line := range lines {
		height += 1 + len(line)/46
	}
	return b.file.AddComment(sheet, excelize.Comment{
		Author: "cosa", Cell: cell, Paragraph: runs, Width: 320, Height: uint(24 + 18*height),
	})
}

func noteLines(spec *cosa.Spec) []string {
	lines := []string{spec.Help, "This setting is " + requirement(spec) + "."}
	if allowed := allowedValues(spec); allowed != "" {
		lines = append(lines, "Allowed: "+allowed)
	}
	if spec.Default != "" {
		lines = append(lines, "If blank: "+spec.Default)
	}
	if since := windowsVersion(spec); since != "" {
		lines = append(lines, "Read by: "+since)
	}
	return lines
}

func requirement(spec *cosa.Spec) string {
	if spec.Required == cosa.Conditional {
		return "required in some cases"
	}
	return spec.Required.String()
}

// allowedValues says in words what a setting's cell may hold, "" for free
// text.
func allowedValues(spec *cosa.Spec) string {
	switch spec.Type {
	case cosa.TypeChoice, cosa.TypeBoolean:
		var items []string
		for _, c := range spec.Choices {
			item := c.Text
			if c.Means != "" {
				item += " (" + c.Means + ")"
			}
			items = append(items, item)
		}
		return strings.Join(items, ", ")
	case cosa.TypePurposes:
		return strings.Join(purposeNames(), ", ") + ", or a GUID; several separated by commas"
	case cosa.TypeInteger:
		return "a whole number"
	case cosa.TypeHex:
		return "hexadecimal digits"
	case cosa.TypeURL:
		return "a web address that begins with https://"
	case cosa.TypeGUID:
		return "a GUID"
	}
	if check, ok := identifierCheck(spec.Setting); ok {
		return check.allowed
	}
	return ""
}

func purposeNames() []string {
	var names []string
	for _, p := range cosa.Purposes() {
		if p.Name != "" {
			names = append(names, p.Name)
		}
	}
	return names
}

func windowsVersion(spec *cosa.Spec) string {
	switch {
	case spec.Since == "":
		return ""
	case spec.Kind == cosa.KindLegacy:
		return "Windows " + spec.Since + " only"
	case spec.Since == "11":
		return "Windows 11 and later"
	}
	return "Windows 10 " + spec.Since + " and later"
}
