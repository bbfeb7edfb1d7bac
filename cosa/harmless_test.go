package cosa

import "testing"

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"Türkiye 中国":                "Türkiye 中国",
		"\x1b[31mred\x07":           `\x1b[31mred\x07`,
		"\u009b31m":                 `\x9b31m`,
		"abc\u202edef":              `abc\u202edef`,
		"two\nlines\r":              `two\x0alines\x0d`,
		"\xff":                      `\xff`,
		"\U000e0041":                `\U000e0041`,
		"no-break\u00a0space\u200b": `no-break\xa0space\u200b`,
	} {
		if got := Harmless(text); got != want {
			t.Errorf("Harmless(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestBounded(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"äöüß", 4, "äöüß"}, {"äöüßx", 4, "äöü…"},
	} {
		if got := Bounded(test.text, test.n); got != test.want {
			t.Errorf("Bounded(%q, %d) = %q, want %q", test.text, test.n, got, test.want)
		}
	}
}
