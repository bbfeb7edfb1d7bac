package cosa

import (
	"hash/maphash"
	"iter"
	"strings"
)

// Profile is an operator's profile: its targets, one set of SIM settings and
// its connections, as the rows that hold them.
type Profile struct {
	s     *Submission
	Index int // number in the submission, from 0
	rows  []int32

	service *Service
}

// Profiles lists the submission's profiles in the order of their first rows.
func (s *Submission) Profiles() []Profile { return s.profiles }

// First returns the profile's first entry.
func (p *Profile) First() Entry { return Entry{p.s, p.rows[0]} }

// Len returns the number of the profile's entries.
func (p *Profile) Len() int { return len(p.rows) }

// Entry returns the i-th of the profile's entries.
func (p *Profile) Entry(i int) Entry { return Entry{p.s, p.rows[i]} }

// Entries yields the profile's entries in order.
func (p *Profile) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for _, row := range p.rows {
			if !yield(Entry{p.s, row}) {
				return
			}
		}
	}
}

// Name is the profile's identity, Operator (Country).
func (p *Profile) Name() string { return p.First().Name() }

// Deletes reports whether the profile is a request to delete.
func (p *Profile) Deletes() bool { return p.First().Deletes() }

// IdentityKey folds Operator and Country/Region to what tells identities
// apart for grouping: case and runs of blanks do not matter, they are a
// misspelling of one name.
func (e Entry) IdentityKey() string {
	return FoldName(e.Text(Operator)) + "\x00" + FoldName(e.Text(CountryRegion))
}

// FoldName folds case and blanks.
func FoldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), ""))
}

// group finds the profile of every row: the file's own number, or else equal
// identity and equal SIM settings. Delete rows form one profile per identity.
func (s *Submission) group() {
	type key struct {
		source int32
		given  int32
		hash   uint64
	}
	canon := make([][]uint32, SettingCount)
	for i := range settings {
		if settings[i].Section == SectionSIM || Setting(i) == Operator || Setting(i) == CountryRegion || Setting(i) == ProfileID || Setting(i) == ProfileXML {
			canon[i] = s.canonical(Setting(i))
		}
	}
	seed := maphash.MakeSeed()
	index := make(map[key]int32)
	s.owner = make([]int32, s.Len())
	var counts []int32
	var last int32 = -1
	var lastIDs, ids [SettingCount]uint32
	for n, source := range s.sources {
		for e := range s.EntriesOf(source) {
			k := key{given: -1}
			if int(e.row) < s.given.n && s.given.at(int(e.row)) >= 0 {
				k.source, k.given = int32(n), s.given.at(int(e.row))
			} else {
				del := e.Deletes()
				for i, c := range canon {
					ids[i] = 0
					if c != nil && (!del || Setting(i) == Operator || Setting(i) == CountryRegion) {
						ids[i] = c[e.ID(Setting(i))]
					}
				}
				if del {
					ids[UpdateType] = 1
				}
				if last >= 0 && ids == lastIDs {
					s.owner[int(e.row)-s.first] = last
					counts[last]++
					continue
				}
				lastIDs = ids
				k.hash = maphash.Comparable(seed, ids)
			}
			p, ok := index[k]
			if !ok {
				p = int32(len(counts))
				index[k] = p
				counts = append(counts, 0)
			}
			counts[p]++
			s.owner[int(e.row)-s.first] = p
			last = p
			if k.given >= 0 {
				last = -1
			}
		}
	}
	rows := make([]int32, s.Len())
	s.profiles = make([]Profile, len(counts))
	for i, n := range counts {
		s.profiles[i] = Profile{s: s, Index: i, rows: rows[:0:n]}
		rows = rows[n:]
	}
	for row, p := range s.owner {
		s.profiles[p].rows = append(s.profiles[p].rows, int32(s.first+row))
	}
	s.placeServices()
}

// canonical numbers the column's distinct values so that values that mean the
// same have the same number.
func (s *Submission) canonical(setting Setting) []uint32 {
	numbers := make([]uint32, s.DistinctCount(Column(setting)))
	index := make(map[string]uint32)
	for id, v := range s.Distinct(Column(setting)) {
		if v.Blank() {
			continue
		}
		text, _ := setting.Canonical(v.Text)
		if setting == Operator || setting == CountryRegion {
			text = FoldName(text)
		}
		if _, ok := index[text]; !ok {
			index[text] = uint32(len(index) + 1)
		}
		numbers[id] = index[text]
	}
	return numbers
}
