package spreadsheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// WriteCSV writes the rows as CSV, or TSV by format: the headers and columns
// of [WriteWorkbook], lines ended by LF, fields with separators, quotes, line
// breaks or surrounding blanks in quotes. The text is UTF-8; a byte order mark
// stands before it only where it is not plain ASCII, since Excel takes such
// text for another encoding without the mark.
//
// Excel turns long digits of a CSV file into numbers when the file is opened
// by a double click: CSV is for programs, people are served by a workbook.
func WriteCSV(w io.Writer, s *cosa.Submission, format cosa.Format) error {
	comma := byte(',')
	if format == cosa.TSV {
		comma = '\t'
	} else if format != cosa.CSV {
		return fmt.Errorf("internal: %q is no format of separated values", format)
	}
	columns := plainColumns(s)
	texts := make([]map[cosa.Value]string, len(columns)) // field of each value that needs quotes
	out := bufio.NewWriterSize(w, 1<<16)
	ascii := true
	for i, c := range columns {
		ascii = ascii && isASCII(columnHeader(s, c))
		for _, v := range s.Distinct(c) {
			text := plainText(v)
			ascii = ascii && isASCII(text)
			if field := csvField(strings.ReplaceAll(text, "\x00", ""), comma); field != text {
				if texts[i] == nil {
					texts[i] = make(map[cosa.Value]string)
				}
				texts[i][v] = field
			}
		}
	}
	if !ascii {
		if _, err := out.WriteString("\ufeff"); err != nil {
			return err
		}
	}
	var line []byte
	for i, c := range columns {
		if i > 0 {
			line = append(line, comma)
		}
		line = append(line, csvField(columnHeader(s, c), comma)...)
	}
	if _, err := out.Write(append(line, '\n')); err != nil {
		return err
	}
	for e := range s.Entries() {
		line = line[:0]
		for i, c := range columns {
			if i > 0 {
				line = append(line, comma)
			}
			v := e.In(c)
			if texts[i] != nil {
				if field, ok := texts[i][v]; ok {
					line = append(line, field...)
					continue
				}
			}
			line = append(line, plainText(v)...)
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

// csvField quotes text where it has to be.
func csvField(text string, comma byte) string {
	if text == "" {
		return ""
	}
	if !strings.ContainsAny(text, "\"\r\n\t"+string(comma)) && strings.TrimSpace(text) == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
