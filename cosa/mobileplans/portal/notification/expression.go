package notification

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

const isFunction = "it is a function"

// value evaluates an expression as far as the text tells.
func (e *evaluator) value(x ast.Expression) value {
	at := 0
	if x != nil {
		at = e.place(x.Idx0())
	}
	switch x := x.(type) {
	case nil:
	case *ast.StringLiteral:
		return e.stringLiteral(x)
	case *ast.NumberLiteral:
		return value{kind: number, at: at, text: numberText(x)}
	case *ast.BooleanLiteral:
		return value{kind: boolean, at: at, text: strconv.FormatBool(x.Value)}
	case *ast.NullLiteral:
		return value{kind: null, at: at, text: "null"}
	case *ast.TemplateLiteral:
		if len(x.Expressions) == 0 && x.Tag == nil && len(x.Elements) == 1 && x.Elements[0].Valid {
			return e.template(x)
		}
		e.rest(x)
		return value{at: at, why: "it is put together when the script runs"}
	case *ast.ObjectLiteral:
		return e.objectLiteral(x)
	case *ast.ArrayLiteral:
		v := value{kind: array, at: at}
		for _, item := range x.Value {
			v.items = append(v.items, e.use(item))
		}
		return v
	case *ast.Identifier:
		return e.identifier(x)
	case *ast.DotExpression, *ast.BracketExpression:
		return e.read(x)
	case *ast.AssignExpression:
		return e.assign(x)
	case *ast.CallExpression:
		return e.call(x)
	case *ast.NewExpression:
		if id, ok := x.Callee.(*ast.Identifier); ok && id.Name.String() == "Object" && len(x.ArgumentList) == 0 {
			return value{kind: object, at: at}
		}
		e.rest(x)
	case *ast.UnaryExpression:
		return e.unary(x, at)
	case *ast.BinaryExpression:
		left, right := e.value(x.Left), e.value(x.Right)
		if x.Operator == token.PLUS && left.kind == text && right.kind == text {
			return value{kind: text, at: at, text: left.text + right.text}
		}
		return value{at: at, why: "it is reckoned when the script runs"}
	case *ast.FunctionLiteral:
		e.deferred = append(e.deferred, function{e.scope, x.ParameterList, x.Body})
		return value{at: at, why: isFunction}
	case *ast.ArrowFunctionLiteral:
		e.deferred = append(e.deferred, function{e.scope, x.ParameterList, x.Body})
		return value{at: at, why: isFunction}
	case *ast.SequenceExpression:
		v := value{}
		for _, part := range x.Sequence {
			v = e.value(part)
		}
		return v
	case *ast.OptionalChain:
		return e.value(x.Expression)
	case *ast.Optional:
		return e.value(x.Expression)
	case *ast.AwaitExpression:
		e.taint(x.Argument)
	case *ast.ConditionalExpression:
		e.value(x.Test)
		e.branch(conditional, func() { e.taint(x.Consequent) })
		e.branch(conditional, func() { e.taint(x.Alternate) })
		return value{at: at, why: "it depends on a condition"}
	default:
		e.rest(x)
	}
	return value{at: at, why: "it is reckoned when the script runs"}
}

// rest reads the parts of an expression.
func (e *evaluator) rest(x ast.Node) {
	for _, child := range children(x) {
		e.node(child)
	}
}

func numberText(x *ast.NumberLiteral) string {
	switch n := x.Value.(type) {
	case int64:
		if len(x.Literal) > 0 && x.Literal[0] >= '1' && x.Literal[0] <= '9' {
			return x.Literal // as it is written, with all its digits
		}
		return strconv.FormatInt(n, 10)
	case float64:
		return x.Literal
	}
	return fmt.Sprint(x.Value)
}

func (e *evaluator) unary(x *ast.UnaryExpression, at int) value {
	v := e.value(x.Operand)
	switch {
	case x.Operator == token.MINUS && v.kind == number:
		return value{kind: number, at: at, text: "-" + v.text}
	case x.Operator == token.NOT && v.kind == number && (v.text == "0" || v.text == "1"): // as minifiers write booleans
		return value{kind: boolean, at: at, text: strconv.FormatBool(v.text == "0")}
	case x.Operator == token.INCREMENT || x.Operator == token.DECREMENT || x.Operator == token.DELETE:
		if root := rootOf(x.Operand); root != nil {
			if known, _ := e.find(root.Name.String()); known != nil {
				e.set(known, value{at: at, why: "it is reckoned when the script runs"})
			}
		}
	}
	return value{at: at, why: "it is reckoned when the script runs"}
}

