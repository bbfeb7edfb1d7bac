package form

// Limits bounds what a file may demand of the reader. A zero field stands for
// its default.
type Limits struct {
	Bytes   int64 // size of what is held in memory at once: a file that cannot be read in pieces, or a piece; default 256 MiB
	Depth   int   // nesting of lists and mappings; default 64
	Aliases int   // values that aliases and merge keys repeat; default 4,000,000
	Rows    int   // rows that the profiles make; default 2,097,152
	Values  int   // values, keys and lists in memory at once, as far as their punctuation tells; default 6,000,000
	Faults  int   // findings on keys and shapes; default 500,000

	// Tree is called before a file is held in memory as a whole, which takes
	// twenty times its size. It may be nil.
	Tree func()
}

func (l Limits) orDefaults() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 256 << 20
	}
	if l.Depth <= 0 {
		l.Depth = 64
	}
	if l.Aliases <= 0 {
		l.Aliases = 4_000_000
	}
	if l.Rows <= 0 {
		l.Rows = 2 << 20
	}
	if l.Values <= 0 {
		l.Values = 6_000_000
	}
	if l.Faults <= 0 {
		l.Faults = 500_000
	}
	return l
}
