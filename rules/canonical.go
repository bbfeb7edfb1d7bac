package rules

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// canonical numbers the distinct values of a setting so that values that mean
// the same (Yes and true, a number with and without a stray blank) have the
// same number. 0 is blank. The slice is indexed by the value's number.
func (in *Input) canonical(s cosa.Setting) []uint32 {
	if in.canon[s] != nil {
		return in.canon[s]
	}
	numbers := make([]uint32, in.Submission.DistinctCount(cosa.Column(s)))
	in.canon[s] = numbers
	folded := s == cosa.GID1 || s.Spec().Type == cosa.TypeGUID
	alike := s.Spec().Type <= cosa.TypeDigits // only spelling can tell these apart
	if alike {
		for id, v := range in.Submission.Distinct(cosa.Column(s)) {
			if v.Raw != v.Text || v.Type != cosa.Text || v.Merged {
				alike = false
				break
			}
			numbers[id] = id
		}
		if alike {
			return numbers
		}
	}
	index := make(map[string]uint32)
	for id, v := range in.Submission.Distinct(cosa.Column(s)) {
		if v.Blank() {
			numbers[id] = 0
			continue
		}
		text, _ := s.Canonical(v.Text)
		if folded && !cosa.IsCondition(v.Text) {
			text = strings.ToUpper(text)
		}
		if _, ok := index[text]; !ok {
			index[text] = uint32(len(index) + 1)
		}
		numbers[id] = index[text]
	}
	return numbers
}
