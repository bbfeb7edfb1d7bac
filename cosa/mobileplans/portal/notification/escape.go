package notification

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// escape is where a callback, or the object that has it, goes to where its
// calls may not be followed.
type escape struct {
	name  string
	at    int
	named bool // to another name, under which its calls are found in most cases
}

// escapes finds where callbacks go to.
func escapes(p *ast.Program) []escape {
	var list []escape
	objects := callbackObjects()
	var walk func(n ast.Node, how use)
	walk = func(n ast.Node, how use) {
		if x, ok := n.(ast.Expression); ok {
			name := withoutGlobal(dotted(x))
			switch {
			case objects[name] || looksCallback(name):
				if how != seen {
					list = append(list, escape{name, int(x.Idx0()) - 1, how == named})
				}
				return
			}
		}
		switch n := n.(type) {
		case *ast.CallExpression:
			if !looksCallback(withoutGlobal(dotted(n.Callee))) {
				walk(n.Callee, seen)
			}
			for _, a := range n.ArgumentList {
				walk(a, passed)
			}
			return
		case *ast.DotExpression:
			if name := withoutGlobal(dotted(n)); name != "" && findCallback(beforeDot(name)) != nil {
				walk(n.Left, passed) // its method, such as bind
				return
			}
			if name := n.Identifier.Name.String(); objects[name] && how != seen { // of what may be the global object
				list = append(list, escape{name, int(n.Idx0()) - 1, true})
			}
			walk(n.Left, seen)
			return
		case *ast.BracketExpression:
			walk(n.Left, passed)
			walk(n.Member, passed)
			return
		case *ast.IfStatement:
			walk(n.Test, seen)
			walk(n.Consequent, passed)
			if n.Alternate != nil {
				walk(n.Alternate, passed)
			}
			return
		case *ast.ConditionalExpression:
			walk(n.Test, seen)
			walk(n.Consequent, how)
			walk(n.Alternate, how)
			return
		case *ast.UnaryExpression:
			walk(n.Operand, seen)
			return
		case *ast.BinaryExpression:
			left, right := how, how
			switch n.Operator {
			case token.LOGICAL_AND:
				left = seen
			case token.LOGICAL_OR, token.COALESCE:
			default:
				left, right = seen, seen
			}
			walk(n.Left, left)
			walk(n.Right, right)
			return
		case *ast.ExpressionStatement:
			walk(n.Expression, seen)
			return
		case *ast.AssignExpression:
			walk(n.Left, seen)
			walk(n.Right, named)
			return
		case *ast.Binding:
			walk(n.Target, seen)
			if n.Initializer != nil {
				walk(n.Initializer, named)
			}
			return
		case *ast.ObjectLiteral:
			how = named
		case *ast.PropertyKeyed:
			walk(n.Value, named)
			return
		case *ast.OptionalChain, *ast.Optional, *ast.SequenceExpression:
		default:
			how = passed
		}
		for _, child := range children(n) {
			walk(child, how)
		}
	}
	for _, s := range p.Body {
		walk(s, passed)
	}
	return list
}

// use is what is done with a value.
type use uint8

const (
	passed use = iota // it goes elsewhere
	named             // it gets another name
	seen              // its members are read, or whether it is there
)
