package diff

import (
	"github.com/cosakit/cosa/cosa"
)

// bundle is profiles that are compared as one; none for a missing profile.
type bundle []*cosa.Profile

func (b bundle) rows() int {
	n := 0
	for _, p := range b {
		n += p.Len()
	}
	return n
}

func (b bundle) name() string { return b[0].Name() }

// party is a profile of the old side with that of the new one that takes its
// place; either may be missing.
type party struct {
	old, new     bundle
	renamed      bool
	asked        bool // for a missing profile: to be deleted, though it is not there
	alone        bool // not compared
	change       *Change
	kept         []held  // numbers that are held before and after
	keptWhole    []int32 // likewise the keys of whole networks
	gained, lost []change

	before, after *holding // where targets changed
}

func (p *party) kind() Kind {
	switch {
	case p.asked && p.old == nil:
		return DeleteRequested
	case p.asked:
		return DeleteWithdrawn
	case p.old == nil:
		return Added
	case p.new == nil:
		return Removed
	case p.renamed:
		return Renamed
	}
	return Changed
}

func (p *party) names(ch *Change, spelling bool) {
	switch {
	case p.new == nil:
		ch.Name = p.old.name()
	default:
		ch.Name = p.new.name()
	}
	if p.old != nil && p.new != nil && p.old.name() != ch.Name && (p.renamed || spelling) {
		ch.Kind, ch.OldName = Renamed, p.old.name()
	}
}
