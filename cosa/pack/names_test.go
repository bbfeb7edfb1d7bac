package pack

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for _, name := range []string{"a", "contoso.ico", "icons/contoso logo-2.png", "A_1.b.c", "a/b/c/d", "console.ico", "nullable", "ä.ico"} {
		if !Plain(name) {
			t.Errorf("%q is not plain", name)
		}
	}
	for _, name := range []string{
		"", ".", "..", "../a", "a/..", "a/../b", "/a", "a/", "a//b", `a\b`, "a:b", "C:/a", "a\x00", "a\nb", "a\u202eb",
		".hidden", "a.", " a", "a ", "-a", "con", "CON.ico", "nul", "com1.png", "LPT9", "aux .x", "a..b", "a*", "a?", `a"b`, "a|b", "a<b",
		strings.Repeat("a", 81), strings.Repeat("aaaaaaaaa/", 3) + strings.Repeat("a", 140), "a/b/c/d/e",
	} {
		if Plain(name) {
			t.Errorf("%q is plain", name)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, name := range []string{"icons/contoso.ico", "../a", "a/../../b", "C:\\a", "con.ico"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if !Plain(name) {
			return
		}
		if !filepath.IsLocal(filepath.FromSlash(name)) || filepath.ToSlash(filepath.Clean(name)) != name {
			t.Errorf("%q leads elsewhere", name)
		}
		if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q holds what a terminal may obey", name)
		}
	})
}
