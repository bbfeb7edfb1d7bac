package garden

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWrittenListsSuffice writes what is needed in each format and reads it
// back: nothing is missing.
func TestWrittenListsSuffice(t *testing.T) {
	needed := Add(nil, Host{Name: "portal.contoso.example", HTTPS: true, Source: "portal"})
	for _, h := range Hosts() {
		if !h.Old {
			needed = append(needed, h)
		}
	}
	for _, f := range Formats() {
		var b bytes.Buffer
		if err := f.Write(&b, needed); err != nil {
			t.Fatal(err)
		}
		a, err := ReadAllowlist("list", &b)
		if err != nil {
			t.Fatal(err)
		}
		if gaps := Compare(needed, a); len(gaps)+len(a.Problems) > 0 || a.Names != len(needed) {
			t.Errorf("%s: %d names, gaps %v, problems %v", f.Name, a.Names, gaps, a.Problems)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		list, host string
		want       bool // reachable over http and https
	}{
		{"login.live.com", "login.live.com", true},
		{"LOGIN.live.com. # sign in", "login.live.com", true},
		{"*.live.com", "login.live.com", true},
		{"*.login.live.com", "login.live.com", false},
		{".login.live.com", "login.live.com", true},
		{".live.com", "login.live.com", true},
		{"live.com", "login.live.com", false},
		{"*ve.com", "login.live.com", true},
		{".ogin.live.com", "login.live.com", false},
		{"https://login.live.com/", "login.live.com", false},
		{"https://login.live.com/\nhttp://login.live.com:80", "login.live.com", true},
		{"login.live.com:8080", "login.live.com", false},
		{"a.example, login.live.com; b.example", "login.live.com", true},
		{"ipset=/login.live.com/other.example/garden", "login.live.com", true},
		{"server=/live.com/192.0.2.1#53", "login.live.com", true},
		{"acl ok dstdomain -n .live.com", "login.live.com", true},
		{"acl ok dstdomain live.com", "login.live.com", false},
		{"*smartscreen.microsoft.com", "*smartscreen.microsoft.com", true},
		{".smartscreen.microsoft.com", "*smartscreen.microsoft.com", true},
		{"*.microsoft.com", "*smartscreen.microsoft.com", true},
		{"smartscreen.microsoft.com", "*smartscreen.microsoft.com", false},
		{"# login.live.com", "login.live.com", false},
		// What blocks is no permission, and stronger than one.
		{"address=/login.live.com/0.0.0.0", "login.live.com", false},
		{"address=/login.live.com/", "login.live.com", false},
		{"address=/login.live.com/#", "login.live.com", false},
		{"local=/login.live.com/", "login.live.com", false},
		{"server=/login.live.com/", "login.live.com", false},
		{"server=/login.live.com/#", "login.live.com", true},
		{"conf-file=/login.live.com/x", "login.live.com", false},
		{"ipset=/live.com/garden\naddress=/login.live.com/::", "login.live.com", false},
		{"ipset=/live.com/garden\naddress=/other.live.com/::", "login.live.com", true},
		{"address=/live.com/0.0.0.0\nserver=/login.live.com/192.0.2.1", "login.live.com", true},
		{"acl bad dstdomain login.live.com\nhttp_access deny bad", "login.live.com", false},
		{"acl bad dstdomain login.live.com\nacl ok dstdomain .live.com\nhttp_access deny bad\nhttp_access allow ok", "login.live.com", false},
		{"acl bad dstdomain login.live.com\nacl ok dstdomain .live.com\nhttp_access allow OK\nhttp_access deny bad", "login.live.com", true},
		{"http_access deny !ok\nacl ok dstdomain .live.com\nhttp_access allow localnet", "login.live.com", true},
		{"acl ok dstdomain .live.com\nhttp_access allow CONNECT ok", "login.live.com", true},
		{"acl unused dstdomain .live.com\nhttp_access allow ok", "login.live.com", false},
		{"acl bad dst 192.0.2.0/24\nacl ok dstdomain .live.com\nhttp_access deny bad\nhttp_access allow ok", "login.live.com", true},
	} {
		a, err := ReadAllowlist("list", strings.NewReader(c.list))
		if err != nil {
			t.Fatal(err)
		}
		if gaps := Compare([]Host{{Name: c.host, HTTP: true, HTTPS: true}}, a); (len(gaps) == 0) != c.want || len(a.Problems) > 0 {
			t.Errorf("%q for %s: gaps %v, problems %v", c.list, c.host, gaps, a.Problems)
		}
	}
}

func TestProblems(t *testing.T) {
	a, err := ReadAllowlist("list", strings.NewReader("address=/y.example/192.0.2.1\nurs.example 10.0.0\n*.10.0.0.1\n[::1]:443\n10.* 999.999.1.1 1.2.3 https://1.2.3/\na.example 192.0.2.1\n192.0.2.0/24\n2001:db8::1\n192.0.2.1-192.0.2.9\nhttps://192.0.2.1:443/x\nacl x dst 192.0.2.0/24\nacl y dstdom_regex live\nmünchen.example\nhttp_access allow x y\nlocal=/a.example/\nuser:secret@b.example\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, p := range a.Problems {
		got = append(got, fmt.Sprint(p.Position.Line, ":", p.Position.Column))
		if address := strings.Contains(p.Message, "is an address"); address != (p.Position.Line > 1 && p.Position.Line < 12) {
			t.Error(p)
		}
		if strings.Contains(p.Message+p.Text, "secret") {
			t.Error(p)
		}
	}
	if diff := cmp.Diff([]string{"1:20", "2:13", "3:1", "4:1", "5:1", "5:6", "5:18", "5:24", "6:11", "7:1", "8:1", "9:1", "10:1", "11:11", "12:7", "13:1", "16:1"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHostOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://Portal.Contoso.example:443/mp?x#y": "portal.contoso.example",
		"https://192.0.2.1/":                        "", "https://[2001:db8::1]/": "", "ftp://a.example": "", "portal": "", "": "", "https://u:secret@/": "",
	} {
		h, err := HostOf(address, "portal")
		if h.Name != want || (err == nil) != (want != "") || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, %v", address, h, err)
		}
	}
}

// FuzzReadAllowlist wants no panic and places within the lines.
func FuzzReadAllowlist(f *testing.F) {
	f.Add("acl a dstdomain .x\nserver=/a/b/1.2.3.4\n*.a https://x:y@z:1/ 1.2.3.4-5 # c")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ReadAllowlist("list", strings.NewReader(text))
		if err != nil {
			return
		}
		for _, p := range a.Problems {
			if p.Position.Line < 1 || p.Position.Line > strings.Count(text, "\n")+1 || p.Position.Column < 1 || p.Position.Column > len(text)+1 {
				t.Errorf("%q: %v", text, p)
			}
		}
		Compare(Hosts(), a)
	})
}
