package wim

import "cmp"

// Limits bound what an archive may demand of the reader. A field that is zero
// means the default.
type Limits struct {
	FileBytes     int64 // size of a file that is read; default 256 MiB
	MetadataBytes int64 // size of an image's metadata, and of all its paths together; default 64 MiB
	Entries       int   // files, directories and streams of the image; default 100,000
	Depth         int   // directories inside each other; default 64
	Resources     int   // entries of the lookup table; default 100,000
}

func (l Limits) orDefault() Limits {
	return Limits{
		FileBytes:     cmp.Or(l.FileBytes, 256<<20),
		MetadataBytes: cmp.Or(l.MetadataBytes, 64<<20),
		Entries:       cmp.Or(l.Entries, 100_000),
		Depth:         cmp.Or(l.Depth, 64),
		Resources:     cmp.Or(l.Resources, 100_000),
	}
}
