package spreadsheet

import (
	"cmp"
	"hash/maphash"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// profilesSheet sums the submission up.
const profilesSheet = "Profiles"

// addProfiles adds the sheet with a line per profile: whom it is for, how
// many SIMs it reaches and its connections.
func (b *book) addProfiles(s *cosa.Submission) error {
	widths := []float64{24, 20, 12, 8, 9, 20, 42, 20, 20, 12, 36, 10}
	cells := func(w *cellWriter) {
		head := new(grid)
		head.add(b.styles.tableHead, "Operator", "Country/Region", "Update", "Rows", "Targets", "Networks (MCC/MNC)",
			"ICCID ranges", "SIMs by ICCID", "SIMs by IMSI", "Connections", "Access points", "Mobile Plans")
		head.height(30)
		head.write(w)
		for i := range s.Profiles() {
			line := b.profileLine(summarise(&s.Profiles()[i]))
			line.fit(widths)
			line.write(w)
		}
	}
	if err := b.add(page{name: profilesSheet, rows: len(s.Profiles()) + 1, columns: len(widths), cells: cells}); err != nil {
		return err
	}
	return b.layOut(profilesSheet, layout{widths: widths, freeze: "C2", titleRow: true})
}

func (b *book) profileLine(sum summary) *grid {
	g := new(grid)
	g.addRow(
		gridCell{style: b.styles.label, text: sum.operator},
		gridCell{style: b.styles.body, text: sum.country},
		gridCell{style: b.styles.body, text: shorten(joinSome(sum.updates, 10, ", "))},
		count(b.styles.number, uint64(sum.rows)),
		count(b.styles.number, uint64(sum.targets)),
		gridCell{style: b.styles.body, text: shorten(joinSome(sum.networks, 10, ", "))},
		gridCell{style: b.styles.body, text: shorten(joinSome(sum.ranges, 12, "\n"))},
		b.reached(sum.iccids),
		b.reached(sum.imsis),
		count(b.styles.number, uint64(sum.connections)),
		gridCell{style: b.styles.body, text: shorten(joinSome(sum.apns, 20, ", "))},
		gridCell{style: b.styles.body, text: sum.marketplace},
	)
	return g
}

// reached is a number of SIMs; where no range names any, the cell is blank.
func (b *book) reached(n uint64) gridCell {
	if n == 0 {
		return gridCell{style: b.styles.number}
	}
	return count(b.styles.number, n)
}

// summary is what the sheet says of one profile.
type summary struct {
	operator, country, marketplace string
	rows, targets, connections     int
	iccids, imsis                  uint64
	updates, networks, ranges      []string
	apns                           []string
}

func summarise(p *cosa.Profile) summary {
	first := p.First()
	sum := summary{operator: first.Text(cosa.Operator), country: first.Text(cosa.CountryRegion), rows: p.Len(), marketplace: "no"}
	if first.Marketplace() {
		sum.marketplace = "yes"
	}
	if p.Deletes() {
		sum.updates, sum.marketplace = []string{"Delete"}, ""
		return sum
	}
	seed := maphash.MakeSeed()
	targets, connections := make(map[uint64]bool), make(map[uint64]bool)
	updates, networks, apns := make(map[string]bool), make(map[string]bool), make(map[string]bool)
	var iccids, imsis []cosa.Range
	for e := range p.Entries() {
		add(&sum.updates, updates, exportedText(cosa.UpdateType, e.Value(cosa.UpdateType)))
		if isNew(connections, e, seed, cosa.SectionConnection) {
			add(&sum.apns, apns, e.Text(cosa.AccessString))
		}
		if !isNew(targets, e, seed, cosa.SectionTarget) {
			continue
		}
		if e.Has(cosa.MCC) || e.Has(cosa.MNC) {
			add(&sum.networks, networks, e.Text(cosa.MCC)+"/"+e.Text(cosa.MNC))
		}
		if r := e.Range(cosa.ICCID); r != nil {
			iccids = append(iccids, *r)
		}
		if r := e.Range(cosa.IMSI); r != nil {
			imsis = append(imsis, *r)
		}
	}
	sum.targets, sum.connections = len(targets), len(connections)
	sum.iccids, sum.imsis = numbers(iccids), numbers(imsis)
	for _, r := range iccids {
		add(&sum.ranges, networks, r.String())
	}
	return sum
}

func add(list *[]string, seen map[string]bool, text string) {
	if text != "" && !seen[text] {
		seen[text] = true
		*list = append(*list, text)
	}
}

// isNew reports whether the entry's values in a section are not yet in seen,
// and adds them.
func isNew(seen map[uint64]bool, e cosa.Entry, seed maphash.Seed, section cosa.Section) bool {
	var ids [cosa.SettingCount]uint32
	for i := range cosa.Settings() {
		if spec := &cosa.Settings()[i]; spec.Section == section {
			ids[i] = e.ID(spec.Setting)
		}
	}
	key := maphash.Comparable(seed, ids)
	if seen[key] {
		return false
	}
	seen[key] = true
	return true
}

// numbers counts the SIMs in the union of ranges of one kind. A SIM in several
// ranges counts once; ICCIDs count in 19-digit numbers.
func numbers(ranges []cosa.Range) uint64 {
	slices.SortFunc(ranges, func(x, y cosa.Range) int { return cmp.Compare(x.Lo, y.Lo) })
	var n, next uint64 // next: first number that is not yet counted
	for _, r := range ranges {
		lo, hi := r.Lo, r.Hi
		if r.Kind == cosa.ICCID {
			lo, hi = lo/10, hi/10
		}
		if lo = max(lo, next); lo <= hi {
			n += hi - lo + 1
			next = hi + 1
		}
	}
	return n
}
