package cmd

import (
	"encoding/json"
	"io"
)

// schemaNode is a JSON Schema, or a part of one.
type schemaNode struct {
	Draft       string                `json:"$schema,omitempty"`
	Title       string                `json:"title,omitempty"`
	Description string                `json:"description,omitempty"`
	Type        any                   `json:"type,omitempty"` // a name, or several
	Enum        []string              `json:"enum,omitempty"`
	Pattern     string                `json:"pattern,omitempty"`
	Format      string                `json:"format,omitempty"`
	Minimum     int                   `json:"minimum,omitempty"`
	MinLength   int                   `json:"minLength,omitempty"`
	Properties  map[string]schemaNode `json:"properties,omitempty"`
	Names       *schemaNode           `json:"propertyNames,omitempty"`
	Others      any                   `json:"additionalProperties,omitempty"` // false, or what they must be
	Required    []string              `json:"required,omitempty"`
	AnyOf       []schemaNode          `json:"anyOf,omitempty"`
	Items       *schemaNode           `json:"items,omitempty"`
}

// filledText is any text but the empty one.
var filledText = schemaNode{Type: "string", MinLength: 1}

func oneOfThese(names []string) schemaNode { return schemaNode{Type: "string", Enum: names} }

func listOf(item schemaNode) schemaNode { return schemaNode{Type: "array", Items: &item} }

// suppressionSchema describes an item of the suppressions.
func suppressionSchema() schemaNode {
	item := schemaNode{Type: "object", Others: false, Properties: make(map[string]schemaNode)}
	for _, key := range suppressionKeys {
		value := key.schema()
		value.Description = key.means
		item.Properties[key.name] = value
		if key.required {
			item.Required = append(item.Required, key.name)
		}
	}
	for _, name := range narrowingKeys {
		item.AnyOf = append(item.AnyOf, schemaNode{Required: []string{name}})
	}
	return item
}

// writeConfigSchema writes the JSON Schema (draft 2020-12) of the
// configuration, made from the table that it is read with.
func writeConfigSchema(w io.Writer) error {
	root := schemaNode{
		Draft: "https://json-schema.org/draft/2020-12/schema", Title: "Configuration of cosa, " + configName,
		Type: []string{"object", "null"}, Others: false, Properties: make(map[string]schemaNode),
	}
	for _, key := range configKeys {
		value := key.schema()
		value.Description = key.means
		root.Properties[key.name] = value
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(root)
}
