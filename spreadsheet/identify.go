package spreadsheet

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Container is what a file is by its content, whatever its name says.
type Container string

// The kinds of files that turn up where a submission is expected.
const (
	XLSX            Container = "xlsx" // also .xlsm and templates
	XLSB            Container = "xlsb"
	XLS             Container = "xls"
	ODS             Container = "ods"
	EncryptedOffice Container = "encrypted"
	Spreadsheet2003 Container = "spreadsheetml-2003"
	WordDocument    Container = "word"
	Presentation    Container = "powerpoint"
	NumbersDocument Container = "numbers"
	OtherZip        Container = "zip"
	DamagedZip      Container = "damaged-zip"
	OtherOLE        Container = "ole"
	HTML            Container = "html"
	XML             Container = "xml"
	PDF             Container = "pdf"
	JSON            Container = "json"
	WIM             Container = "wim" // a provisioning package
	PlainText       Container = "text"
	Binary          Container = "binary"
	Empty           Container = "empty"
)

// Explain says what a file that is no workbook is, and what to do about it.
func (c Container) Explain() (problem, hint string) {
	const saveAs = "open it in Excel and save it as Excel Workbook (.xlsx)"
	switch c {
	case XLSX:
		return "it is an Excel workbook (.xlsx)", "read it as xlsx"
	case XLSB:
		return "it is an Excel binary workbook (.xlsb)", saveAs
	case XLS:
		return "it is a workbook of Excel 97-2003 (.xls)", saveAs
	case ODS:
		return "it is an OpenDocument spreadsheet (.ods)", "open it in LibreOffice or Excel and save it as Excel Workbook (.xlsx)"
	case EncryptedOffice:
		return "it is an Office file that is protected with a password", "open it in Excel, remove the password (File > Info > Protect Workbook > Encrypt with Password) and save it again"
	case Spreadsheet2003:
		return "it is an XML spreadsheet of Excel 2003", saveAs
	case WordDocument:
		return "it is a Word document", "copy the table into Excel, with the cells formatted as Text before, and save it as .xlsx"
	case Presentation:
		return "it is a PowerPoint presentation", "give the workbook with the submission (.xlsx)"
	case NumbersDocument:
		return "it is an Apple Numbers document", "export it from Numbers as Excel (.xlsx)"
	case OtherZip:
		return "it is a zip archive without a workbook in it", "unpack it and give the workbook (.xlsx) itself"
	case DamagedZip:
		return "it is a damaged or incomplete workbook or zip archive", "fetch or copy the file again, or open it in Excel, let Excel repair it and save it"
	case OtherOLE:
		return "it is an old Office or Windows file without a workbook in it", "give the workbook with the submission (.xlsx)"
	case HTML:
		return "it is a web page, as some portals write under the name of a workbook", saveAs
	case XML:
		return "it is an XML file, but neither customizations.xml nor apndatabase.xml", "give the submission as a workbook (.xlsx), YAML, JSON or CSV file"
	case PDF:
		return "it is a PDF document", "ask for the workbook (.xlsx) that it was made from"
	case JSON:
		return "it is a JSON file", "name it .json or give --input-format json"
	case WIM:
		return "it is a provisioning package (.ppkg)", "give the submission as a workbook (.xlsx), YAML, JSON or CSV file"
	case PlainText:
		return "it is a text file", "name it .csv, .tsv or .yaml, or give --input-format"
	case Empty:
		return "the file is empty", "save it again, or fetch it again"
	}
	return "it is no workbook, nor any other kind of file that is known here", "give a workbook (.xlsx), YAML, JSON or CSV file"
}

// identifyHead is how much of a file's beginning is looked at.
const identifyHead = 4096

// Identify says what a file of size bytes is by its first bytes and, for a zip
// archive, its directory.
func Identify(r io.ReaderAt, size int64) Container {
	head := make([]byte, min(max(size, 0), identifyHead))
	n, _ := r.ReadAt(head, 0)
	head = head[:n]
	switch {
	case n == 0:
		return Empty
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")), bytes.HasPrefix(head, []byte("PK\x07\x08")):
		return identifyZip(r, size)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return identifyOLE(r, head)
	case bytes.HasPrefix(head, []byte("%PDF")):
		return PDF
	case bytes.HasPrefix(head, []byte("MSWIM\x00\x00\x00")):
		return WIM
	}
	return identifyText(head)
}

