package cosa

import "hash/maphash"

// column holds one setting's values: each row's value as a number into the
// list of distinct ones. Number 0 is the blank value.
type column struct {
	ids    numbers[uint32]  // by row; rows past the end are blank
	values numbers[valueAt] // distinct, 0 is blank
	slots  []slot           // hash table of values; nil until it is needed
	recent [recentValues]recentValue
	newest int             // in recent, of the value met last
	places numbers[uint32] // by row, number of a place in text formats; may be shorter
	uses   int             // rows that are not blank
	clean  func(string) string
	all    *values // of all columns
}

// slot is a place in a hash table. The hash stands beside the value's number
// so that other values need not be fetched to be told apart.
type slot struct {
	hash uint32
	id   uint32 // 0 is free
}

// recentValues is how many values a column remembers: rows mostly repeat those
// of the few rows before, as the connections of a profile come round.
const recentValues = 4

type recentValue struct {
	raw        string
	id         uint32 // 0 is free
	properties byte
}

func newColumn(clean func(string) string, all *values) *column {
	c := &column{clean: clean, all: all}
	c.values.append(0)
	return c
}

func (c *column) id(row int) uint32 {
	if row >= c.ids.n {
		return 0
	}
	return c.ids.at(row)
}

func (c *column) set(row int, id uint32) {
	c.ids.pad(row)
	c.ids.append(id)
	if id != 0 {
		c.uses++
	}
}

// put replaces the value of a row that was passed already.
func (c *column) put(row int, id uint32) {
	if row >= c.ids.n {
		c.set(row, id)
		return
	}
	if c.ids.at(row) == 0 {
		c.uses++
	}
	c.ids.set(row, id)
}

func (c *column) place(row int) uint32 {
	if row >= c.places.n {
		return 0
	}
	return c.places.at(row)
}

func (c *column) setPlace(row int, place uint32) {
	c.places.pad(row)
	c.places.append(place)
}

// Cell is one value as a reader meets it. The bytes are copied if they are
// new; Shown is what a number format shows and nil where that is Raw.
type Cell struct {
	Raw     []byte
	Shown   []byte
	Type    ValueType
	Formula bool
	Merged  bool
}

func (c *Cell) same(v Value) bool {
	return v.Raw == string(c.Raw) && v.Type == c.Type && v.Formula == c.Formula && v.Merged == c.Merged &&
		(c.Shown == nil || v.Text == string(c.Shown))
}

// properties are those of the value that a cell holds.
func (c *Cell) properties() byte {
	properties := byte(c.Type)
	if c.Formula {
		properties |= isFormula
	}
	if c.Merged {
		properties |= isMerged
	}
	return properties
}

// intern returns the number of the value that cell holds.
func (c *column) intern(cell *Cell, seed maphash.Seed) uint32 {
	if len(cell.Raw) == 0 && cell.Type == Text && !cell.Formula {
		return 0
	}
	if cell.Shown != nil {
		return c.find(cell, seed)
	}
	properties, at := cell.properties(), c.newest
	for range recentValues {
		if r := &c.recent[at]; r.id != 0 && r.properties == properties && r.raw == string(cell.Raw) {
			c.newest = at
			return r.id
		}
		at = (at + 1) % recentValues
	}
	id := c.find(cell, seed)
	c.newest = (c.newest + 1) % recentValues
	c.recent[c.newest] = recentValue{raw: c.all.raw(c.values.at(int(id))), id: id, properties: properties}
	return id
}

// find looks a value up among all of the column, and adds a new one.
func (c *column) find(cell *Cell, seed maphash.Seed) uint32 {
	if c.slots == nil {
		c.tabulate(seed)
	}
	hash := uint32(maphash.Bytes(seed, cell.Raw))
	mask := uint32(len(c.slots) - 1)
	at := hash & mask
	for ; c.slots[at].id != 0; at = (at + 1) & mask {
		if s := c.slots[at]; s.hash == hash && cell.same(c.value(s.id)) {
			return s.id
		}
	}
	id := uint32(c.values.n)
	c.slots[at] = slot{hash, id}
	c.values.append(c.all.add(cell, c.clean))
	if crowded(c.values.n, len(c.slots)) {
		old := c.slots
		c.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.id != 0 {
				c.enter(s)
			}
		}
	}
	return id
}

func crowded(values, slots int) bool { return uint64(values)*4 > uint64(slots)*3 }

func (c *column) value(id uint32) Value { return c.all.at(c.values.at(int(id))) }

func (c *column) properties(id uint32) byte { return c.all.properties(c.values.at(int(id))) }

// tabulate makes the hash table of the values.
func (c *column) tabulate(seed maphash.Seed) {
	slots := 16
	for crowded(c.values.n, slots) {
		slots *= 2
	}
	c.slots = make([]slot, slots)
	for id := 1; id < c.values.n; id++ {
		c.enter(slot{uint32(maphash.String(seed, c.all.raw(c.values.at(id)))), uint32(id)})
	}
}

// enter puts a value that is not there yet into the hash table.
func (c *column) enter(s slot) {
	mask := uint32(len(c.slots) - 1)
	at := s.hash & mask
	for c.slots[at].id != 0 {
		at = (at + 1) & mask
	}
	c.slots[at] = s
}
