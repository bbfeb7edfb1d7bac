package provisioning

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

func apnSample(t testing.TB) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "samples", "apndatabase.xml"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func readAPN(t testing.TB, content []byte) *cosa.Submission {
	t.Helper()
	b := cosa.NewBuilder()
	if err := ReadAPNDatabase(b, "apn.xml", bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	return b.Submission()
}

// rawRows lists the values of every row by header, and the profile's number.
func rawRows(s *cosa.Submission) []map[string]string {
	var rows []map[string]string
	for e := range s.Entries() {
		row := map[string]string{"profile": fmt.Sprint(e.Profile().Index)}
		for _, spec := range cosa.Settings() {
			if v := e.Value(spec.Setting); v.Raw != "" {
				row[spec.Header] = v.Raw
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func TestAPNDatabase(t *testing.T) {
	s := readAPN(t, []byte(`<OperatorList>
	<Operator name="Contoso (Argentina)" AccountExperienceURL="https://contoso.example/" OperatorGUID="{2B8A1C6E-0F3D-4B5A-9C7E-112233445566}">
		<HardwareIdList><HardwareId id="MBAE:0:A]B^C*D&lt;E"/></HardwareIdList>
		<ConnectionInfoList>
			<ConnectionInfo AccessString="a.example" Username="u &amp; v" Password="p" FriendlyName="A" Purchase="false" Internet="true" AutoConnectOrder="1" Compression="ENABLE" AuthProtocol="MsCHAPv2"/>
			<CONNECTIONINFO accessstring="b.example" username="" Roaming="1" PURCHASE="Y" internet="N"></CONNECTIONINFO>
		</ConnectionInfoList>
		<TrustedCertificateList><TrustedCertificate SubjectName="CN=s" IssuerName="CN=i"/></TrustedCertificateList>
	</Operator>
	<Operator name="Fabrikam (Brazil) Prepaid">
		<HardwareIdList/>
		<ConnectionInfoList>
			<ConnectionInfo Purchase="0" Internet="1"/>
			<ConnectionInfo Purchase="0" Internet="1"/>
		</ConnectionInfoList>
		<TrustedCertificateList>
			<TrustedCertificate SubjectName="CN=s" IssuerName="CN=i"/>
			<TrustedCertificate SubjectName="CN=t" IssuerName="CN=i"/>
		</TrustedCertificateList>
	</Operator>
	<Operator x:name="y" xmlns:x="z" name="Contoso"/>
	<Defaults Roaming="1"/>
</OperatorList>`))
	contoso := func(more map[string]string) map[string]string {
		row := map[string]string{
			"profile": "0", "Operator": "Contoso", "Country/Region": "Argentina", "AccountExperienceURL": "https://contoso.example/",
			"Carrier GUID":      "{2B8A1C6E-0F3D-4B5A-9C7E-112233445566}",
			"Cert Subject Name": "CN=s", "Cert Issuer Name": "CN=i",
			"Profile XML": `<Operator><HardwareIdList><HardwareId id="MBAE:0:A]B^C*D&lt;E" /></HardwareIdList></Operator>`,
		}
		for k, v := range more {
			row[k] = v
		}
		return row
	}
	fabrikam := func(more map[string]string) map[string]string {
		row := map[string]string{
			"profile": "1", "Operator": "Fabrikam", "Country/Region": "Brazil", "Purchase Flag": "0", "Connect Flag": "1",
			"Profile XML": `<Operator name="Fabrikam (Brazil) Prepaid"><HardwareIdList></HardwareIdList><TrustedCertificateList>` +
				`<TrustedCertificate SubjectName="CN=s" IssuerName="CN=i" /><TrustedCertificate SubjectName="CN=t" IssuerName="CN=i" />` +
				`</TrustedCertificateList></Operator>`,
		}
		for k, v := range more {
			row[k] = v
		}
		return row
	}
	want := []map[string]string{
		contoso(map[string]string{
			"AccessString": "a.example", "UserName": "u & v", "Password": "p", "FriendlyName": "A", "Purchase Flag": "false",
			"Connect Flag": "true", "AutoConnectOrder": "1", "Compression": "ENABLE", "AuthProtocol": "MsCHAPv2",
		}),
		contoso(map[string]string{
			"AccessString": "b.example", "Purchase Flag": "Y", "Connect Flag": "N",
			"Connection XML": `<CONNECTIONINFO username="" Roaming="1" />`,
		}),
		fabrikam(nil),
		fabrikam(map[string]string{"Connection XML": `<ConnectionInfo Copy="2" />`}),
		{"profile": "2", "Operator": "Contoso", "Profile XML": `<Operator x:name="y" xmlns:x="z" />`},
	}
	if diff := cmp.Diff(want, rawRows(s)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	wantDetails := []cosa.Answer{{
		Key: cosa.PackageXML, Text: `<OperatorList><Defaults Roaming="1" /></OperatorList>`,
		Position: cosa.Position{File: "apn.xml", Line: 1, Column: 1, Path: "OperatorList"},
	}}
	if diff := cmp.Diff(wantDetails, s.Details()); diff != "" {
		t.Errorf("details (-want +got):\n%s", diff)
	}
	for _, f := range s.Findings() {
		t.Errorf("%s: %s", f.Position, f.Message)
	}
}

// TestAPNPlaces compares the place of every value of the sample with what
// stands there.
func TestAPNPlaces(t *testing.T) {
	content := apnSample(t)
	s := readAPN(t, content)
	lines := strings.Split(string(content), "\n")
	values := 0
	for e := range s.Entries() {
		for _, spec := range cosa.Settings() {
			v, at := e.Value(spec.Setting), e.Position(spec.Setting)
			if v.Blank() || spec.Kind == cosa.KindPackage {
				continue
			}
			rest := string([]rune(lines[at.Line-1])[at.Column-2:])
			var holder struct {
				Value string `xml:"a,attr"`
			}
			if err := xml.Unmarshal([]byte(`<x a=`+rest[:1+strings.IndexByte(rest[1:], '"')+1]+`/>`), &holder); err != nil {
				t.Fatal(err)
			}
			want := holder.Value
			if operator, country := splitName(want); spec.Setting == cosa.Operator {
				want = operator
			} else if spec.Setting == cosa.CountryRegion {
				want = country
			}
			if want != v.Raw {
				t.Errorf("%s: %s is %q, but %q stands there", at, spec.Header, v.Raw, want)
			}
			values++
		}
	}
	if values != 46 {
		t.Errorf("%d values", values)
	}
	for _, test := range []struct {
		row     int
		setting cosa.Setting
		want    string
	}{
		{0, cosa.Operator, "4:19 Operator[0].name"},
		{0, cosa.AccessString, "10:37 Operator[0].ConnectionInfo[0].AccessString"},
		{1, cosa.UserName, "11:68 Operator[0].ConnectionInfo[1].Username"}, // blank
		{1, cosa.Compression, "11:7 Operator[0].ConnectionInfo[1].compression"},
		{1, cosa.CertSubjectName, "14:40 Operator[0].TrustedCertificate.SubjectName"},
		{2, cosa.MCC, "18:5 Operator[1].HardwareIdList.mcc"},
		{2, cosa.AccountExperienceURL, "17:3 Operator[1].accountExperienceURL"},
		{4, cosa.AutoConnectOrder, "31:137 Operator[2].ConnectionInfo[1].AutoConnectOrder"},
	} {
		at := s.Entry(test.row).Position(test.setting)
		if got := fmt.Sprintf("%d:%d %s", at.Line, at.Column, at.Path); got != test.want {
			t.Errorf("row %d, %s: %s, not %s", test.row, test.setting, got, test.want)
		}
	}
}

// TestAPNThroughForms proves that nothing is lost on the way through YAML and
// JSON.
func TestAPNThroughForms(t *testing.T) {
	s := readAPN(t, apnSample(t))
	for _, format := range []cosa.Format{cosa.YAML, cosa.JSON} {
		back := through(t, format, s)
		if diff := cmp.Diff(rawRows(s), rawRows(back)); diff != "" {
			t.Errorf("rows through %s (-want +got):\n%s", format, diff)
		}
	}
	if s.Len() != 5 || len(s.Profiles()) != 3 {
		t.Errorf("%d rows, %d profiles", s.Len(), len(s.Profiles()))
	}
}

func TestOddAPNFiles(t *testing.T) {
	for text, want := range map[string]string{
		"<OperatorList/>": "no-entries 1:1",
		"<!-- x -->\n<OperatorList><operators/></OperatorList>":             "no-entries 2:1",
		"<operatorlist><OPERATOR NAME='Contoso'/></operatorlist>":           "",
		"<OperatorList><Operator/></OperatorList>":                          "",
		"<OperatorList><Operator name=''/></OperatorList>":                  "",
		"<a:OperatorList xmlns:a='b'><a:Operator/></a:OperatorList>":        "",
		"<OperatorList><Operator name='(x)'>text</Operator></OperatorList>": "",
	} {
		s := readAPN(t, []byte(text))
		got := ""
		for _, f := range s.Findings() {
			got += fmt.Sprintf("%s %s", f.Rule, f.Position.Short())
		}
		if got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
		if s.Len() > 0 {
			if diff := cmp.Diff(rawRows(s), rawRows(through(t, cosa.YAML, s))); diff != "" {
				t.Errorf("%s: rows (-want +got):\n%s", text, diff)
			}
		}
	}
}

func TestFormatOf(t *testing.T) {
	for text, want := range map[string]cosa.Format{
		"<OperatorList>": cosa.APNDB,
		"\n<?xml version='1.0' encoding='utf-16'?><!-- <WindowsCustomizations> -->\n<operatorlist x='": "",
		"<!DOCTYPE x><OPERATORLIST/>":                      cosa.APNDB,
		"<a:OperatorList xmlns:a='b'>":                     cosa.APNDB,
		"<?xml version='1.0'?>\r\n<WindowsCustomizations>": cosa.XML,
		"<APNDatabase><OperatorList/></APNDatabase>":       "",
		"<OperatorLists/>":                                 "",
		"OperatorList: <OperatorList/>":                    "",
		"":                                                 "",
	} {
		if got := FormatOf([]byte(text)); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// faultyAPN are files that cannot be read, and what is said of them.
var faultyAPN = map[string]string{
	"":                                 "apn.xml: the file is empty; it should be apndatabase.xml",
	"<WindowsCustomizations/>":         "apn.xml:1:1: the root element is <WindowsCustomizations>; it should be apndatabase.xml, the APN database of Windows 8 to 10 1607, whose root is <OperatorList>",
	"<OperatorList>\n<Operator name='": "apn.xml:2: not well-formed XML: ",
	"<OperatorList>\n<Operator name='Contoso'>\n":                          "apn.xml:3:1: the file ends inside of <Operator>; the file is cut off; get it again",
	"<OperatorList \n  <Operator name=\"Contoso\"/></OperatorList>":        "apn.xml:2: not well-formed XML: expected attribute name in element",
	"<OperatorList><Operator></OperatorList>":                              "apn.xml:1:25: <Operator> is closed by </OperatorList>",
	"<OperatorList><Operator>x<HardwareIdList/></Operator></OperatorList>": "apn.xml:1:15: <Operator> has text between its elements",
	"<!DOCTYPE OperatorList [<!ENTITY a 'b'>]>\n<OperatorList/>":           "apn.xml:1:1: a document type or other directive; remove it",
	"<OperatorList>" + strings.Repeat("<Operator>", 64):                    "apn.xml:1:645: elements are nested deeper than 64 levels",
	"<OperatorList/><OperatorList/>":                                       "apn.xml:1:16: a second root element",
	"<OperatorList><Operator name='\xff'/></OperatorList>":                 "apn.xml:1: not well-formed XML: invalid UTF-8",
}

func TestFaultyAPNFiles(t *testing.T) {
	for text, want := range faultyAPN {
		err := ReadAPNDatabase(cosa.NewBuilder(), "apn.xml", strings.NewReader(text))
		var fault *cosa.ReadError
		if !errors.As(err, &fault) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q: the error is %v, not %s", text, err, want)
		}
	}
}

// TestAPNCutOff cuts the sample at every byte.
func TestAPNCutOff(t *testing.T) {
	content := bytes.TrimSpace(apnSample(t))
	for n := range content {
		err := ReadAPNDatabase(cosa.NewBuilder(), "apn.xml", bytes.NewReader(content[:n]))
		var fault *cosa.ReadError
		if !errors.As(err, &fault) {
			t.Fatalf("%d bytes of %d are read without an error: %v", n, len(content), err)
		}
		if strings.Contains(err.Error(), "s3cr3t") {
			t.Fatalf("%d bytes: the error shows a password: %v", n, err)
		}
	}
}

func FuzzReadAPNDatabase(f *testing.F) {
	f.Add(apnSample(f))
	for text := range faultyAPN {
		f.Add([]byte(text))
	}
	f.Add([]byte("<OperatorList><Operator name='a (b) c'><ConnectionInfoList x='y'><ConnectionInfo/><ConnectionInfo Copy='2'/><ConnectionInfo/></ConnectionInfoList></Operator></OperatorList>"))
	f.Add([]byte("\ufeff<?xml version='1.0' encoding='utf-8'?><OperatorList><Operator name='\u00a0(\u200b)' OperatorGUID=' ' AccountExperienceURL='&#9;'/></OperatorList>"))
	f.Fuzz(func(t *testing.T, content []byte) {
		b := cosa.NewBuilder()
		if err := ReadAPNDatabase(b, "apn.xml", bytes.NewReader(content)); err != nil {
			var fault *cosa.ReadError
			if !errors.As(err, &fault) {
				t.Fatalf("not a ReadError: %v", err)
			}
			return
		}
		s := b.Submission()
		if s.Len() == 0 {
			return
		}
		lines := bytes.Count(content, []byte("\n")) + 1
		for e := range s.Entries() {
			for _, spec := range cosa.Settings() {
				if at := e.Position(spec.Setting); at.Line < 1 || at.Line > lines || at.Column < 1 {
					t.Fatalf("%s: impossible place %s", spec.Header, at)
				}
			}
		}
		if losses := form.Losses(s); len(losses) > 0 {
			t.Skip(losses)
		}
		if diff := cmp.Diff(rawRows(s), rawRows(through(t, cosa.YAML, s))); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
	})
}
