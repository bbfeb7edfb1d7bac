package wim

import (
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strings"
)

// Archive is an opened archive and the files of one of its images. Its
// methods may be called at the same time by several goroutines.
type Archive struct {
	source source
	lookup lookup
	limits Limits
	image  int
	files  []File
}

// File is a file of the image. Hard links are files of the same content.
type File struct {
	Path      string // from the root, as in "/Multivariant/0/customizations.xml"
	Size      int64  // in bytes; -1 when the archive does not hold the content
	Hash      Hash
	Link      bool // a reparse point, such as a symbolic link; it cannot be read
	Encrypted bool // by the file system; it cannot be read
}

// Open reads the directory of an archive of size bytes. Of several images it
// takes the one that the archive names for booting, else the first;
// [Archive.Images] tells that there are others. The archive reads from r as
// long as it is used.
func Open(r io.ReaderAt, size int64, limits Limits) (*Archive, error) {
	limits = limits.orDefault()
	if size < 0 {
		return nil, ErrNotWIM
	}
	h, err := readHeader(r, size)
	if err != nil {
		return nil, err
	}
	a := &Archive{limits: limits, image: max(h.bootImage, 1)}
	a.source = source{r: r, size: uint64(size), compression: h.compression, chunkSize: h.chunkSize}
	// What is not read tells as well that the end is missing.
	for _, res := range []resource{h.xml, h.integrity} {
		if err := a.source.within(res); err != nil {
			return nil, err
		}
	}
	if a.lookup, err = a.source.readLookup(h.lookup, limits); err != nil {
		return nil, err
	}
	switch images := len(a.lookup.metadata); {
	case images != h.images:
		return nil, corrupt("its header counts %d images, its lookup table %d", h.images, images)
	case images == 0:
		return nil, unsupported("it has no image")
	case a.image > images:
		return nil, corrupt("image %d of %d is named for booting", a.image, images)
	}
	data, err := a.source.readHashed(a.lookup.metadata[a.image-1], "the metadata", limits.MetadataBytes)
	if err != nil {
		return nil, err
	}
	t := &tree{data: data, limits: limits}
	if err := t.walk(); err != nil {
		return nil, err
	}
	a.files = t.files
	for i := range a.files {
		a.files[i].Size = a.sizeOf(a.files[i].Hash)
	}
	return a, nil
}

func (a *Archive) sizeOf(hash Hash) int64 {
	if hash == (Hash{}) {
		return 0
	}
	res, ok := a.lookup.content[hash]
	if !ok {
		return -1
	}
	return int64(min(res.size, math.MaxInt64))
}

// Images returns the number of images in the archive.
func (a *Archive) Images() int { return len(a.lookup.metadata) }

// Image returns the number of the image that was opened, counted from 1.
func (a *Archive) Image() int { return a.image }

// Files returns the files of the image, in the order of the archive.
func (a *Archive) Files() []File { return slices.Clone(a.files) }

// ReadFile returns the content of a file. Case does not matter in path unless
// it tells two files apart, / and \ are alike, and a leading one may be
// missing. The error for a file that is not there is [fs.ErrNotExist].
func (a *Archive) ReadFile(path string) ([]byte, error) {
	f, err := a.find(path)
	if err != nil {
		return nil, err
	}
	switch {
	case f.Link:
		return nil, unsupported("%q is a link (reparse point), not a file", f.Path)
	case f.Encrypted:
		return nil, fmt.Errorf("%w: %q", ErrEncrypted, f.Path)
	case f.Size < 0:
		return nil, corrupt("the content of %q is not in it", f.Path)
	case f.Hash == (Hash{}):
		return []byte{}, nil
	}
	return a.source.readHashed(hashed{resource: a.lookup.content[f.Hash], hash: f.Hash}, fmt.Sprintf("%q", f.Path), a.limits.FileBytes)
}

func (a *Archive) find(path string) (File, error) {
	path = "/" + strings.TrimLeft(strings.ReplaceAll(path, `\`, "/"), "/")
	var alike []File
	for _, f := range a.files {
		if f.Path == path {
			return f, nil
		}
		if strings.EqualFold(f.Path, path) {
			alike = append(alike, f)
		}
	}
	switch len(alike) {
	case 0:
		return File{}, fmt.Errorf("%q is not in the WIM archive: %w", path, fs.ErrNotExist)
	case 1:
		return alike[0], nil
	}
	return File{}, fmt.Errorf("%q is ambiguous in the WIM archive: %q and %q differ in case only: %w", path, alike[0].Path, alike[1].Path, fs.ErrInvalid)
}
