package notification

import (
	"strings"

	"github.com/dop251/goja/ast"
)

func (e *evaluator) block(list []ast.Statement) {
	outer := e.scope
	e.scope = &scope{parent: outer, vars: make(map[string]*variable)}
	e.statements(list)
	e.scope = outer
}

func (e *evaluator) statements(list []ast.Statement) {
	for _, s := range list {
		e.statement(s)
	}
}

const conditional = "it is set under a condition"

func (e *evaluator) statement(s ast.Statement) {
	switch s := s.(type) {
	case nil:
	case *ast.BlockStatement:
		if s != nil {
			e.block(s.List)
		}
	case *ast.ExpressionStatement:
		e.value(s.Expression)
	case *ast.VariableStatement:
		e.bindings(s.List, true)
	case *ast.LexicalDeclaration:
		e.bindings(s.List, false)
	case *ast.FunctionDeclaration:
		e.value(s.Function)
	case *ast.ReturnStatement:
		if s.Argument != nil {
			e.value(s.Argument)
		}
	case *ast.IfStatement:
		e.value(s.Test)
		e.branch(conditional, func() { e.statement(s.Consequent) })
		if s.Alternate != nil {
			e.branch(conditional, func() { e.statement(s.Alternate) })
		}
	case *ast.TryStatement:
		e.branch("it is set where an error may come between", func() { e.statement(s.Body) })
		if s.Catch != nil {
			e.branch(conditional, func() { e.statement(s.Catch.Body) })
		}
		if s.Finally != nil {
			e.statement(s.Finally)
		}
	case *ast.SwitchStatement:
		e.value(s.Discriminant)
		e.branch(conditional, func() {
			for _, one := range s.Body {
				e.branch(conditional, func() { e.block(one.Consequent) })
			}
		})
	case *ast.LabelledStatement:
		e.statement(s.Statement)
	default: // loops, and what seldom stands in such scripts
		e.loops++
		e.branch("it is set in a loop", func() {
			outer := e.scope
			e.scope = &scope{parent: outer, vars: make(map[string]*variable)}
			for _, child := range children(s) {
				e.node(child)
			}
			e.scope = outer
		})
		e.loops--
	}
}

// node reads whatever a loop or an expression consists of.
func (e *evaluator) node(n ast.Node) {
	switch n := n.(type) {
	case ast.Statement:
		e.statement(n)
	case ast.Expression:
		e.taint(n)
	default:
		for _, child := range children(n) {
			e.node(child)
		}
	}
}

// bindings declares variables; var belongs to the function, let and const to
// the block.
func (e *evaluator) bindings(list []*ast.Binding, function bool) {
	for _, b := range list {
		id, ok := b.Target.(*ast.Identifier)
		if !ok {
			path := ""
			if b.Initializer != nil {
				path = e.path(b.Initializer)
				e.taint(b.Initializer)
			}
			for _, name := range declaredNames(b.Target) {
				e.declare(name, value{why: name + " is a part of another value"})
			}
			e.parts(b.Target, path)
			continue
		}
		name := id.Name.String()
		v := value{kind: null, at: e.place(id.Idx), text: "undefined"}
		if b.Initializer != nil {
			v = e.use(b.Initializer)
		}
		known, own := e.find(name)
		switch {
		case !function || known == nil || !own:
			e.declare(name, v)
		case b.Initializer != nil:
			first := known.writes == 0 && known.value.kind == unknown && strings.HasSuffix(known.value.why, "has no value yet")
			e.set(known, v)
			if first && e.branches == 0 {
				known.writes = 0
			}
		}
	}
}

// parts gives the names of a pattern the paths of what they take from a global
// object.
func (e *evaluator) parts(target ast.Expression, path string) {
	switch target := target.(type) {
	case *ast.Identifier:
		name := target.Name.String()
		e.declare(name, value{path: path, why: name + " is a part of another value"})
	case *ast.ObjectPattern:
		for _, p := range target.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				if path != "" && p.Initializer == nil {
					e.parts(&p.Name, path+"."+p.Name.Name.String())
				}
			case *ast.PropertyKeyed:
				key, ok := p.Key.(*ast.StringLiteral)
				if path != "" && ok && !p.Computed {
					e.parts(p.Value, path+"."+key.Value.String())
				}
			}
		}
	}
}
