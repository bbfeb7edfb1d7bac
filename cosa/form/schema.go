package form

import (
	"bufio"
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/cosakit/cosa/cosa"
)

// Schema returns the JSON Schema (draft 2020-12) of the form, made from the
// settings table and the questionnaire. It is for editors: it describes values
// as a person should write them, while the reader takes any text and leaves
// the judgement to the rules.
func Schema() ([]byte, error) {
	root := object("",
		str("$schema", "https://json-schema.org/draft/2020-12/schema"),
		str("title", "COSA submission"),
		str("type", "object"),
		strs("required", keyProfiles),
		closed,
		object("properties",
			object(keyVersion, str("description", "Version of this form."), tree{key: "enum", kind: flowList, items: []tree{bare("", "1"), {text: "1"}}}),
			reference(keyDefaults, "defaults", "Merged under every profile."),
			reference(keySubmission, "submission", "Answers of the questionnaire."),
			reference(keyPackage, "package", "The COSA package that the profiles are from or for."),
			object(keyProfiles, str("description", "The operator's profiles."), strs("type", "array", "null"), object("items", str("$ref", "#/$defs/profile"))),
		),
		object("$defs",
			mappingSchema("profile", profileProperties(true)),
			mappingSchema("defaults", profileProperties(false)),
			mappingSchema("target", append(sectionProperties(cosa.SectionTarget), updateProperty())),
			mappingSchema(keySIM, sectionProperties(cosa.SectionSIM)),
			mappingSchema("connection", append(sectionProperties(cosa.SectionConnection), updateProperty())),
			mappingSchema("row", rowProperties(), keyTarget, keyConnection),
			mappingSchema("submission", questionProperties()),
			mappingSchema("package", packageProperties()),
			mappingSchema(keyService, serviceProperties()),
		),
	)
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	jsonWriter{Writer: w}.value(root, 0)
	w.WriteByte('\n')
	err := w.Flush()
	return out.Bytes(), err
}

// closed forbids other keys than those listed.
var closed = bare("additionalProperties", "false")

func object(key string, items ...tree) tree { return tree{key: key, kind: mappingTree, items: items} }
func str(key, text string) tree             { return tree{key: key, text: text} }
func bare(key, text string) tree            { return tree{key: key, kind: bareTree, text: text} }
func list(key string, items ...tree) tree   { return tree{key: key, kind: listTree, items: items} }

func strs(key string, texts ...string) tree {
	t := tree{key: key, kind: flowList}
	for _, text := range texts {
		t.items = append(t.items, tree{text: text})
	}
	return t
}

func reference(key, to, description string) tree {
	return object(key, str("description", description), list("anyOf", object("", str("$ref", "#/$defs/"+to)), object("", str("type", "null"))))
}

func listOf(key, to, description string) tree {
	return object(key, str("description", description), strs("type", "array", "null"), object("items", str("$ref", "#/$defs/"+to)))
}

func mappingSchema(key string, properties []tree, required ...string) tree {
	t := object(key, str("type", "object"), closed, object("properties", properties...))
	if len(required) > 0 {
		t.items = append(t.items, strs("required", required...))
	}
	return t
}

func updateProperty() tree { return settingSchema(cosa.UpdateType.Spec().Key, cosa.UpdateType.Spec()) }

func profileProperties(rows bool) []tree {
	properties := append(sectionProperties(cosa.SectionProfile),
		listOf(keyTargets, "target", "What SIMs the profile is for; a SIM belongs to it if one of the targets holds wholly."),
		reference(keySIM, keySIM, "SIM settings; a profile has one set of them."),
		listOf(keyConnections, "connection", "Access points."),
		reference(keyService, keyService, "Service configuration of Mobile Plans; no device reads it."),
	)
	if rows {
		number := object("items", str("type", "integer"), bare("minimum", "1"))
		properties = append(properties, object(keyRows,
			str("description", "Rows of the profile where they are not every target with every connection: [target, connection] or [target, connection, row in the file], numbers from 1."),
			strs("type", "array", "null"),
			object("items", list("anyOf",
				object("", str("type", "array"), number, bare("minItems", "2"), bare("maxItems", "3")),
				object("", str("$ref", "#/$defs/row")),
			)),
		))
	}
	return properties
}

func rowProperties() []tree {
	number := func(key, description string) tree {
		return object(key, str("description", description), str("type", "integer"), bare("minimum", "1"))
	}
	return slices.Concat([]tree{
		number(keyTarget, "Number of the target, from 1."),
		number(keyConnection, "Number of the connection, from 1."),
		number(keyRow, "Row in the whole file, from 1."),
	}, sectionProperties(cosa.SectionProfile), []tree{reference(keySIM, keySIM, "SIM settings that this row spells otherwise.")})
}

func questionProperties() []tree {
	var properties []tree
	for _, q := range cosa.Questions() {
		types := strs("type", "string", "number", "null")
		if q.YesNo {
			types = strs("type", "string", "boolean", "null")
		}
		text := q.Text
		if q.Deletion {
			text += " Of a request that only deletes."
		}
		properties = append(properties, object(q.Key, str("description", text), types))
	}
	return properties
}

