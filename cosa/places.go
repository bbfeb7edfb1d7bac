package cosa

import (
	"encoding/binary"
	"sort"
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
	placesMost = 256     // of a block
	shapesMost = 1 << 14 // that are told again
)

// places holds the places of values. There is one for every value of a text
// file, so they are kept in blocks, a profile's together as a rule, and what
// blocks have in common, their shape, is kept once: where the file has the
// profiles written alike, a profile takes next to nothing. A place's number is
// 1 more than how many were added before it.
type places struct {
	n    int
	open []place // the block that is under way

	// The blocks: the number of the first place, its line, its parent, its index
	// and the number of the shape.
	first, line, parent, index, shape numbers[uint32]

	shapes  []shape
	keys    *placeKeys        // of the shapes that are added
	numbers map[string]uint32 // of the shapes that were added with these keys
}

// shape holds the places of a block as four numbers each: the lines behind the
// place before; the column; how many places before it its parent stands, 0 for
// none; twice the number of its key, or 1 more than twice its index. What differs
// from block to block is 0 in the first place: the line, the parent, the index.
type shape struct {
	keys   *placeKeys
	places string
}

// placeKeys numbers the keys of places. Only what adds places touches it.
type placeKeys struct {
	list    []string
	numbers map[string]int
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

// add appends a place and returns its number, which is never 0.
func (p *places) add(pl place) uint32 {
	if p.n+1 >= inLine {
		return 0 // more than any file that can be read makes
	}
	if len(p.open) == placesMost || pl.parent != 0 && int(pl.parent) <= p.n-len(p.open) {
		p.close()
	}
	p.open = append(p.open, pl)
	p.n++
	return uint32(p.n)
}

// close ends the block that is under way.
func (p *places) close() {
	if len(p.open) == 0 {
		return
	}
	if p.keys == nil {
		p.keys, p.numbers = &placeKeys{numbers: make(map[string]int)}, make(map[string]uint32)
	}
	first := p.n - len(p.open) + 1
	head := p.open[0]
	index := 0
	if head.key == "" {
		index = head.index
	}
	var buf [placesMost]byte
	bytes, line := buf[:0], head.line
	for i, pl := range p.open {
		bytes = binary.AppendVarint(bytes, int64(pl.line)-int64(line))
		bytes = binary.AppendUvarint(bytes, uint64(pl.column))
		back, step := uint64(0), uint64(pl.index)<<1|1
		if pl.parent != 0 {
			back = uint64(first + i - int(pl.parent))
		}
		if pl.key != "" {
			step = uint64(p.keys.number(pl.key)) << 1
		}
		if i == 0 {
			back, step = 0, step&^uint64(index<<1)
		}
		bytes = binary.AppendUvarint(binary.AppendUvarint(bytes, back), step)
		line = pl.line
	}
	number, known := p.numbers[string(bytes)]
	if !known {
		number = uint32(len(p.shapes))
		places := string(bytes)
		p.shapes = append(p.shapes, shape{p.keys, places})
		if len(p.numbers) < shapesMost {
			p.numbers[places] = number
		}
	}
	p.first.append(uint32(first))
	p.line.append(uint32(head.line))
	p.parent.append(head.parent)
	p.index.append(uint32(index))
	p.shape.append(number)
	p.open = p.open[:0]
}

// at returns the place with a number that add gave; number 0 is no place.
func (p *places) at(number uint32) place {
	if number == 0 {
		return place{}
	}
	if closed := p.n - len(p.open); int(number) > closed {
		return p.open[int(number)-closed-1]
	}
	block := sort.Search(p.first.n, func(i int) bool { return p.first.at(i) > number }) - 1
	first := p.first.at(block)
	shape := &p.shapes[p.shape.at(block)]
	rest := shape.places
	var back, step uint64
	pl := place{line: int(p.line.at(block))}
	for range number - first + 1 {
		var lines int64
		var column uint64
		lines, rest = signedNumber(rest)
		column, rest = firstNumber(rest)
		back, rest = firstNumber(rest)
		step, rest = firstNumber(rest)
		pl.line += int(lines)
		pl.column = int(column)
	}
	if back != 0 {
		pl.parent = number - uint32(back)
	}
	if step&1 == 0 {
		pl.key = shape.keys.list[step>>1]
	} else {
		pl.index = int(step >> 1)
	}
	if number == first {
		pl.parent, pl.index = p.parent.at(block), int(p.index.at(block))
	}
	return pl
}

// firstNumber returns the number that a text of numbers begins with, and what
// follows.
func firstNumber(text string) (n uint64, rest string) {
	for shift := 0; ; shift += 7 {
		b := text[shift/7]
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			return n, text[shift/7+1:]
		}
	}
}

func signedNumber(text string) (n int64, rest string) {
	u, rest := firstNumber(text)
	return int64(u>>1) ^ -int64(u&1), rest
}

// share makes p hold what o holds; what is added to it later is its own.
func (p *places) share(o *places) {
	o.close()
	p.n = o.n
	p.shapes = o.shapes[:len(o.shapes):len(o.shapes)]
	for i, list := range p.lists() {
		list.share(o.lists()[i])
	}
	p.keys, p.numbers = nil, nil // whoever reads o may do so meanwhile
}

// lists are the lists of blocks.
func (p *places) lists() [5]*numbers[uint32] {
	return [...]*numbers[uint32]{&p.first, &p.line, &p.parent, &p.index, &p.shape}
}

// take appends other places and returns by how much their numbers move.
func (p *places) take(o *places) (moved int) {
	p.close()
	o.close()
	moved = p.n
	for i := range o.first.n {
		p.first.append(o.first.at(i) + uint32(moved))
		p.parent.append(movedPlace(o.parent.at(i), moved))
		p.shape.append(o.shape.at(i) + uint32(len(p.shapes)))
	}
	p.line.take(&o.line)
	p.index.take(&o.index)
	p.shapes = append(p.shapes, o.shapes...)
	p.n += o.n
	return moved
}

// movedPlace is the number of a place that was taken over.
func movedPlace(number uint32, by int) uint32 {
	if number == 0 || number&inLine != 0 {
		return number
	}
	if by+int(number) >= inLine {
		return 0 // more than any file that can be read makes
	}
	return number + uint32(by)
}

// placesMark is a state of places.
type placesMark struct{ n, blocks int }

func (p *places) mark() placesMark {
	p.close()
	return placesMark{p.n, p.first.n}
}

// undo keeps shapes and keys: they have no meaning of their own.
func (p *places) undo(m placesMark) {
	p.open, p.n = p.open[:0], m.n
	for _, list := range p.lists() {
		list.truncate(m.blocks)
	}
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
