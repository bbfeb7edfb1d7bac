package diff

import (
	"hash/fnv"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// lexicon numbers the values of both sides by what they mean: spellings of one
// meaning have the same number, and values that a device does the same with
// have the same effect. 0 is blank.
type lexicon struct {
	numbers [cosa.SettingCount]map[string]uint32
	texts   [cosa.SettingCount][]meaning
}

type meaning struct {
	text  string
	blank bool            // a blank means the same
	same  uint32          // number of what a device does the same with, 0 for the value itself
	hash  uint64          // of the text, the same in every run
	odd   *cosa.Condition // nil for a plain value
}

// intern numbers a value.
func (l *lexicon) intern(s cosa.Setting, text string) uint32 {
	if text == "" {
		return 0
	}
	if l.numbers[s] == nil {
		l.numbers[s] = make(map[string]uint32)
		l.texts[s] = []meaning{{}}
	}
	n, ok := l.numbers[s][text]
	if !ok {
		n = uint32(len(l.texts[s]))
		l.numbers[s][text] = n
		m := meaning{text: text, hash: textHash(text), blank: !s.Spec().Secret && text == s.Effective("")}
		if cosa.IsCondition(text) && slices.Contains(identifiers[:], s) {
			m.odd = &cosa.Condition{} // met by a blank only, where it cannot be read
			if c, ok := cosa.ParseCondition(text); ok {
				m.odd = &c
			}
		}
		l.texts[s] = append(l.texts[s], m)
		if identity := s.Identity(text); identity != text && (s == cosa.AccessString || s.Spec().Type == cosa.TypeFiles) {
			l.texts[s][n].same = l.intern(s, identity)
		}
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
// what Windows assumes where nothing is given, and one for all spellings of
// what it does not tell apart.
func (l *lexicon) effect(s cosa.Setting, n uint32) uint32 {
	switch {
	case n == 0 || l.texts[s][n].blank:
		return 0
	case l.texts[s][n].same != 0:
		return l.texts[s][n].same
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
	names bool                        // icons are shown by their names, without where they lie
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
		if s.names && setting == cosa.BrandingIcon {
			text = text[strings.LastIndexAny(text, `/\`)+1:]
		}
		*at = s.lex.intern(setting, text) + 1
	}
	return *at - 1
}

// unreadable stands for a cell that holds no value that can be told.
const unreadable = "(unreadable)"

// canonical is the text of a value in the one spelling of what it means.
func canonical(s cosa.Setting, v cosa.Value) string {
	text := v.Text
	if v.Damaged() {
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
