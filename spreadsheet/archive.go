package spreadsheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
)

// archive is a zip file's directory, by part name in lower case: names of
// parts are compared regardless of case.
type archive struct {
	parts  map[string]*zip.File
	files  []*zip.File // in the order of the directory
	limits Limits
	total  atomic.Int64 // bytes inflated so far
}

var (
	errNoPart    = errors.New("a part of the workbook is missing")
	errEncrypted = errors.New("a part of the workbook is encrypted")
	errTwice     = errors.New("a part of the workbook occurs twice")
)

// tooLargeError says which of the limits a file exceeds.
type tooLargeError struct{ what string }

func (e *tooLargeError) Error() string { return e.what }

func tooLarge(format string, args ...any) error {
	return &tooLargeError{fmt.Sprintf(format, args...)}
}

func openArchive(r io.ReaderAt, size int64, limits Limits) (*archive, error) {
	zr, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	zr.RegisterDecompressor(zip.Deflate, flate.NewReader)
	a := &archive{parts: make(map[string]*zip.File, len(zr.File)), files: zr.File, limits: limits}
	for _, f := range zr.File {
		name := partName(f.Name)
		if _, ok := a.parts[name]; ok {
			return nil, fmt.Errorf("%w: %s", errTwice, name)
		}
		a.parts[name] = f
	}
	return a, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (a *archive) has(name string) bool {
	_, ok := a.parts[partName(name)]
	return ok
}

// open starts reading a part of at most max bytes.
func (a *archive) open(name string, max int64) (*part, error) {
	f, ok := a.parts[partName(name)]
	switch {
	case !ok:
		return nil, fmt.Errorf("%w: %s", errNoPart, name)
	case f.Flags&1 != 0:
		return nil, fmt.Errorf("%w: %s", errEncrypted, name)
	case f.UncompressedSize64 > uint64(max):
		return nil, tooLarge("%s holds more than %s uncompressed", name, bytesText(max))
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &part{name: name, file: f, r: rc, max: max, archive: a}, nil
}

// part reads one part of the archive and watches its size. archive/zip checks
// size and CRC-32 at the end, except a CRC-32 of 0, which it takes for unset.
type part struct {
	name    string
	file    *zip.File
	r       io.Reader
	n, max  int64
	sum     uint32
	archive *archive
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.n += int64(n)
	if p.file.CRC32 == 0 {
		p.sum = crc32.Update(p.sum, crc32.IEEETable, b[:n])
	}
	limits := &p.archive.limits
	switch {
	case p.n > p.max:
		return 0, tooLarge("%s holds more than %s uncompressed", p.name, bytesText(p.max))
	case p.n > int64(p.file.UncompressedSize64):
		return 0, malformed("%s is longer than the archive says", p.name)
	case p.archive.total.Add(int64(n)) > limits.TotalBytes:
		return 0, tooLarge("the workbook holds more than %s uncompressed", bytesText(limits.TotalBytes))
	case p.n > ratioFrom && p.n/limits.Ratio > int64(p.file.CompressedSize64):
		return 0, tooLarge("%s is compressed more than %d times, as no real workbook is", p.name, limits.Ratio)
	case err == io.EOF && p.file.CRC32 == 0 && p.sum != 0:
		return n, fmt.Errorf("%s: %w", p.name, zip.ErrChecksum)
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("%s: %w", p.name, err)
	}
	return n, err
}

// bytesText writes a size for a person.
func bytesText(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.4g GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.4g MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d bytes", n)
}
