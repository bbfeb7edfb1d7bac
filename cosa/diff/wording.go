package diff

import (
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// plural writes a number of things: 1 target, 2,000 targets.
func plural(n uint64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// grouped writes a number with commas between groups of three digits.
func grouped(n uint64) string {
	text := strconv.FormatUint(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// plurals is plural for lengths.
func plurals(n int, noun string) string { return plural(uint64(n), noun) }

// valueLength bounds the characters that are shown of one value.
const valueLength = 200

// shown is a value for a person, on one line and not too long.
func shown(text string) string { return cosa.Harmless(cosa.Bounded(text, valueLength)) }

// from and to write the two sides of a value.
func (v *Value) from() string { return v.side(v.Old) }
func (v *Value) to() string   { return v.side(v.New) }

func (v *Value) side(text string) string {
	switch {
	case text == "" && v.Setting != cosa.NoSetting && v.Setting.Spec().Default != "":
		return "blank (" + v.Setting.Spec().Default + ")"
	case text == "":
		return "blank"
	case v.Masked:
		return "set"
	}
	return `"` + shown(text) + `"`
}

// words tells the change; of a credential no more than that it changed.
func (v *Value) words(arrow string) string {
	switch {
	case v.carried() && v.Old != "" && v.New != "":
		return "changed" + v.elements() + " (carried XML, not shown)"
	case v.Masked && v.Old != "" && v.New != "":
		return "changed (" + cosa.Mask + ")"
	case v.Old == "" && v.New == "":
		return "other rows"
	}
	return v.from() + " " + arrow + " " + v.to()
}

// title names the profile with its old name.
func (ch *Change) title() string {
	if ch.OldName != "" {
		return shown(ch.OldName) + " -> " + shown(ch.Name)
	}
	return shown(ch.Name)
}

// verb says what happens to the profile.
func (ch *Change) verb() string {
	switch ch.Kind {
	case DeleteRequested:
		return "delete requested"
	case DeleteWithdrawn:
		return "delete withdrawn"
	}
	return string(ch.Kind)
}

// sign is + for what is new, - for what goes and ~ for what changes.
func (ch *Change) sign() string {
	switch ch.Kind {
	case Added:
		return "+"
	case Removed:
		return "-"
	case DeleteRequested, DeleteWithdrawn:
		return "!"
	}
	return "~"
}

func (m Mark) sign() string {
	switch m {
	case Gained:
		return "+"
	case Lost:
		return "-"
	}
	return "~"
}

// marks counts targets or connections by their marks: 2 gained, 1 lost.
func marks(count func(Mark) int) string {
	var parts []string
	for _, m := range [...]Mark{Gained, Lost, Altered} {
		if n := count(m); n > 0 {
			parts = append(parts, grouped(uint64(n))+" "+string(m))
		}
	}
	return strings.Join(parts, ", ")
}

func (ch *Change) targetMarks() string {
	return marks(func(m Mark) int {
		n := 0
		for i := range ch.Targets {
			if ch.Targets[i].Mark == m {
				n++
			}
		}
		return n
	})
}

func (ch *Change) connectionMarks() string {
	return marks(func(m Mark) int {
		n := 0
		for i := range ch.Connections {
			if ch.Connections[i].Mark == m {
				n++
			}
		}
		return n
	})
}

// pairings tells of rows that join other parts than before.
func (ch *Change) pairings() string {
	if ch.Pairings == 1 {
		return "1 combination of a target and a connection is listed on one side only"
	}
	return plurals(ch.Pairings, "combination") + " of a target and a connection are listed on one side only"
}

// name is the side's file, or how many there are.
func (s *Side) name() string {
	switch len(s.Files) {
	case 0:
		return "nothing"
	case 1:
		return shown(s.Files[0])
	}
	return shown(s.Files[0]) + " and " + plurals(len(s.Files)-1, "more file")
}
