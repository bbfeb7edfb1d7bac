package report

import "testing"

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"no rows":                     "no rows",
		`"a b" is no value of IPType`: "`a b` is no value of IPType",
		"at F5: 1,000 SIMs (8954310-8954319), so": "at `F5`: 1,000 SIMs (`8954310-8954319`), so",
		"ping @all in #1 or GH-1":                 "ping `@all` in `#1` or `GH-1`",
		"see http://x.example, www.x and a//b":    "see `http://x.example, www.x` and `a//b`",
		"deadbeef and 1234567":                    "`deadbeef` and `1234567`",
		"- no list, *no* _mark_ :smile:":          "- no list, `*no* _mark_ :smile`:",
		`not "a", "b c" or x"d"`:                  "not `a`, `b c` or `x\"d\"`",
		`an "open quote`:                          "an `\"open quote`",
		"":                                        "",
	} {
		if got := words(text); got != want {
			t.Errorf("words(%q) = %q, want %q", text, got, want)
		}
	}
}
