package cosa

import "testing"

func TestMaskUserInfo(t *testing.T) {
	for text, want := range map[string]string{
		"https://user:pa55@contoso.example/a":           "https://user:********@contoso.example/a",
		`"HTTP://u:p@55:x@contoso.example" is no page`:  `"HTTP://u:********@contoso.example" is no page`,
		"https://:pa55@contoso.example":                 "https://:********@contoso.example",
		"a https://u:p@b.example https://v:q@c.example": "a https://u:********@b.example https://v:********@c.example",
		"https://user@contoso.example":                  "https://user@contoso.example",
		"https://contoso.example:8080/a?b=c:d@e":        "https://contoso.example:8080/a?b=c:d@e",
		"https://contoso.example/a:b@c":                 "https://contoso.example/a:b@c",
		"mail: ann@contoso.example":                     "mail: ann@contoso.example",
		"":                                              "",
	} {
		if got := MaskUserInfo(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if again := MaskUserInfo(MaskUserInfo(text)); again != want {
			t.Errorf("%q: %q when masked twice", text, again)
		}
	}
}
