package spreadsheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// book is a workbook under way. excelize makes everything but the cells:
// styles, widths, validations, notes, print setup, properties. The cells are
// encoded straight into the parts of the sheets while the package is written,
// so that a sheet is never held in memory.
type book struct {
	file   *excelize.File
	styles bookStyles
	pages  []page
}

// page is one sheet: its name, its extent and the function that writes its
// cells.
type page struct {
	name          string
	rows, columns int
	cells         func(*cellWriter)
	gridLines     bool // printed
}

// epoch stands wherever a file needs a time, so that equal input gives equal
// bytes.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// deflateLevel trades speed for size: level 2 takes two thirds of the time, but
// makes sheets a tenth larger, which whoever reads them has to inflate.
const deflateLevel = 5

func newBook(title string) (*book, error) {
	b := &book{file: excelize.NewFile()}
	var err error
	if b.styles, err = newStyles(b.file); err != nil {
		return nil, err
	}
	stamp := epoch.Format(time.RFC3339)
	err = b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: "cosa", LastModifiedBy: "cosa", Created: stamp, Modified: stamp,
	})
	if err != nil {
		return nil, err
	}
	return b, b.file.SetAppProps(&excelize.AppProperties{Application: "cosa"})
}

// add appends a sheet; its look is set afterwards through b.file.
func (b *book) add(p page) error {
	if p.rows > sheetRows {
		return fmt.Errorf("%d rows of data do not fit into one sheet, which holds a header and %d rows; split the submission", p.rows-1, sheetRows-1)
	}
	if p.columns > sheetColumns {
		return fmt.Errorf("%d columns do not fit into one sheet, which holds %d", p.columns, sheetColumns)
	}
	if len(b.pages) == 0 {
		if err := b.file.SetSheetName("Sheet1", p.name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(p.name); err != nil {
		return err
	}
	b.pages = append(b.pages, p)
	return nil
}

// write encodes the package.
func (b *book) write(w io.Writer) error {
	// One text makes excelize declare the part of the shared strings.
	if err := b.file.SetCellStr(b.pages[0].name, "A1", "x"); err != nil {
		return err
	}
	b.file.SetActiveSheet(0)
	var skeleton bytes.Buffer
	if err := b.file.Write(&skeleton); err != nil {
		return err
	}
	parts, err := zip.NewReader(bytes.NewReader(skeleton.Bytes()), int64(skeleton.Len()))
	if err != nil {
		return err
	}
	files := slices.Clone(parts.File)
	slices.SortFunc(files, func(x, y *zip.File) int {
		return cmp.Or(cmp.Compare(partOrder(x.Name), partOrder(y.Name)), strings.Compare(x.Name, y.Name))
	})
	out := zip.NewWriter(w)
	pool := new(deflatePool)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return pool.deflater(w), nil })
	texts := newStringTable()
	for _, part := range files {
		dst, err := out.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return err
		}
		content, err := readPart(part)
		if err != nil {
			return err
		}
		switch n := sheetNumber(part.Name); {
		case n > 0 && n <= len(b.pages):
			err = b.pages[n-1].write(dst, content, texts)
		case part.Name == "xl/sharedStrings.xml":
			err = texts.write(dst)
		default:
			_, err = dst.Write(content)
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// partOrder puts the content types first, as is usual, and the shared strings
// behind the sheets, which fill them.
func partOrder(name string) int {
	switch name {
	case "[Content_Types].xml":
		return 0
	case "_rels/.rels":
		return 1
	case "xl/workbook.xml":
		return 2
	case "xl/sharedStrings.xml":
		return 4
	}
	return 3
}

func sheetNumber(name string) int {
	var n int
	if _, err := fmt.Sscanf(name, "xl/worksheets/sheet%d.xml", &n); err != nil || name != fmt.Sprintf("xl/worksheets/sheet%d.xml", n) {
		return 0
	}
	return n
}

func readPart(part *zip.File) ([]byte, error) {
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(r)
	return content, errors.Join(err, r.Close())
}

// write streams the sheet's part: the skeleton with the cells, their extent
// and what excelize has no function for.
func (p page) write(w io.Writer, skeleton []byte, texts *stringTable) error {
	head, tail, ok := cutElement(skeleton, "sheetData")
	if !ok {
		return errors.New("internal: the skeleton of a sheet has no sheetData")
	}
	before, after, ok := cutElement(head, "dimension")
	if !ok {
		return errors.New("internal: the skeleton of a sheet has no dimension")
	}
	before = bytes.Replace(before, []byte(` filterMode="true"`), nil, 1) // no row is filtered out yet
	dimension := fmt.Sprintf(`<dimension ref="A1:%s%d"/>`, cosa.ColumnName(p.columns), p.rows)
	if _, err := io.WriteString(w, string(before)+dimension+string(after)+"<sheetData>"); err != nil {
		return err
	}
	cells := newCellWriter(w, texts, p.columns)
	p.cells(cells)
	if err := cells.finish(); err != nil {
		return fmt.Errorf("sheet %q: %w", p.name, err)
	}
	_, err := io.WriteString(w, "</sheetData>"+p.finish(string(tail)))
	return err
}

// finish adds to the part behind the cells that grid lines are printed and
// that numbers stored as text are meant, so that Excel marks none of them.
func (p page) finish(tail string) string {
	if start := strings.Index(tail, `<autoFilter ref="`); start >= 0 {
		end := start + strings.Index(tail[start:], ">")
		tail = tail[:start] + strings.ReplaceAll(tail[start:end], "$", "") + tail[end:]
	}
	if i := strings.Index(tail, "<pageMargins"); i >= 0 && p.gridLines {
		tail = tail[:i] + `<printOptions gridLines="1"/>` + tail[i:]
	}
	at := len(tail) - len("</worksheet>")
	for _, element := range []string{"<drawing", "<legacyDrawing", "<tableParts", "<extLst"} {
		if i := strings.Index(tail, element); i >= 0 && i < at {
			at = i
		}
	}
	ref := fmt.Sprintf("A1:%s%d", cosa.ColumnName(p.columns), sheetRows)
	return tail[:at] + `<ignoredErrors><ignoredError sqref="` + ref + `" numberStoredAsText="1"/></ignoredErrors>` + tail[at:]
}

// cutElement returns what stands before and after the element's only
// occurrence.
func cutElement(xml []byte, name string) (before, after []byte, ok bool) {
	start := bytes.Index(xml, []byte("<"+name))
	if start < 0 {
		return nil, nil, false
	}
	rest := xml[start:]
	end := bytes.IndexByte(rest, '>') + 1
	if end == 0 {
		return nil, nil, false
	}
	if rest[end-2] != '/' {
		closing := []byte("</" + name + ">")
		i := bytes.Index(rest, closing)
		if i < 0 {
			return nil, nil, false
		}
		end = i + len(closing)
	}
	return xml[:start], rest[end:], true
}