func (e *evaluator) objectLiteral(x *ast.ObjectLiteral) value {
	v := value{kind: object, at: e.place(x.LeftBrace)}
	for _, p := range x.Value {
		switch p := p.(type) {
		case *ast.PropertyKeyed:
			key, ok := p.Key.(*ast.StringLiteral)
			if !ok || p.Computed {
				e.taint(p.Key)
				e.taint(p.Value)
				v.open, v.why = true, "the object has members with names that are made when the script runs"
				continue
			}
			v.members = append(v.members, member{key.Value.String(), e.place(p.Key.Idx0()), e.use(p.Value)})
		case *ast.PropertyShort:
			v.members = append(v.members, member{p.Name.Name.String(), e.place(p.Name.Idx), e.use(&p.Name)})
		default:
			e.rest(p)
			v.open, v.why = true, "the object takes members from another one"
		}
	}
	return v
}

// identifier is what a variable holds.
func (e *evaluator) identifier(x *ast.Identifier) value {
	name, at := x.Name.String(), e.place(x.Idx)
	if name == "undefined" {
		return value{kind: null, at: at, text: name}
	}
	v, own := e.find(name)
	switch {
	case v == nil:
		return value{at: at, path: name, why: name + " is not set in this file"}
	case e.shared[name]:
		return value{at: at, why: name + " is set in a function that may run at any time"}
	case !own && v.writes > 0:
		return value{at: at, why: name + " is set outside of the function, more than once"}
	case v.value.kind == unknown && v.value.why == "":
		return value{at: at, why: name + " cannot be told"}
	}
	return v.value
}

// read is the value of a member.
func (e *evaluator) read(x ast.Expression) value {
	at := e.place(x.Idx0())
	of, name, _, ok := e.memberOf(x)
	if !ok {
		e.rest(x)
		return value{at: at, why: "it is reckoned when the script runs"}
	}
	if id, ok := of.(*ast.Identifier); ok {
		if known, _ := e.find(id.Name.String()); known == nil && isEnumeration(id.Name.String()) {
			return value{kind: enumerated, at: at, text: name, of: id.Name.String()}
		}
	}
	holder := e.value(of)
	if m, ok := holder.member(name); ok && holder.kind == object {
		if m.value.kind == object || m.value.kind == array {
			return value{at: at, why: "it has two names, and may be changed through either of them"}
		}
		return m.value
	}
	return value{at: at, path: holder.memberPath(name), why: dottedOr(x, "it") + " is not set in this file"}
}

// call reads a call, and keeps it where it is one of the app's callbacks.
func (e *evaluator) call(x *ast.CallExpression) value {
	at := e.place(x.Idx0())
	name := e.callee(x.Callee)
	k := findCallback(name)
	switch {
	case k != nil || looksCallback(name):
		c := call{callback: k, name: name, at: at, end: e.place(x.RightParenthesis)}
		for _, a := range x.ArgumentList {
			if _, spread := a.(*ast.SpreadElement); spread {
				e.rest(a)
				c.arguments = append(c.arguments, value{at: e.place(a.Idx0()), why: "the arguments are those of a list"})
				continue
			}
			v := e.value(a)
			if e.loops > 0 && v.kind != unknown {
				v = value{why: "the call stands in a loop, where it may change"}
			}
			if v.kind == unknown {
				v.at = e.place(a.Idx0())
			}
			c.arguments = append(c.arguments, v)
		}
		e.calls = append(e.calls, c)
		return value{kind: operation, at: at}
	case name == createMetadata:
		return value{kind: object, at: at}
	case name == "JSON.stringify" && len(x.ArgumentList) >= 1:
		v := e.value(x.ArgumentList[0])
		replaced := false
		for i, a := range x.ArgumentList[1:] {
			replaced = e.value(a).kind != null && i == 0 || replaced
		}
		if v.kind == unknown {
			return value{at: at, why: v.why}
		}
		if replaced {
			return value{at: at, why: "a replacer decides what JSON.stringify writes"}
		}
		return value{kind: stringified, at: at, items: []value{v}}
	case strings.HasPrefix(name, "console."):
		for _, a := range x.ArgumentList {
			e.value(a)
		}
	default:
		e.taint(x.Callee)
		if of, _, _, ok := e.memberOf(x.Callee); ok {
			e.taint(of) // its method may change it
		}
		for _, a := range x.ArgumentList {
			e.taint(a)
		}
	}
	return value{at: at, why: "it is what " + dottedOr(x.Callee, "a function") + " returns"}
}
