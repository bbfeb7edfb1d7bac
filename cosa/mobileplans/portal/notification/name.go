package notification

import "github.com/dop251/goja/ast"

// callee is the global name of what is called, "" where it has none.
func (e *evaluator) callee(x ast.Expression) string {
	if path := e.path(x); path != "" {
		if name := withoutGlobal(path); findCallback(name) != nil || looksCallback(name) || name == createMetadata {
			return name
		}
	}
	return withoutGlobal(dotted(x))
}

// path is the global name that an expression stands for, "" where that cannot
// be told.
func (e *evaluator) path(x ast.Expression) string {
	switch x := x.(type) {
	case *ast.Identifier:
		v := e.identifier(x)
		return v.path
	case *ast.OptionalChain:
		return e.path(x.Expression)
	case *ast.Optional:
		return e.path(x.Expression)
	case *ast.DotExpression, *ast.BracketExpression:
		of, name, _, ok := e.memberOf(x)
		if !ok {
			return ""
		}
		if id, ok := of.(*ast.Identifier); ok {
			holder := e.identifier(id)
			if m, ok := holder.member(name); ok {
				return m.value.path
			}
			return holder.memberPath(name)
		}
		if path := e.path(of); path != "" {
			return path + "." + name
		}
	}
	return ""
}

// dotted writes a name such as MobilePlans.notifyCancelledPurchase, "" for
// other expressions.
func dotted(x ast.Expression) string {
	switch x := x.(type) {
	case *ast.Identifier:
		return x.Name.String()
	case *ast.OptionalChain:
		return dotted(x.Expression)
	case *ast.Optional:
		return dotted(x.Expression)
	case *ast.DotExpression:
		if of := dotted(x.Left); of != "" {
			return of + "." + x.Identifier.Name.String()
		}
	case *ast.BracketExpression:
		if key, ok := x.Member.(*ast.StringLiteral); ok {
			if of := dotted(x.Left); of != "" {
				return of + "." + key.Value.String()
			}
		}
	}
	return ""
}

func dottedOr(x ast.Expression, other string) string {
	if name := dotted(x); name != "" {
		return name
	}
	return other
}
