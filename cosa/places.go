package cosa

import (
	"encoding/binary"
	"slices"
	"strconv"
)

// place is a position in a text file, as a link in a chain of mappings.
type place struct {
	line, column int
	parent       uint32
	index        int
	key          string
}

const (
	pageBits = 16
	pageSize = 1 << pageBits
	pageMask = pageSize - 1
	// longestPlace is the length of four numbers as the page holds them.
	longestPlace = 4 * binary.MaxVarintLen64
)

// places holds the places of values. There is one for every value of a text
// file, so each takes a few bytes: the line counts from that of its page, the
// parent backwards, and keys are numbered. A place's number is where its bytes
// begin.
type places struct {
	pages []placesPage
	keys  *placeKeys // of the pages that are added
}

// placeKeys numbers the keys of places. Only what adds places touches it.
type placeKeys struct {
	list    []string
	numbers map[string]int
}

type placesPage struct {
	line  int // of the first place
	keys  *placeKeys
	bytes []byte
}

// add appends a place and returns its number, which is never 0.
func (p *places) add(pl place) uint32 {
	last := len(p.pages) - 1
	if p.keys == nil {
		p.keys = &placeKeys{numbers: make(map[string]int)}
	}
	if last < 0 || p.pages[last].keys != p.keys || len(p.pages[last].bytes)+longestPlace > pageSize {
		if len(p.pages) >= inLine>>pageBits {
			return 0 // more than any file that can be read makes
		}
		p.pages = append(p.pages, placesPage{line: pl.line, keys: p.keys})
		if last++; last == 0 {
			p.pages[0].bytes = append(make([]byte, 0, 256), 0) // small submissions stay small
		} else {
			p.pages[last].bytes = make([]byte, 0, pageSize)
		}
	}
	page := &p.pages[last]
	number := uint32(last<<pageBits | len(page.bytes))
	step := uint64(pl.index)<<1 | 1
	if pl.key != "" {
		step = uint64(p.keys.number(pl.key)) << 1
	}
	bytes := binary.AppendVarint(page.bytes, int64(pl.line-page.line))
	bytes = binary.AppendUvarint(bytes, uint64(pl.column))
	parent := uint64(0)
	if pl.parent != 0 {
		parent = uint64(number - pl.parent)
	}
	bytes = binary.AppendUvarint(bytes, parent)
	page.bytes = binary.AppendUvarint(bytes, step)
	return number
}

func (k *placeKeys) number(key string) int {
	n, ok := k.numbers[key]
	if !ok {
		n = len(k.list)
		k.list = append(k.list, key)
		k.numbers[key] = n
	}
	return n
}

// at returns the place with a number that add gave; number 0 is no place.
func (p *places) at(number uint32) place {
	if number == 0 {
		return place{}
	}
	page := &p.pages[number>>pageBits]
	bytes := page.bytes[number&pageMask:]
	next := func() uint64 {
		v, n := binary.Uvarint(bytes)
		bytes = bytes[n:]
		return v
	}
	line, n := binary.Varint(bytes)
	bytes = bytes[n:]
	pl := place{line: page.line + int(line), column: int(next())}
	if back := next(); back != 0 {
		pl.parent = number - uint32(back)
	}
	if step := next(); step&1 == 0 {
		pl.key = page.keys.list[step>>1]
	} else {
		pl.index = int(step >> 1)
	}
	return pl
}

// share makes p hold what o holds; what is added to it later is its own.
func (p *places) share(o *places) {
	p.pages, p.keys = slices.Clone(o.pages), nil // other keys, so that a page of its own follows
}

func (s *Submission) locate(p *Position, source *Source, at uint32) {
	if at&inLine != 0 {
		p.Column = int(at &^ inLine)
		return
	}
	if source.Base != "" {
		p.File, p.Sheet = source.Base, ""
	}
	pl := s.places.at(at)
	p.Line, p.Column, p.Path = pl.line, pl.column, s.path(at)
}

func (s *Submission) path(at uint32) string {
	if at == 0 {
		return ""
	}
	pl := s.places.at(at)
	if pl.key == "" {
		return s.path(pl.parent) + "[" + strconv.Itoa(pl.index) + "]"
	}
	return joinPath(s.path(pl.parent), pl.key)
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
