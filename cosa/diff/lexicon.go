package diff

import (
	"hash/fnv"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// lexicon numbers the values of both sides by what they mean: values that mean
// the same have the same number. 0 is blank.
type lexicon struct {
	numbers [cosa.SettingCount]map[string]uint32
	texts   [cosa.SettingCount][]meaning
}

type meaning struct {
	text  string
	blank bool            // a blank means the same
	hash  uint64          // of the text, the same in every run
	odd   *cosa.Condition // nil for a plain value
}

// intern numbers a value: key is what tells it from others, text how it is
// shown.
func (l *lexicon) intern(s cosa.Setting, key, text string) uint32 {
	if key == "" {
		return 0
	}
	if l.numbers[s] == nil {
		l.numbers[s] = make(map[string]uint32)
		l.texts[s] = []meaning{{}}
	}
	n, ok := l.numbers[s][key]
	if !ok {
		n = uint32(len(l.texts[s]))
		l.numbers[s][key] = n
		m := meaning{text: text, hash: textHash(key), blank: !s.Spec().Secret && text == s.Effective("")}
		if cosa.IsCondition(text) && slices.Contains(identifiers[:], s) {
			m.odd = &cosa.Condition{} // met by a blank only, where it cannot be read
			if c, ok := cosa.ParseCondition(text); ok {
				m.odd = &c
			}
		}
		l.texts[s] = append(l.texts[s], m)
	}
	return n
}

func (l *lexicon) text(s cosa.Setting, n uint32) string {
	if n == 0 {
		return ""
	}
	return l.texts[s][n].text
}

// effect is the number of what a value means to a device: that of a blank for
// what Windows assumes where nothing is given.
func (l *lexicon) effect(s cosa.Setting, n uint32) uint32 {
	if n != 0 && l.texts[s][n].blank {
		return 0
	}
	return n
}

func (l *lexicon) hash(s cosa.Setting, n uint32) uint64 {
	if n == 0 {
		return 0
	}
	return mix(l.texts[s][n].hash + uint64(s))
}

func textHash(text string) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(text)) // a hash takes everything
	return mix(sum.Sum64())
}

// mix spreads the bits of n.
func mix(n uint64) uint64 {
	n ^= n >> 30
	n *= 0xbf58476d1ce4e5b9
	n ^= n >> 27
	n *= 0x94d049bb133111eb
	return n ^ n>>31
}

// side is one of the two that are compared.
type side struct {
	s     *cosa.Submission
	lex   *lexicon
	known [cosa.SettingCount][]uint32 // by cosa.Entry.ID: number in the lexicon + 1, 0 where not looked up
	skip  func(cosa.Setting) bool     // settings that are not compared
	names bool                        // files are compared by their names, not by where they lie
}

// number returns what the entry says about a setting, as a number of the
// lexicon.
func (s *side) number(e cosa.Entry, setting cosa.Setting) uint32 {
	id := e.ID(setting)
	if id == 0 || s.skip(setting) {
		return 0
	}
	if s.known[setting] == nil {
		s.known[setting] = make([]uint32, s.s.DistinctCount(cosa.Column(setting)))
	}
	at := &s.known[setting][id]
	if *at == 0 {
		text := canonical(setting, e.Value(setting))
		key := text
		if s.names && setting.Spec().Type == cosa.TypeFiles {
			key = cosa.FileNames(text)
			if setting == cosa.BrandingIcon {
				text = text[strings.LastIndexAny(text, `/\`)+1:]
			}
		}
		*at = s.lex.intern(setting, key, text) + 1
	}
	return *at - 1
}

// unreadable stands for a cell that holds no value that can be told.
const unreadable = "(unreadable)"

// canonical is the text of a value in the one spelling of what it means.
func canonical(s cosa.Setting, v cosa.Value) string {
	text := v.Text
	if text == "" && !v.Blank() {
		return unreadable
	}
	if s.Spec().Kind == cosa.KindPackage && s.Spec().Type != cosa.TypeGUID {
		return plainXML(text)
	}
	return s.Meaning(text)
}

// plainXML is an XML text without white space that means nothing: that between
// elements, and all but one blank elsewhere.
func plainXML(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = strings.NewReplacer(" />", "/>", " >", ">").Replace(text)
	return strings.ReplaceAll(text, "> <", "><")
}
