package notification

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// assign reads an assignment.
func (e *evaluator) assign(x *ast.AssignExpression) value {
	var v value
	if x.Operator == token.ASSIGN {
		v = e.use(x.Right)
	} else {
		e.taint(x.Right)
		v = value{at: e.place(x.Left.Idx0()), why: "it is reckoned when the script runs"}
	}
	switch left := x.Left.(type) {
	case *ast.Identifier:
		name := left.Name.String()
		if known, _ := e.find(name); known != nil {
			e.set(known, v)
		} else { // a global one that nobody declares
			outer := e.scope
			for e.scope.parent != nil {
				e.scope = e.scope.parent
			}
			e.declare(name, v)
			e.scope = outer
		}
	case *ast.DotExpression, *ast.BracketExpression:
		e.assignMember(left, v)
	default:
		e.taint(x.Left)
		for _, name := range declaredNames(x.Left) {
			if known, _ := e.find(name); known != nil {
				e.set(known, value{why: name + " is a part of another value"})
			}
		}
	}
	return v
}

// assignMember reads an assignment to a member.
func (e *evaluator) assignMember(left ast.Expression, v value) {
	of, name, at, ok := e.memberOf(left)
	if !ok {
		if b, bracket := left.(*ast.BracketExpression); bracket {
			e.taint(b.Left) // some member changes, which one cannot be told
			e.taint(b.Member)
		} else {
			e.taint(left)
		}
		return
	}
	if path := dotted(left); strings.HasSuffix(path, ".registrationChangedScript") || strings.HasSuffix(path, ".profileActivationCompleteScript") {
		if v.kind != text && v.kind != unknown {
			e.listeners = append(e.listeners, listener{name, v.kind.String(), v.at})
		} else if v.kind == unknown && v.why == isFunction {
			e.listeners = append(e.listeners, listener{name, "a function", v.at})
		}
	}
	id, ok := of.(*ast.Identifier)
	if !ok {
		if root := rootOf(of); root != nil {
			e.taint(root) // something deep inside of it changes
		} else {
			e.taint(of)
		}
		return
	}
	known, _ := e.find(id.Name.String())
	if known == nil || known.value.kind != object {
		return
	}
	e.spend(len(known.value.members))
	e.set(known, known.value.with(member{name, at, v}))
}

// memberOf splits a member of an object.
func (e *evaluator) memberOf(x ast.Expression) (of ast.Expression, name string, at int, ok bool) {
	switch x := x.(type) {
	case *ast.DotExpression:
		return x.Left, x.Identifier.Name.String(), e.place(x.Identifier.Idx), true
	case *ast.BracketExpression:
		if key, ok := x.Member.(*ast.StringLiteral); ok {
			return x.Left, key.Value.String(), e.place(key.Idx), true
		}
	}
	return nil, "", 0, false
}

// rootOf is the variable that an expression begins with, or nil.
func rootOf(x ast.Expression) *ast.Identifier {
	for {
		switch y := x.(type) {
		case *ast.Identifier:
			return y
		case *ast.DotExpression:
			x = y.Left
		case *ast.BracketExpression:
			x = y.Left
		default:
			return nil
		}
	}
}
