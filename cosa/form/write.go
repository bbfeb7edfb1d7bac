package form

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// WriteYAML writes a submission in the YAML form. What the form cannot hold is
// left out, see [Losses]; everything else comes back from [ReadYAML] row by
// row and character by character.
func WriteYAML(w io.Writer, s *cosa.Submission) error {
	out := bufio.NewWriter(w)
	y := yamlWriter{out}
	out.WriteString("# yaml-language-server: $schema=./cosa.schema.json\nversion: 1\n")
	for _, section := range documentTrees(s) {
		y.mapping([]tree{section}, 0)
	}
	if len(s.Profiles()) == 0 {
		out.WriteString("profiles: []\n")
		return out.Flush()
	}
	out.WriteString("profiles:\n")
	f := newFlattener(s)
	for i := range s.Profiles() {
		out.WriteString("  - ")
		y.mapping(f.item(&s.Profiles()[i]), 4)
	}
	return out.Flush()
}

// WriteJSON is [WriteYAML] for the same shape in JSON.
func WriteJSON(w io.Writer, s *cosa.Submission) error {
	out := bufio.NewWriter(w)
	j := jsonWriter{Writer: out}
	out.WriteString("{\n  \"version\": 1,\n")
	for _, section := range documentTrees(s) {
		fmt.Fprintf(out, "  %q: ", section.key)
		j.value(section, 2)
		out.WriteString(",\n")
	}
	out.WriteString("  \"profiles\": [")
	f := newFlattener(s)
	for i := range s.Profiles() {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		j.value(tree{kind: mappingTree, items: f.item(&s.Profiles()[i])}, 4)
	}
	if len(s.Profiles()) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Flush()
}

// WriteJSONL is [WriteJSON] with one profile a line, and before them, where
// there is something to say of the package or in the questionnaire, a line that
// says it.
func WriteJSONL(w io.Writer, s *cosa.Submission) error {
	out := bufio.NewWriter(w)
	j := jsonWriter{Writer: out, compact: true}
	line := func(items []tree) {
		j.value(tree{kind: mappingTree, items: items}, 0)
		out.WriteByte('\n')
	}
	if head := documentTrees(s); len(head) > 0 {
		line(append([]tree{numberTree(keyVersion, 1)}, head...))
	}
	f := newFlattener(s)
	for i := range s.Profiles() {
		line(f.item(&s.Profiles()[i]))
	}
	return out.Flush()
}

// documentTrees returns the sections of the document beside the profiles that
// have something to say.
func documentTrees(s *cosa.Submission) []tree {
	sections := []tree{
		textsTree(keyPackage, packageKeys(), s.Details()),
		textsTree(keySubmission, questionKeys(), s.Answers()),
	}
	return slices.DeleteFunc(sections, func(t tree) bool { return len(t.items) == 0 })
}

// textsTree returns a section of keys and texts; where several files give a
// text, the first counts.
func textsTree(key string, keys []string, texts []cosa.Answer) tree {
	section := tree{key: key, kind: mappingTree}
	for _, k := range keys {
		if i := slices.IndexFunc(texts, func(a cosa.Answer) bool { return a.Key == k }); i >= 0 {
			section.items = append(section.items, tree{key: k, text: texts[i].Text})
		}
	}
	return section
}
