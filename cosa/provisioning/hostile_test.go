package provisioning

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

const wrapBegin = `<WindowsCustomizations><Settings><Customizations>`
const wrapEnd = `</Customizations></Settings></WindowsCustomizations>`

// TestFaultyFiles proves that what cannot be read ends in one error that names
// the place.
func TestFaultyFiles(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "db.xml: the file is empty; it should be customizations.xml",
		"   \n":                              "db.xml: the file is empty",
		"profiles: []":                       "db.xml:1:1: text outside of any element",
		"<a>":                                "db.xml:1:4: the file ends inside of <a>; the file is cut off; get it again",
		"<a></b>":                            "db.xml:1:4: <a> is closed by </b>",
		"<OperatorList/>":                    "db.xml:1:1: the root element is <OperatorList>",
		"<a/><a/>":                           "db.xml:1:5: a second root element",
		"<a>x<b/></a>":                       "db.xml:1:1: <a> has text between its elements",
		"\n <a b=c/>":                        "db.xml:2: not well-formed XML: unquoted or missing attribute value in element",
		"<a>&lol;</a>":                       "db.xml:1: not well-formed XML: a & that begins no known entity; write &amp; for the character itself",
		"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>": "db.xml:1:1: a document type or other directive; remove it",
		strings.Repeat("<a>", 65):            "db.xml:1:193: elements are nested deeper than 64 levels",
		`<?xml encoding="latin-9"?><a/>`:     `the encoding "latin-9" is not supported`,
		wrapBegin + `<Profile><x:y/></Profile>` + wrapEnd: `the prefix of "x:y" is not declared; declare it in the element`,
		"<a b='1' b='2'/>":                   `db.xml:1:1: <a> has the attribute "b" twice; remove one of them`,
		"\xff\xfe<":                          "db.xml: the text is UTF-16 with half a character at its end; save it as UTF-8",
		"<a>\x00</a>":                        "db.xml:1: not well-formed XML: illegal character code U+0000",
		`<?xml version="1.1"?><a/>`:          `unsupported version "1.1"; only version 1.0 is supported; write version="1.0" in the first line`,
		wrapBegin + `<Profile><TargetRefs>`:  "the file ends inside of <TargetRefs>",
		"<é>\n<ü ß='ö' ä='" + "\x01" + "'/>": "db.xml:2: not well-formed XML: illegal character code U+0001",
	} {
		err := ReadCustomizations(cosa.NewBuilder(), "db.xml", strings.NewReader(text))
		var fault *cosa.ReadError
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: the error is %v, not %s", text, err, want)
		}
	}
}

// TestEncodings proves that the same file in UTF-16 says the same.
func TestEncodings(t *testing.T) {
	text := `<?xml version="1.0" encoding="utf-16"?>` + wrapBegin +
		`<Profile Name="Contoso é (Chile)"><TargetRefs><TargetRef Id="a"/></TargetRefs></Profile>` + wrapEnd
	for _, encoding := range []struct{ big, mark bool }{{false, true}, {true, true}, {false, false}, {true, false}} {
		var content []byte
		big := encoding.big
		switch {
		case big && encoding.mark:
			content = []byte{0xfe, 0xff}
		case encoding.mark:
			content = []byte{0xff, 0xfe}
		}
		for _, r := range text {
			if big {
				content = append(content, byte(r>>8), byte(r))
			} else {
				content = append(content, byte(r), byte(r>>8))
			}
		}
		if e := readXML(t, content).Entry(0); e.Name() != "Contoso é (Chile)" {
			t.Errorf("the name is %q", e.Name())
		}
	}
}

// TestOddFiles proves that files that are well-formed but odd are read without
// a loss, or with a finding.
func TestOddFiles(t *testing.T) {
	for text, want := range map[string]string{
		"<WindowsCustomizations/>":                   "no-entries 1:1",
		wrapBegin + wrapEnd:                          "no-entries 1:1",
		wrapBegin + "<Profile/><Variant/>" + wrapEnd: "",
		wrapBegin + "<Targets><Target Id='a'/><Target Id='A'/></Targets><Profile><TargetRefs><TargetRef Id='a'/></TargetRefs></Profile>" + wrapEnd: "duplicate-key 1:87",
		wrapBegin + "<Profile><TargetRefs/><Settings><Connections/></Settings></Profile>" + wrapEnd:                                                "",
		wrapBegin + "<Targets/><Targets><x/></Targets><Profile><Settings><HotSpot/></Settings></Profile>" + wrapEnd:                                "",
	} {
		s := readXML(t, []byte(text))
		got := ""
		for _, f := range s.Findings() {
			got += fmt.Sprint(f.Rule, " ", f.Position.Short())
		}
		if got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
		if s.Len() > 0 {
			writeXML(t, through(t, cosa.YAML, s))
		}
	}
}

func FuzzReadCustomizations(f *testing.F) {
	f.Add(oem(f))
	f.Add([]byte(wrapBegin + wrapEnd))
	f.Add([]byte(wrapBegin + `<Replace Name="x (y)"><TargetRefs><TargetRef Id="1"/><TargetRef Id="2"/></TargetRefs></Replace>` + wrapEnd))
	f.Fuzz(func(t *testing.T, content []byte) {
		b := cosa.NewBuilder()
		if err := ReadCustomizations(b, "x.xml", bytes.NewReader(content)); err != nil {
			return
		}
		s := b.Submission()
		if s.Len() == 0 || len(form.Losses(s)) > 0 || len(Losses(s)) > 0 {
			return
		}
		// What can be held comes through, and writing is stable from then on.
		first := writeXML(t, through(t, cosa.YAML, s))
		second := readXML(t, first)
		if len(Losses(second)) == 0 {
			if again := writeXML(t, second); !bytes.Equal(first, again) {
				t.Errorf("written twice, differently:\n%s\n%s", first, again)
			}
		}
		if s.Len() != second.Len() {
			t.Errorf("%d rows became %d", s.Len(), second.Len())
		}
	})
}
