package diff

import (
	"github.com/cosakit/cosa/cosa"
)

// Diff is all that changes from one submission to another.
type Diff struct {
	Old, New  Side
	Scope     Scope
	LeftAlone int      // profiles of the database that were not compared
	Package   []Value  // changes of what the files say of the package; Setting is cosa.NoSetting
	Changes   []Change // by number of SIMs touched, the most first, then by name
	Notes     []string // what was not compared or not counted, and why

	beside bool // the service configuration differs, which no device reads
}

// Empty reports that nothing changes.
func (d *Diff) Empty() bool { return len(d.Changes) == 0 && len(d.Package) == 0 }

// Side describes one of the two that were compared.
type Side struct {
	Files    []string
	Rows     int
	Profiles int
	Database bool // what a device has, not a submission
}

// Scope says which profiles were compared.
type Scope string

// The scopes.
const (
	Whole      Scope = "whole"        // all of both sides
	NamedByNew Scope = "named-by-new" // OLD is a database and NEW a submission: the profiles that NEW names
	NamedByOld Scope = "named-by-old" // the other way round
)

// Kind is what happens to a profile.
type Kind string

// The kinds of changes.
const (
	Added           Kind = "added"
	Removed         Kind = "removed"
	Changed         Kind = "changed"
	Renamed         Kind = "renamed"          // known by its id or its targets; it may have changed as well
	DeleteRequested Kind = "delete-requested" // of a profile that the old side does not have
	DeleteWithdrawn Kind = "delete-withdrawn" // likewise for the new side
)

// Kinds lists the kinds of changes of profiles.
func Kinds() []Kind {
	return []Kind{Added, Removed, Changed, Renamed, DeleteRequested, DeleteWithdrawn}
}

// Change is what happens to one profile.
type Change struct {
	Kind        Kind
	Name        string // Operator (Country) of the new side, or else of the old one
	OldName     string // of a renamed profile, else ""
	Settings    []Value
	Targets     []Target
	SIMs        [2]SIMs // by cosa.NumberKind
	Whole       WholeNetworks
	Rewritten   []Rewriting
	Shares      []Share
	Connections []Connection
	Pairings    int // combinations of a target and a connection, both on both sides, that only one side has

	order uint64 // tells profiles of one name apart
}

// Value is a change of one setting. Credentials are masked.
type Value struct {
	Setting  cosa.Setting
	Key      string // name of what is no setting
	Old, New string // "" for blank
	Masked   bool   // Old and New are no values

	changed []string // names of the elements of carried XML that differ
}

// Name is what the value is of.
func (v *Value) Name() string {
	if v.Setting == cosa.NoSetting {
		return v.Key
	}
	return v.Setting.String()
}

// Mark says whether a part is new, gone or other than before.
type Mark string

// The marks.
const (
	Gained  Mark = "gained"
	Lost    Mark = "lost"
	Altered Mark = "changed"
)

// Target is a change of a target.
type Target struct {
	Mark     Mark
	Settings []Value // of a target that is the same as before, but for these
	Note     string  // what became of its numbers, "" where it demands the same as before
	Counted  bool    // its SIMs are counted, by their numbers or as a whole network

	entry  cosa.Entry
	lo, hi uint64
	told   bool // what it says beside its demands changes
}

// Connection is a change of a connection.
type Connection struct {
	Mark     Mark
	Name     string // access string and purposes
	Settings []Value
}

// SIMs are the numbers of one kind that a profile gains and loses.
type SIMs struct {
	Gained, Lost Set
	HeldBefore   uint64 // gained ones that other targets of the profile held
	StillHeld    uint64 // lost ones that other targets of the profile hold
	Touched      uint64 // numbers for which anything changes
	Old, New     uint64 // numbers that the profile holds
}

// WholeNetworks names what a profile takes without regard to numbers, such as
// all SIMs of a network.
type WholeNetworks struct {
	Gained, Lost []string
	Touched      []string // for whose SIMs anything changes
}

// How says what another profile has to do with numbers.
type How string

// The relations to another profile.
const (
	MovedFrom How = "moved-from" // gained, and the other one loses them
	MovedTo   How = "moved-to"   // lost, and the other one gains them
	AlsoHeld  How = "also-held"  // gained, and the other one keeps them
	StillHeld How = "still-held" // lost, and the other one keeps them
)

// Share is numbers that a profile gains or loses and another one has to do
// with.
type Share struct {
	How   How
	Other string // name of the other profile, "" for another one of the same name
	SIMs  Set

	// Network is what the other profile takes as a whole, without regard to
	// numbers, so that its target is the less specific one; "" where the
	// other one lists the numbers too.
	Network string
}