func packageProperties() []tree {
	var properties []tree
	for _, k := range cosa.PackageKeys() {
		properties = append(properties, object(k.Key, str("description", k.Help), strs("type", "string", "number", "null")))
	}
	return properties
}

// sectionProperties describes the keys of a section and their synonyms.
func sectionProperties(section cosa.Section) []tree {
	var properties []tree
	for _, spec := range cosa.Settings() {
		if spec.Section != section {
			continue
		}
		base, end, isRange := strings.Cut(spec.Key, ".")
		switch {
		case !isRange:
			properties = append(properties, settingSchema(base, &spec))
		case end == rangeKeys[0]:
			last, _ := cosa.SettingByKey(section, base+"."+rangeKeys[1])
			properties = append(properties, rangeSchema(base, &spec, last.Spec()))
		}
	}
	for _, name := range [...]string{"accessPointName", "apn"} {
		if s, ok := cosa.SettingByKey(section, synonyms[name]); ok {
			properties = append(properties, object(name, str("description", "The same as "+synonyms[name]+"."), strs("type", "string", "null"), numberTree("maxLength", s.Spec().MaxLen)))
		}
	}
	return properties
}

func rangeSchema(key string, start, end *cosa.Spec) tree {
	return object(key,
		str("description", "Range of numbers, as START-END or with the keys start and end."),
		list("anyOf",
			object("", str("type", "string"), str("pattern", "^ *[0-9]+ *[-\u2010-\u2015] *[0-9]+ *$|^ *(!|[Rr]ange:|[Pp]attern:)")),
			object("", str("type", "object"), closed, object("properties", settingSchema(rangeKeys[0], start), settingSchema(rangeKeys[1], end))),
			object("", str("type", "null")),
		),
		strs("examples", start.Example+"-"+end.Example),
	)
}

// settingSchema describes the value of one setting.
func settingSchema(key string, spec *cosa.Spec) tree {
	t := object(key, str("description", spec.Help))
	switch spec.Type {
	case cosa.TypeChoice, cosa.TypeBoolean:
		t.items = append(t.items, list("anyOf", choiceSchema(spec), object("", str("type", "string"), str("pattern", spellings(spec)))))
	case cosa.TypeDigits, cosa.TypeInteger:
		t.items = append(t.items, strs("type", "string", "integer", "null"), str("pattern", "^[0-9]*$"))
	case cosa.TypeHex:
		t.items = append(t.items, strs("type", "string", "number", "null"), str("pattern", "^[0-9A-Fa-f]*$"))
	case cosa.TypePurposes, cosa.TypeFiles:
		t.items = append(t.items, list("anyOf", listSchema(spec)...))
	default:
		t.items = append(t.items, strs("type", "string", "number", "boolean", "null"))
	}
	if spec.MaxLen > 0 {
		t.items = append(t.items, numberTree("maxLength", spec.MaxLen))
	}
	if spec.Default != "" {
		t.items = append(t.items, str("default", spec.Default))
	}
	if spec.Example != "" && !spec.Secret {
		t.items = append(t.items, strs("examples", spec.Example))
	}
	return t
}

// choiceSchema lists the documented spellings, and the numbers and booleans
// that a parser makes of them where they stand without quotes.
func choiceSchema(spec *cosa.Spec) tree {
	enum := tree{key: "enum", kind: flowList}
	var numbers []tree
	boolean := false
	for _, c := range spec.Choices {
		enum.items = append(enum.items, tree{text: c.Text})
		for _, text := range append([]string{c.Text, c.XML}, c.Also...) {
			if cosa.AllDigits(text) {
				numbers = append(numbers, bare("", text))
			}
			boolean = boolean || text == "true"
		}
	}
	enum.items = append(enum.items, numbers...)
	if boolean {
		enum.items = append(enum.items, bare("", "true"), bare("", "false"))
	}
	enum.items = append(enum.items, bare("", "null"))
	return object("", enum)
}

// spellings is a pattern of all documented spellings in any case.
func spellings(spec *cosa.Spec) string {
	var all []string
	for _, c := range spec.Choices {
		for _, text := range append([]string{c.Text, c.XML}, c.Also...) {
			if text == "" {
				continue
			}
			var b strings.Builder
			for _, r := range text {
				switch {
				case unicode.IsLetter(r):
					b.WriteByte('[')
					b.WriteRune(unicode.ToUpper(r))
					b.WriteRune(unicode.ToLower(r))
					b.WriteByte(']')
				case strings.ContainsRune(`\.+*?()|[]{}^$`, r):
					b.WriteByte('\\')
					b.WriteRune(r)
				default:
					b.WriteRune(r)
				}
			}
			if !slices.Contains(all, b.String()) {
				all = append(all, b.String())
			}
		}
	}
	return "^ *(" + strings.Join(all, "|") + ")? *$"
}

func listSchema(spec *cosa.Spec) []tree {
	items := object("items", str("type", "string"))
	if spec.Type == cosa.TypePurposes {
		var names []string
		for _, p := range cosa.Purposes() {
			names = append(names, p.String())
		}
		items = object("items", list("anyOf", object("", strs("enum", names...)), object("", str("type", "string"))))
	}
	alternatives := []tree{object("", strs("type", "string", "null"))}
	if isList(spec.Setting) {
		alternatives = append(alternatives, object("", str("type", "array"), items))
	}
	return alternatives
}
