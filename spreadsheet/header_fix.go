package spreadsheet

import "github.com/cosakit/cosa/cosa"

// fixes spells the headers, by their number, that are certainly meant for a
// setting which no other column is.
func (h *header) fixes() map[int]*cosa.Fix {
	var meant [cosa.SettingCount]int
	for _, c := range h.columns {
		if c.setting != cosa.NoSetting {
			meant[c.setting]++
		} else if s, _, ok := cosa.CorrectHeader(c.text); ok {
			meant[s]++
		}
	}
	fixes := make(map[int]*cosa.Fix)
	for i, c := range h.columns {
		if c.setting != cosa.NoSetting {
			continue
		}
		s, text, ok := cosa.CorrectHeader(c.text)
		if !ok || meant[s] > 1 {
			continue
		}
		var again header
		if again.add(headerColumn{}, c.group+" "+text, text); again.columns[0].setting == s {
			fixes[i] = &cosa.Fix{Old: c.text, New: text}
		}
	}
	return fixes
}
