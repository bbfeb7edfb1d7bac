package report

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// schemaObject is the schema of one object or value. Objects may get further
// keys in later versions, so that none is forbidden.
type schemaObject struct {
	Draft       string                  `json:"$schema,omitempty"`
	Title       string                  `json:"title,omitempty"`
	Description string                  `json:"description,omitempty"`
	Type        string                  `json:"type"`
	Const       int                     `json:"const,omitempty"`
	Minimum     *int                    `json:"minimum,omitempty"`
	Enum        []string                `json:"enum,omitempty"`
	Pattern     string                  `json:"pattern,omitempty"`
	Required    []string                `json:"required,omitempty"`
	Properties  map[string]schemaObject `json:"properties,omitempty"`
	Items       *schemaObject           `json:"items,omitempty"`
}

// Schema returns the JSON Schema (draft 2020-12) of the JSON report, made from
// the types that it is written with.
func Schema() ([]byte, error) {
	root := schemaOf(reflect.TypeFor[jsonReport]())
	root.Draft = "https://json-schema.org/draft/2020-12/schema"
	root.Title = "Report of cosa validate --format json"
	version := root.Properties["schema"]
	version.Const, version.Minimum = schemaVersion, nil
	root.Properties["schema"] = version
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(root)
	return out.Bytes(), err
}

func schemaOf(t reflect.Type) schemaObject {
	switch t.Kind() {
	case reflect.Struct:
		s := schemaObject{Type: "object", Properties: make(map[string]schemaObject)}
		for _, field := range reflect.VisibleFields(t) {
			if field.Anonymous {
				continue // its fields are listed too
			}
			key := field.Tag.Get("json")
			value := schemaOf(field.Type)
			value.Description = field.Tag.Get("means")
			value.Pattern = field.Tag.Get("pattern")
			if values := field.Tag.Get("values"); values != "" {
				value.Enum = strings.Split(values, ",")
			}
			s.Required = append(s.Required, key)
			s.Properties[key] = value
		}
		return s
	case reflect.Slice:
		items := schemaOf(t.Elem())
		return schemaObject{Type: "array", Items: &items}
	case reflect.Bool:
		return schemaObject{Type: "boolean"}
	case reflect.Int:
		return schemaObject{Type: "integer", Minimum: new(int)}
	}
	return schemaObject{Type: "string"}
}
