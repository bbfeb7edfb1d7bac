package form

import (
	"bufio"
	"io"

	"github.com/cosakit/cosa/cosa"
)

// WriteYAML writes a submission in the YAML form. What the form cannot hold is
// left out, see [Losses]; everything else comes back from [ReadYAML] row by
// row and character by character.
func WriteYAML(w io.Writer, s *cosa.Submission) error {
	out := bufio.NewWriter(w)
	y := yamlWriter{out}
	out.WriteString("# yaml-language-server: $schema=./cosa.schema.json\nversion: 1\n")
	if answers := answerTree(s); len(answers.items) > 0 {
		y.mapping([]tree{answers}, 0)
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
	j := jsonWriter{out}
	out.WriteString("{\n  \"version\": 1,\n")
	if answers := answerTree(s); len(answers.items) > 0 {
		out.WriteString("  \"submission\": ")
		j.value(answers, 2)
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

// answerTree returns the submission section; where several files answer a
// question, the first answer counts.
func answerTree(s *cosa.Submission) tree {
	section := tree{key: keySubmission, kind: mappingTree}
	for _, q := range cosa.Questions() {
		for _, a := range s.Answers() {
			if a.Key == q.Key {
				section.items = append(section.items, tree{key: a.Key, text: a.Text})
				break
			}
		}
	}
	return section
}
