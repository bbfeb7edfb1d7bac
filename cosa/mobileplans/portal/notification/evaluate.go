package notification

import (
	"fmt"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// evaluator reads a script from its beginning to its end, without running it,
// and keeps what variables hold as far as that can be told from the text.
// Functions are read when what surrounds them is done, and see of its
// variables only those that nothing writes to later.
type evaluator struct {
	source    string
	scope     *scope
	journal   []change
	loops     int // that the reader is in
	branches  int // that the reader is in, loops included
	deferred  []function
	shared    map[string]bool // names that a function writes to and does not declare
	calls     []call
	listeners []listener
	work      int
}

// mostWork bounds what reading a script takes: copies of members and changes
// taken back. Scripts that people write are far below.
const mostWork = 300_000

// spend counts work. A script that takes too much is not read on.
func (e *evaluator) spend(n int) {
	if e.work += n; e.work > mostWork {
		panic(&fault{message: "the script is too tangled to be read", hint: "give the part that sends the notification in a file of its own"})
	}
}

// scope holds the variables of a block or function.
type scope struct {
	parent   *scope
	vars     map[string]*variable
	function bool
}

// variable is a name and what it holds.
type variable struct {
	value  value
	writes int // after the first value
}

// change is one that can be taken back.
type change struct {
	variable *variable
	old      variable
}

// function is one that is still to be read.
type function struct {
	scope      *scope
	parameters *ast.ParameterList
	body       ast.Node
}

// listener is a function that is given where its name belongs.
type listener struct {
	name, what string
	at         int
}

func newEvaluator(source string) *evaluator {
	return &evaluator{source: source}
}

func (e *evaluator) place(i file.Idx) int { return int(i) - 1 }

// run reads the script, or says why it is not read to its end.
func (e *evaluator) run(p *ast.Program) (f *fault) {
	defer func() {
		if r := recover(); r != nil {
			found, ok := r.(*fault)
			if !ok {
				panic(r)
			}
			f = found
		}
	}()
	e.program(p)
	return nil
}

func (e *evaluator) program(p *ast.Program) {
	e.shared = sharedNames(p)
	e.scope = &scope{vars: make(map[string]*variable), function: true}
	e.statements(p.Body)
	for len(e.deferred) > 0 {
		f := e.deferred[0]
		e.deferred = e.deferred[1:]
		e.function(f)
	}
}

func (e *evaluator) function(f function) {
	e.scope = &scope{parent: f.scope, vars: make(map[string]*variable), function: true}
	e.loops, e.branches, e.journal = 0, 0, nil
	for _, name := range declaredNames(f.parameters) {
		e.declare(name, value{why: fmt.Sprintf("%s is a parameter", name)})
	}
	for _, name := range declaredNames(f.body) {
		if _, ok := e.scope.vars[name]; !ok {
			e.declare(name, value{why: fmt.Sprintf("%s has no value yet", name)})
		}
	}
	switch body := f.body.(type) {
	case *ast.BlockStatement:
		e.statements(body.List)
	case *ast.ExpressionBody:
		e.value(body.Expression)
	}
}

func (e *evaluator) declare(name string, v value) {
	e.scope.vars[name] = &variable{value: v}
}

// find returns a variable and whether it is one of the function that is read.
func (e *evaluator) find(name string) (v *variable, own bool) {
	own = true
	for s := e.scope; s != nil; s = s.parent {
		if v := s.vars[name]; v != nil {
			return v, own
		}
		own = own && !s.function
	}
	return nil, false
}

// set writes to a variable.
func (e *evaluator) set(v *variable, to value) {
	e.journal = append(e.journal, change{v, *v})
	v.value = to
	v.writes++
}

// branch reads what may or may not happen: what changes in it cannot be told
// afterwards.
func (e *evaluator) branch(why string, read func()) {
	mark := len(e.journal)
	e.branches++
	read()
	e.branches--
	undone := e.journal[mark:]
	e.spend(len(undone))
	after := make(map[*variable]value)
	var order []*variable
	for i := len(undone) - 1; i >= 0; i-- {
		v := undone[i].variable
		if _, ok := after[v]; !ok {
			after[v] = v.value
			order = append(order, v)
		}
		*v = undone[i].old
	}
	e.journal = e.journal[:mark:mark]
	for _, v := range order {
		e.spend(len(v.value.members) * len(after[v].members))
		e.set(v, merged(v.value, after[v], why))
	}
}

// merged is what a variable holds when it has one value or another.
func merged(a, b value, why string) value {
	if a.kind != object || b.kind != object {
		return value{at: b.at, why: why}
	}
	both := value{kind: object, at: a.at, open: a.open || b.open, why: a.why + b.why}
	for _, m := range a.members {
		other, ok := b.member(m.name)
		switch {
		case !ok:
			both = both.with(member{m.name, m.at, value{at: m.value.at, why: why}})
		case m.value.at != other.value.at || m.value.kind != other.value.kind:
			both = both.with(member{m.name, other.at, value{at: other.value.at, why: why}})
		default:
			both = both.with(m)
		}
	}
	for _, m := range b.members {
		if _, ok := a.member(m.name); !ok {
			both = both.with(member{m.name, m.at, value{at: m.value.at, why: why}})
		}
	}
	return both
}

// use evaluates an expression whose value something else will hold too: an
// object with two holders can be changed through either of them.
func (e *evaluator) use(x ast.Expression) value {
	v := e.value(x)
	if _, ok := x.(*ast.Identifier); ok && (v.kind == object || v.kind == array) {
		e.taint(x)
		return value{at: v.at, why: "it has two names, and may be changed through either of them"}
	}
	return v
}

// taint evaluates an expression that goes where it cannot be followed: an
// object that goes there may be changed.
func (e *evaluator) taint(x ast.Expression) {
	id, ok := x.(*ast.Identifier)
	if !ok {
		e.value(x)
		return
	}
	v, _ := e.find(id.Name.String())
	if v != nil && (v.value.kind == object || v.value.kind == array) {
		line := 1 + strings.Count(e.source[:max(0, min(int(id.Idx)-1, len(e.source)))], "\n")
		why := fmt.Sprintf("%s is passed on, and may be changed there (line %d of the script)", id.Name.String(), line)
		e.set(v, value{at: v.value.at, why: why})
	}
}
