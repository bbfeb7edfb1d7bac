package cmd

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/provisioning"
	"github.com/cosakit/cosa/spreadsheet"
)

// fileFormat is a kind of file that can be read and written.
type fileFormat struct {
	name       cosa.Format
	means      string
	extensions []string // the first is that of the name; none where others bear it
	shared     []string // extensions that files of other kinds bear as well
	workbook   bool     // a container, known by its content; the others are text
	container  bool     // likewise
	tree       bool     // held in memory as a whole while it is read
	// looks reports whether the beginning of a text without a telling name is
	// of this format. The first that says so is taken.
	looks  func(head []byte) bool
	read   func(b *cosa.Builder, name string, o *opened, flags inputFlags) error
	write  func(w io.Writer, s *cosa.Submission) error // nil where only reading is possible
	losses func(s *cosa.Submission) []string
	reason string // why it cannot be written
}

// fileFormats lists the formats of files.
var fileFormats = []fileFormat{
	{
		name: cosa.XLSX, means: "Excel workbook", extensions: []string{"xlsx", "xlsm"}, workbook: true,
		looks: func([]byte) bool { return false }, // told by the container
		read: func(b *cosa.Builder, name string, o *opened, flags inputFlags) error {
			return spreadsheet.ReadWorkbook(b, name, o.content, o.size, spreadsheet.ReadOptions{Sheet: flags.sheet})
		},
		write:  spreadsheet.WriteWorkbook,
		losses: sheetLosses(cosa.XLSX),
	},
	{
		name: cosa.JSON, means: "JSON, in the shape of the YAML form", extensions: []string{"json"},
		looks: looksJSON,
		read: func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
			collectOften()
			return form.ReadJSON(b, name, o.stream(), form.Limits{Tree: holdTree})
		},
		write:  form.WriteJSON,
		losses: form.Losses,
	},
	{
		name: cosa.JSONL, means: "JSON Lines, a profile of the JSON form on each line", extensions: []string{"jsonl", "ndjson"},
		looks: func([]byte) bool { return false }, // told by tellingFormat
		read: func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
			collectOften()
			return form.ReadJSONL(b, name, o.stream(), form.Limits{})
		},
		write:  form.WriteJSONL,
		losses: form.Losses,
	},
	{
		name: cosa.XML, means: "customizations.xml of a COSA package", extensions: []string{"xml"}, tree: true,
		looks: func(head []byte) bool { return provisioning.FormatOf(head) == cosa.XML },
		read: func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
			return provisioning.ReadCustomizations(b, name, o.stream())
		},
		write:  provisioning.WriteCustomizations,
		losses: provisioning.Losses,
	},
	{
		name: cosa.PPKG, means: "a provisioning package that holds customizations.xml", extensions: []string{"ppkg"}, container: true, tree: true,
		looks: func([]byte) bool { return false }, // told by the container
		read: func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
			return provisioning.ReadPackage(b, name, o.content, o.size)
		},
		reason: "Windows Configuration Designer builds packages; write xml and give it that",
	},
	{
		name: cosa.APNDB, means: "apndatabase.xml of Windows 8 to 10 1607", tree: true,
		looks: func(head []byte) bool { return provisioning.FormatOf(head) == cosa.APNDB },
		read: func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
			return provisioning.ReadAPNDatabase(b, name, o.stream())
		},
		reason: "it names SIMs by hashes that only Microsoft's MBIDGenerator makes; write yaml or xlsx instead",
	},
	{
		name: cosa.TSV, means: "values separated by tabs", extensions: []string{"tsv"}, shared: []string{"tab"},
		looks:  func(head []byte) bool { return looksSheet(head, "\t") },
		read:   readSheetText(cosa.TSV),
		write:  writeSheetText(cosa.TSV),
		losses: sheetLosses(cosa.TSV),
	},
	{
		name: cosa.CSV, means: "values separated by commas or semicolons", extensions: []string{"csv"}, shared: []string{"txt"},
		looks:  func(head []byte) bool { return looksSheet(head, ",;") },
		read:   readSheetText(cosa.CSV),
		write:  writeSheetText(cosa.CSV),
		losses: sheetLosses(cosa.CSV),
	},
	{
		name: cosa.YAML, means: "the YAML form", extensions: []string{"yaml", "yml"},
		looks: func([]byte) bool { return true }, // any other text
		read: func(b *cosa.Builder, name string, o *opened, _ inputFlags) error {
			collectOften()
			return form.ReadYAML(b, name, o.stream(), form.Limits{Tree: holdTree})
		},
		write:  form.WriteYAML,
		losses: form.Losses,
	},
}

func readSheetText(format cosa.Format) func(*cosa.Builder, string, *opened, inputFlags) error {
	return func(b *cosa.Builder, name string, o *opened, flags inputFlags) error {
		return spreadsheet.ReadCSV(b, name, o.stream(), format, spreadsheet.ReadOptions{Sheet: flags.sheet})
	}
}

func writeSheetText(format cosa.Format) func(io.Writer, *cosa.Submission) error {
	return func(w io.Writer, s *cosa.Submission) error { return spreadsheet.WriteCSV(w, s, format) }
}

func sheetLosses(format cosa.Format) func(*cosa.Submission) []string {
	return func(s *cosa.Submission) []string { return spreadsheet.Losses(s, format) }
}

// passes is how often a file is read from its beginning to its end.
func (f *fileFormat) passes(o *opened) int {
	if (f.name == cosa.YAML || f.name == cosa.JSON) && o.size >= form.StreamedFrom {
		return 2
	}
	return 1
}

