package notification

import (
	"reflect"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// children lists the nodes that a node consists of, in the order of the text.
// The parser's nodes have some sixty types; what is common to them is found by
// reflection.
func children(n ast.Node) []ast.Node {
	v := reflect.ValueOf(n)
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	var list []ast.Node
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			// The list of declarations repeats what the body holds.
			if name := v.Type().Field(i).Name; name != "DeclarationList" && name != "Source" && name != "File" {
				list = appendNodes(list, v.Field(i))
			}
		}
	}
	return list
}

func appendNodes(list []ast.Node, v reflect.Value) []ast.Node {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return list
		}
		if n, ok := v.Interface().(ast.Node); ok {
			return append(list, n)
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = appendNodes(list, v.Index(i))
		}
	case reflect.Struct:
		if v.CanAddr() {
			return appendNodes(list, v.Addr())
		}
	}
	return list
}

// deepestNode bounds how deep statements and expressions nest, brackets or not.
const deepestNode = 1000

// deeper reports whether a node nests deeper than some levels.
func deeper(n ast.Node, levels int) bool {
	if levels == 0 {
		return true
	}
	for _, child := range children(n) {
		if deeper(child, levels-1) {
			return true
		}
	}
	return false
}

// body reports whether a node is a function, and returns what is in it.
func body(n ast.Node) (parameters *ast.ParameterList, inside ast.Node, ok bool) {
	switch n := n.(type) {
	case *ast.FunctionLiteral:
		return n.ParameterList, n.Body, true
	case *ast.ArrowFunctionLiteral:
		return n.ParameterList, n.Body, true
	}
	return nil, nil, false
}

// declaredNames lists the names that a part of a script declares, without the
// functions in it.
func declaredNames(n ast.Node) []string {
	var names []string
	var walk func(n ast.Node, target bool)
	walk = func(n ast.Node, target bool) {
		switch n := n.(type) {
		case *ast.Identifier:
			if target {
				names = append(names, n.Name.String())
			}
			return
		case *ast.Binding:
			walk(n.Target, true)
			if n.Initializer != nil {
				walk(n.Initializer, false)
			}
			return
		case *ast.PropertyShort:
			if target {
				names = append(names, n.Name.Name.String())
			}
			return
		case *ast.PropertyKeyed:
			walk(n.Value, target)
			return
		case *ast.ForDeclaration:
			walk(n.Target, true)
			return
		case *ast.CatchStatement:
			if n.Parameter != nil {
				walk(n.Parameter, true)
			}
			walk(n.Body, false)
			return
		case *ast.ParameterList:
			for _, b := range n.List {
				walk(b, true)
			}
			if n.Rest != nil {
				walk(n.Rest, true)
			}
			return
		case *ast.FunctionDeclaration:
			if n.Function.Name != nil {
				names = append(names, n.Function.Name.Name.String())
			}
			return
		}
		if _, _, ok := body(n); ok {
			return
		}
		for _, child := range children(n) {
			walk(child, target)
		}
	}
	if !isNil(n) {
		walk(n, isTarget(n))
	}
	return names
}

func isNil(n ast.Node) bool {
	v := reflect.ValueOf(n)
	return !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil()
}

// isTarget reports that a node is what is assigned to.
func isTarget(n ast.Node) bool {
	switch n.(type) {
	case *ast.Identifier, *ast.ObjectPattern, *ast.ArrayPattern:
		return true
	}
	return false
}

// sharedNames finds the names of variables that some function writes to, or
// passes on, and does not declare itself.
func sharedNames(p *ast.Program) map[string]bool {
	shared := make(map[string]bool)
	var walk func(n ast.Node, declared map[string]bool, program bool)
	walk = func(n ast.Node, declared map[string]bool, program bool) {
		write := func(x ast.Expression) {
			if id := rootOf(x); id != nil && !program && !declared[id.Name.String()] {
				shared[id.Name.String()] = true
			}
		}
		switch n := n.(type) {
		case *ast.AssignExpression:
			write(n.Left)
			for _, name := range declaredNames(n.Left) {
				if !program && !declared[name] {
					shared[name] = true
				}
			}
		case *ast.UnaryExpression:
			if n.Operator == token.INCREMENT || n.Operator == token.DECREMENT || n.Operator == token.DELETE {
				write(n.Operand)
			}
		case *ast.CallExpression:
			if name := dotted(n.Callee); findCallback(name) == nil && name != "JSON.stringify" {
				for _, a := range n.ArgumentList {
					write(a)
				}
			}
		}
		if parameters, inside, ok := body(n); ok {
			own := make(map[string]bool)
			for _, part := range []ast.Node{parameters, inside} {
				for _, name := range declaredNames(part) {
					own[name] = true
				}
			}
			declared, program = own, false
		}
		for _, child := range children(n) {
			walk(child, declared, program)
		}
	}
	for _, s := range p.Body {
		walk(s, nil, true)
	}
	return shared
}