func identifyZip(r io.ReaderAt, size int64) Container {
	a, err := openArchive(r, size, DefaultLimits())
	if err != nil {
		return DamagedZip
	}
	word, slides := false, false
	for name := range a.parts {
		switch {
		case name == "xl/workbook.bin":
			return XLSB
		case name == "xl/workbook.xml":
			return XLSX
		case strings.HasPrefix(name, "index/") && strings.HasSuffix(name, ".iwa"), name == "index.zip":
			return NumbersDocument
		case strings.HasPrefix(name, "word/"):
			word = true
		case strings.HasPrefix(name, "ppt/"):
			slides = true
		}
	}
	switch {
	case word:
		return WordDocument
	case slides:
		return Presentation
	case a.contains("mimetype", "application/vnd.oasis.opendocument.spreadsheet"):
		return ODS
	case a.contains("[content_types].xml", "spreadsheetml") || a.contains("[content_types].xml", "ms-excel.sheet.macroenabled"):
		return XLSX
	}
	return OtherZip
}

// contains reports whether the beginning of a part holds text, in any case.
func (a *archive) contains(name, text string) bool {
	p, err := a.open(name, 1<<20)
	if err != nil {
		return false
	}
	head, _ := io.ReadAll(io.LimitReader(p, 1<<16))
	return strings.Contains(strings.ToLower(string(head)), text)
}

// identifyOLE looks at the first sector of a compound file's directory, where
// the names of its streams stand.
func identifyOLE(r io.ReaderAt, head []byte) Container {
	if len(head) < 512 {
		return OtherOLE
	}
	shift := min(int64(head[30])|int64(head[31])<<8, 16)
	sector := int64(head[48]) | int64(head[49])<<8 | int64(head[50])<<16 | int64(head[51])<<24
	directory := make([]byte, 4096)
	n, _ := r.ReadAt(directory, (sector+1)<<shift)
	names := utf16Text(directory[:n])
	switch {
	case strings.Contains(names, "EncryptedPackage"), strings.Contains(names, "EncryptionInfo"):
		return EncryptedOffice
	case strings.Contains(names, "Workbook\x00"), strings.Contains(names, "Book\x00"):
		return XLS
	case strings.Contains(names, "WordDocument\x00"):
		return WordDocument
	case strings.Contains(names, "PowerPoint Document"):
		return Presentation
	}
	return OtherOLE
}

func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return string(utf16.Decode(units))
}

func identifyText(head []byte) Container {
	text := head
	order, mark := textEncoding(head)
	if order != nil {
		text, _ = io.ReadAll(&utf16Reader{r: bufioReader(head[mark:]), order: order})
	} else {
		text = text[mark:]
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return Binary
	}
	control := 0
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			control++
		}
	}
	if control > len(text)/100 {
		return Binary
	}
	start := bytes.ToLower(bytes.TrimLeft(text, " \t\r\n\f"))
	has := func(prefix string) bool { return bytes.HasPrefix(start, []byte(prefix)) }
	switch {
	case len(start) == 0 && len(head) < identifyHead:
		return Empty
	case has("<!doctype html"), has("<html"), has("<table"), has("<head"), has("<body"), has("<meta"):
		return HTML
	case has("<?xml"), has("<!--"), has("<!doctype"), has("<") && len(start) > 1 && (start[1] >= 'a' && start[1] <= 'z' || start[1] >= utf8.RuneSelf):
		switch {
		case bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
			return Spreadsheet2003
		case bytes.Contains(start, []byte("urn:oasis:names:tc:opendocument")):
			return ODS
		case bytes.Contains(start, []byte("<html")):
			return HTML
		}
		return XML
	case has("{"), has("["):
		return JSON
	}
	return PlainText
}
