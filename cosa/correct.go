package cosa

import "strings"

// Correct returns what text, which is no value of s, was certainly meant to be,
// see [Certain]: the documented spelling, in a list with all else as it is. Where
// the documented spelling is a digit and text a word, it is the word that the
// digit stands for.
func (s Setting) Correct(text string) (string, bool) {
	switch spec := s.Spec(); spec.Type {
	case TypeChoice, TypeBoolean:
		return spec.correctChoice(text)
	case TypePurposes:
		return correctPurposes(text)
	}
	return "", false
}

func (i *Spec) correctChoice(text string) (string, bool) {
	names := make([]Name, len(i.Choices))
	for n, c := range i.Choices {
		names[n] = append(Name{c.Text, c.XML}, c.Also...)
		if c.XML == "" {
			names[n] = append(Name{c.Text}, c.Also...)
		}
	}
	n, spelling, ok := Certain(text, names)
	if ok && SameDigits(text, i.Choices[n].Text) {
		spelling = i.Choices[n].Text
	}
	return spelling, ok
}

// correctPurposes corrects the items of a list; ok is false where one of them
// is not certain, or would stand there twice.
func correctPurposes(text string) (string, bool) {
	var names []Name
	for _, p := range purposes {
		if p.Name != "" {
			names = append(names, Name{p.Name})
		}
	}
	known := make(map[string]bool) // by GUID
	var wrong []string             // corrected
	var b strings.Builder
	for _, piece := range ListPieces(text) {
		item := strings.TrimSpace(strings.Trim(piece, ",;"))
		if p, ok := FindPurpose(item); ok {
			known[p.GUID] = true
		} else if _, ok := ParseGUID(item); !ok && item != "" {
			_, name, ok := Certain(item, names)
			if !ok {
				return "", false
			}
			wrong = append(wrong, name)
			piece = strings.Replace(piece, item, name, 1)
		}
		b.WriteString(piece)
	}
	for _, name := range wrong {
		p, _ := FindPurpose(name) // it is one of theirs
		if known[p.GUID] {
			return "", false
		}
		known[p.GUID] = true
	}
	return b.String(), len(wrong) > 0
}

// ListPieces cuts a list in front of its commas and semicolons, so that the
// pieces together are the text.
func ListPieces(text string) []string {
	var pieces []string
	start := 0
	for i := 0; i < len(text); i++ {
		if text[i] == ',' || text[i] == ';' {
			pieces = append(pieces, text[start:i])
			start = i
		}
	}
	return append(pieces, text[start:])
}

// CorrectHeader finds the setting that a header of none is certainly meant for,
// see [Certain], and which of its headers.
func CorrectHeader(text string) (s Setting, header string, ok bool) {
	if _, known := MatchHeader(text); known {
		return 0, "", false
	}
	names := make([]Name, len(settings))
	for i := range settings {
		names[i] = append(Name{settings[i].Header}, settings[i].Aliases...)
	}
	n, header, ok := certain(text, names, func(text string) string { return headerKey(latin(text)) })
	return Setting(n), header, ok
}