// formatNames lists the names of the formats.
func formatNames() []string {
	names := make([]string, len(fileFormats))
	for i := range fileFormats {
		names[i] = string(fileFormats[i].name)
	}
	return names
}

// outputNames lists the names of the formats that can be written.
func outputNames() []string {
	var names []string
	for i := range fileFormats {
		if fileFormats[i].write != nil {
			names = append(names, string(fileFormats[i].name))
		}
	}
	return names
}

// findOutput returns the format with a name that a file is to be written in.
func findOutput(name string) (*fileFormat, error) {
	if !slices.Contains(formatNames(), name) {
		return nil, choice("format", name, outputNames())
	}
	format, err := findFormat("format", name)
	if err == nil && format.write == nil {
		return nil, usagef("%s (%s) can be read, but not written: %s", format.name, format.means, format.reason)
	}
	return format, err
}

// findFormat returns the format with a name; flag names where the name comes
// from.
func findFormat(flag, name string) (*fileFormat, error) {
	if err := choice(flag, name, formatNames()); err != nil {
		return nil, err
	}
	return &fileFormats[slices.Index(formatNames(), name)], nil
}

// formatOfName returns the format that a file's extension tells, or nil.
func formatOfName(name string) *fileFormat {
	ext := extension(name)
	for i := range fileFormats {
		if slices.Contains(fileFormats[i].extensions, ext) || slices.Contains(fileFormats[i].shared, ext) {
			return &fileFormats[i]
		}
	}
	return nil
}

// knownExtensions lists the extensions of files that are read in a folder.
func knownExtensions() []string {
	var known []string
	for i := range fileFormats {
		for _, ext := range fileFormats[i].extensions {
			known = append(known, "."+ext)
		}
	}
	return known
}

// headLength is how much of a text is looked at to recognise its format.
const headLength = 64 << 10

// workbookExtensions are those of workbooks that cannot be read, besides those
// that can. Neither a text nor another container may bear one.
var workbookExtensions = []string{"xls", "xlsb", "xlt", "xltx", "xltm", "ods", "numbers"}

// recognise finds the format of a file by its content, then by its name. A
// text or another container under a workbook's name is refused: it is not what
// the name promises, and what it is ought to be said.
func recognise(name string, o *opened) (*fileFormat, error) {
	container := spreadsheet.Identify(o.content, o.size)
	if container == spreadsheet.XLSX {
		return findFormat("format", string(cosa.XLSX))
	}
	if container == spreadsheet.WIM {
		return findFormat("format", string(cosa.PPKG))
	}
	named := formatOfName(name)
	text := container == spreadsheet.PlainText || container == spreadsheet.JSON || container == spreadsheet.XML
	if !text || named != nil && (named.workbook || named.container) || slices.Contains(workbookExtensions, extension(name)) {
		problem, hint := container.Explain()
		return nil, &cosa.ReadError{Position: at(name), Problem: problem, Hint: hint}
	}
	head := make([]byte, headLength)
	n, err := o.content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, cannotRead(name, err)
	}
	head = narrow(head[:n])
	if certain := tellingFormat(head, named); certain != "" && (named == nil || !alike(certain, named.name)) {
		return findFormat("format", string(certain))
	}
	if container == spreadsheet.XML && provisioning.FormatOf(head) == "" {
		problem, hint := container.Explain()
		return nil, &cosa.ReadError{Position: at(name), Problem: problem, Hint: hint}
	}
	if named != nil {
		return named, nil
	}
	for i := range fileFormats {
		if fileFormats[i].looks(head) {
			return &fileFormats[i], nil
		}
	}
	return nil, &cosa.ReadError{Position: at(name), Problem: "not a file of a known format", Hint: "say which with --input-format"}
}

// tellingFormat returns the format of a text whose beginning leaves no doubt,
// else "". named is the one that its name tells; it may be nil.
func tellingFormat(head []byte, named *fileFormat) cosa.Format {
	if format := jsonFormat(head, named); format != "" {
		return format
	}
	if format := provisioning.FormatOf(head); format != "" {
		return format
	}
	first := true
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, " \t\r\n")
		switch {
		case len(line) == 0 || line[0] == '#':
			continue
		case string(line) == "profiles:":
			return cosa.YAML
		case first && looksSheet(line, "\t"):
			return cosa.TSV
		case first && looksSheet(line, ",;"):
			return cosa.CSV
		}
		first = false
	}
	return ""
}

// alike reports that the reader of the named format reads content of the other
// one as well.
func alike(content, named cosa.Format) bool {
	sheet := func(f cosa.Format) bool { return f == cosa.CSV || f == cosa.TSV }
	return content == named || sheet(content) && sheet(named) || content == cosa.JSON && named == cosa.YAML
}

// narrow makes a text in UTF-16 readable enough to recognise its format, and
// takes away a byte order mark.
func narrow(head []byte) []byte {
	for _, start := range [...]string{"\xff\xfe", "\xfe\xff", "<\x00", "\x00<"} {
		if bytes.HasPrefix(head, []byte(start)) {
			return bytes.TrimPrefix(bytes.ReplaceAll(head, []byte{0}, nil), []byte(start))
		}
	}
	return bytes.TrimPrefix(head, []byte("\ufeff"))
}

// looksSheet reports whether one of the first lines has at least two known
// headers between separators.
func looksSheet(head []byte, separators string) bool {
	for line := range strings.Lines(string(head)) {
		known := 0
		for _, field := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
			if _, ok := cosa.MatchHeader(strings.Trim(strings.TrimSpace(field), `"`)); ok {
				known++
			}
		}
		if known >= 2 {
			return true
		}
	}
	return false
}
