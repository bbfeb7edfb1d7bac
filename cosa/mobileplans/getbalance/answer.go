package getbalance

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans"
)

// Answer is what an endpoint says of a SIM.
type Answer struct {
	Balances []Balance
	// Spellings lists the members whose documented spelling varies, as this answer
	// spells them.
	Spellings []Spelling
}

// Balance is one of a SIM's. What is nil is absent, or of another type.
type Balance struct {
	ID            *string
	Type          *string
	DataRemaining *float64 // in megabytes
	TimeRemaining *string
	Duration      Duration // TimeRemaining, if that could be read
	present       []string // canonical names of the members that are there
}

// Spelling is a member whose name the documentation spells in several ways.
type Spelling struct{ Canonical, Written string }

// spellings lists what the documentation calls a member: its table first, then
// its examples.
var spellings = map[string][]string{
	mobileplans.MemberBalances:      {mobileplans.MemberBalances, "Balances"},
	mobileplans.MemberID:            {mobileplans.MemberID},
	mobileplans.MemberType:          {mobileplans.MemberType, "Type"},
	mobileplans.MemberDataRemaining: {mobileplans.MemberDataRemaining, "dataRemaininginMB"},
	mobileplans.MemberTimeRemaining: {mobileplans.MemberTimeRemaining},
}

// balanceMembers are the members of a balance.
var balanceMembers = []string{mobileplans.MemberID, mobileplans.MemberType, mobileplans.MemberDataRemaining, mobileplans.MemberTimeRemaining}

// Read takes the body of an answer apart and lists what is wrong with it. The
// answer holds what could be read.
func Read(body []byte) (*Answer, []Problem) {
	root, problem := parse(body)
	if problem != nil {
		return &Answer{}, []Problem{*problem}
	}
	r := reader{answer: &Answer{}}
	r.root(root)
	return r.answer, r.problems
}

// Names reports whether some balance has a member, of whatever type; name is
// canonical.
func (a *Answer) Names(name string) bool {
	return slices.ContainsFunc(a.Balances, func(b Balance) bool { return slices.Contains(b.present, name) })
}

// Lacks lists the members that a template demands and a balance does not have.
func (a *Answer) Lacks(template string) []Problem {
	var problems []Problem
	for i := range a.Balances {
		for _, name := range balanceMembers {
			if name == mobileplans.MemberID && template != mobileplans.TemplateFull || slices.Contains(a.Balances[i].present, name) {
				continue
			}
			problems = append(problems, Problem{Missing, balancePath(i), fmt.Sprintf("%q is missing", name)})
		}
	}
	return problems
}

type reader struct {
	answer   *Answer
	problems []Problem
}

func (r *reader) problem(kind Kind, path, format string, args ...any) {
	r.problems = append(r.problems, Problem{kind, path, fmt.Sprintf(format, args...)})
}

func balancePath(i int) string { return mobileplans.MemberBalances + "[" + strconv.Itoa(i) + "]" }

func (r *reader) root(n *node) {
	if n.kind != anObject {
		r.problem(Shape, "", "the answer is %s; want an object with a list named %q", n.kind, mobileplans.MemberBalances)
		return
	}
	list := r.members("", n, []string{mobileplans.MemberBalances})[mobileplans.MemberBalances]
	switch {
	case list == nil:
		r.problem(Shape, "", "the answer has no member %q", mobileplans.MemberBalances)
		return
	case list.kind != aList:
		r.problem(Shape, mobileplans.MemberBalances, "is %s; want a list", list.kind)
		return
	}
	for i, item := range list.items {
		if item.kind != anObject {
			r.problem(Shape, balancePath(i), "is %s; want an object", item.kind)
			continue
		}
		r.balance(balancePath(i), item)
	}
}

// members finds the members of an object by their canonical names.
func (r *reader) members(path string, n *node, known []string) map[string]*node {
	found := make(map[string]*node)
	for _, m := range n.members {
		i := slices.IndexFunc(known, func(name string) bool { return slices.Contains(spellings[name], m.name) })
		if i < 0 {
			hint := ""
			if near := cosa.Nearest(m.name, known); near != "" {
				hint = fmt.Sprintf(", did you mean %q?", near)
			}
			r.problem(Unknown, path, "the member %q is not documented%s", shown(m.name), hint)
			continue
		}
		name := known[i]
		if found[name] != nil {
			r.problem(Duplicate, path, "the member %q stands twice", name)
			continue
		}
		found[name] = m.value
		if s := (Spelling{name, m.name}); len(spellings[name]) > 1 && !slices.Contains(r.answer.Spellings, s) {
			r.answer.Spellings = append(r.answer.Spellings, s)
		}
	}
	return found
}

func (r *reader) balance(path string, n *node) {
	var b Balance
	members := r.members(path, n, balanceMembers)
	for _, name := range balanceMembers {
		if members[name] != nil {
			b.present = append(b.present, name)
		}
	}
	text := func(name string, kind Kind) *string {
		switch m := members[name]; {
		case m == nil:
		case m.kind != aString:
			r.problem(kind, path+"."+name, "is %s; want a string", m.kind)
		default:
			return &m.text
		}
		return nil
	}
	b.ID = text(mobileplans.MemberID, Identifier)
	if b.Type = text(mobileplans.MemberType, TypeValue); b.Type != nil && !slices.Contains(mobileplans.BalanceTypeNames(), *b.Type) {
		r.problem(TypeValue, path+"."+mobileplans.MemberType, "%q is none of %s", shown(*b.Type), strings.Join(mobileplans.BalanceTypeNames(), ", "))
	}
	if m := members[mobileplans.MemberDataRemaining]; m != nil {
		b.DataRemaining = r.number(path+"."+mobileplans.MemberDataRemaining, m)
	}
	if b.TimeRemaining = text(mobileplans.MemberTimeRemaining, TimeRemaining); b.TimeRemaining != nil {
		d, err := ParseDuration(*b.TimeRemaining)
		if err != nil {
			r.problem(TimeRemaining, path+"."+mobileplans.MemberTimeRemaining, "%s", err)
		}
		b.Duration = d
	}
	r.answer.Balances = append(r.answer.Balances, b)
}

func (r *reader) number(path string, n *node) *float64 {
	if n.kind != aNumber {
		r.problem(DataRemaining, path, "is %s; want a number", n.kind)
		return nil
	}
	f, err := strconv.ParseFloat(n.text, 64)
	switch {
	case err != nil:
		r.problem(DataRemaining, path, "%s is greater than a double can hold", shown(n.text))
		return nil
	case f < 0:
		r.problem(DataRemaining, path, "%s is negative; where nothing remains it is 0", shown(n.text))
	}
	return &f
}
