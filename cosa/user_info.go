package cosa

import (
	"regexp"
	"strings"
)

// userInfo is what stands between the scheme and the host of a URL: a user and
// a password.
var userInfo = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*://[^/?#\s:@"]*:)[^/?#\s"]+@`)

// MaskUserInfo returns text, as reports show it, with [Mask] in the place of
// the passwords of URLs such as https://user:password@contoso.example.
func MaskUserInfo(text string) string {
	if !strings.Contains(text, "://") || !strings.Contains(text, "@") {
		return text
	}
	return userInfo.ReplaceAllString(text, "${1}"+Mask+"@")
}

// MaskUserInfo masks the passwords of URLs in what the finding says. Its fix
// stays what it is to write.
func (f *Finding) MaskUserInfo() {
	f.Message, f.Hint, f.Value = MaskUserInfo(f.Message), MaskUserInfo(f.Hint), MaskUserInfo(f.Value)
	for i := range f.Related {
		if masked := MaskUserInfo(f.Related[i].Message); masked != f.Related[i].Message {
			f.Related = append([]Related(nil), f.Related...) // findings may share them
			f.Related[i].Message = masked
		}
	}
}
