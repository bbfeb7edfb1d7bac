package getbalance

import "github.com/cosakit/cosa/cosa"

// Kind tells problems of answers apart.
type Kind uint8

// The kinds of problems.
const (
	Syntax        Kind = iota + 1 // no JSON
	Shape                         // not an object with a list of objects
	Duplicate                     // a member that stands twice
	Unknown                       // a member that is not documented
	Missing                       // a member that must be there
	Identifier                    // the id
	TypeValue                     // the type
	DataRemaining                 // the number of megabytes
	TimeRemaining                 // the duration
)

// Problem is something wrong with an answer.
type Problem struct {
	Kind    Kind
	Path    string // such as balances[0].type, "" for the whole
	Message string
}

// String writes the problem with its place.
func (p Problem) String() string {
	if p.Path == "" {
		return p.Message
	}
	return p.Path + ": " + p.Message
}

// shownLength bounds what an answer gets quoted with.
const shownLength = 80

func shown(text string) string { return cosa.Bounded(text, shownLength) }
