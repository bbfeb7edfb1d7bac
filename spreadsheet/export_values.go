package spreadsheet

import "github.com/cosakit/cosa/cosa"

// exportedText is the text that an exported workbook holds for a value: the
// documented spelling where the value has one, else the text as read.
func exportedText(s cosa.Setting, v cosa.Value) string {
	if text, ok := s.Canonical(v.Text); ok && text != "" {
		return text
	}
	return v.Text
}

// exportedTexts lists the exported text of each distinct value of a setting,
// by the value's number; 0 is blank.
func exportedTexts(sub *cosa.Submission, s cosa.Setting) []string {
	texts := make([]string, sub.DistinctCount(cosa.Column(s)))
	for id, v := range sub.Distinct(cosa.Column(s)) {
		texts[id] = exportedText(s, v)
	}
	return texts
}

// exports reports that a workbook for Microsoft has a column for the setting.
func exports(s cosa.Setting) bool { return s.Spec().Kind != cosa.KindPackage }

// columnTexts are the exported texts of the used settings.
type columnTexts [cosa.SettingCount][]string

func newColumnTexts(sub *cosa.Submission) *columnTexts {
	texts := new(columnTexts)
	for i := range texts {
		if exports(cosa.Setting(i)) && sub.Used(cosa.Column(i)) {
			texts[i] = exportedTexts(sub, cosa.Setting(i))
		}
	}
	return texts
}

// of returns the text of an entry's value.
func (t *columnTexts) of(e cosa.Entry, s cosa.Setting) string {
	if t[s] == nil {
		return ""
	}
	return t[s][e.ID(s)]
}
