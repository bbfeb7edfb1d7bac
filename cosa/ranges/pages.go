package ranges

const (
	pageBits  = 15
	mostPages = 1 << 14 // 64 MiB
	slotBits  = 15      // twice as many slots as pages
)

// pages remember SIMs as bits, close ones in one page.
type pages struct {
	slots []page // a hash table; where a slot is taken, the next one serves
	spare []pageSet
	used  int
	full  bool
}

// page is some SIMs that follow one another. Where it lies is known once for
// all of them.
type page struct {
	number      uint64
	set         *pageSet // nil for a free slot
	first, last int32    // the segments in which its first and its last key lie
}

type pageSet [1 << pageBits / 64]uint64

// word has the bit of a SIM of the page.
func (s *pageSet) word(unit uint64) *uint64 { return &s[unit/64%uint64(len(s))] }

func newPages() pages { return pages{slots: make([]page, 1<<slotBits)} }

// find is the page with a number, or the free slot where it belongs.
func (p *pages) find(number uint64) *page {
	const golden = 0x9e3779b97f4a7c15 // spreads numbers that follow one another
	for i := number * golden >> (64 - slotBits); ; i = (i + 1) % (1 << slotBits) {
		if slot := &p.slots[i]; slot.set == nil || slot.number == number {
			return slot
		}
	}
}

// take is the set of one more page, nil where there are too many.
func (p *pages) take() *pageSet {
	if p.full || p.used >= mostPages {
		p.full = true
		return nil
	}
	if len(p.spare) == 0 {
		p.spare = make([]pageSet, min(max(1, p.used), 256)) // 1 MiB
	}
	set := &p.spare[0]
	p.spare = p.spare[1:]
	p.used++
	return set
}
