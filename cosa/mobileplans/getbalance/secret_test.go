package getbalance

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cosakit/cosa/cosa"
)

// passwords are hard to recognize.
var passwords = []string{
	"Zx9:Secret/+", `a"b<c&d>e\'f`, "pässwörd€", "with blanks in it", "tab\tbed", `back\slash\\es\`, "100% %41 +plus", "\U0001f511key", "u00e4 x41", "==a=",
}

// waysOfWriting are those in which an endpoint may send a text back.
func waysOfWriting(c Credentials) map[string]string {
	quoted := func(text string) string {
		b, _ := json.Marshal(text) // a string always can be
		return string(b[1 : len(b)-1])
	}
	var units, entities, latin strings.Builder
	for _, u := range utf16.Encode([]rune(c.Password)) {
		fmt.Fprintf(&units, `\u%04X`, u)
	}
	for _, r := range c.Password {
		fmt.Fprintf(&entities, "&#%d;", r)
		if r < 0x100 {
			latin.WriteByte(byte(r))
		} else {
			latin.WriteRune(r)
		}
	}
	goQuoted := strconv.QuoteToASCII(c.Password)
	pair := []byte(c.User + ":" + c.Password)
	return map[string]string{
		"plain": c.Password, "JSON": quoted(c.Password), "JSON in JSON": quoted(quoted(c.Password)), "UTF-16 escapes": units.String(),
		"Go": goQuoted[1 : len(goQuoted)-1], "query": url.QueryEscape(c.Password), "path": url.PathEscape(c.Password),
		"HTML": html.EscapeString(c.Password), "entities": entities.String(), "Latin-1": latin.String(), "solidus": strings.ReplaceAll(quoted(c.Password), "/", `\/`),
		"base64": base64.StdEncoding.EncodeToString(pair), "base64 unpadded": base64.RawStdEncoding.EncodeToString(pair),
		"base64 of URLs": base64.URLEncoding.EncodeToString(pair), "base64 in a URL": url.QueryEscape(base64.StdEncoding.EncodeToString(pair)),
		"base64 of the password": base64.RawURLEncoding.EncodeToString([]byte(c.Password)), "the head of base64": base64.StdEncoding.EncodeToString(pair)[:8] + "…",
		"the head": string([]rune(c.Password)[:3]) + "…",
	}
}

func TestHidden(t *testing.T) {
	for _, password := range passwords {
		c := Credentials{User: "contoso", Password: password}
		hidden := Hide(nil, &c, &Credentials{})
		for way, text := range waysOfWriting(c) {
			for _, frame := range [][2]string{{"", ""}, {`{"type":"`, `"}`}, {"x ", " y"}} {
				want := frame[0] + cosa.Mask + frame[1]
				if strings.HasSuffix(text, "…") {
					want = frame[0] + cosa.Mask + "…" + frame[1]
				}
				if got := hidden.In(frame[0] + text + frame[1]); got != want {
					t.Errorf("%q, %s: %q is shown as %q; want %q", password, way, frame[0]+text+frame[1], got, want)
				}
			}
		}
		for _, other := range []string{"", "contoso", `{"type":"NONE"}`, `\u0041\\`, "100 % …", "%", "&", `\`, "\xff"} {
			if got := hidden.In(other); got != other {
				t.Errorf("%q: %q is shown as %q", password, other, got)
			}
		}
	}
	if got := (Hidden{}).In("as it is"); got != "as it is" {
		t.Errorf("nothing to hide: %q", got)
	}
}

func FuzzHidden(f *testing.F) {
	f.Add("secret", "{\"a\":\"secre\\u0074\"}")
	f.Add(`\\`, `\\\\`)
	f.Add("%=", "%25%3d&#61;")
	f.Fuzz(func(t *testing.T, password, text string) {
		if got := Hide(&Credentials{"u", password}).In(text); strings.Contains(cosa.Mask, password) || password == "" {
			return
		} else if strings.Contains(strings.ReplaceAll(got, cosa.Mask, "\n\n"), password) && !strings.Contains(password, "\n") {
			t.Errorf("%q in %q is shown: %q", password, text, got)
		}
	})
}
