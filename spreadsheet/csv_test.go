package spreadsheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

func readText(data []byte, format cosa.Format, opts ReadOptions) (*cosa.Submission, error) {
	b := cosa.NewBuilder()
	if err := ReadCSV(b, "ops.csv", bytes.NewReader(data), format, opts); err != nil {
		return nil, err
	}
	return b.Submission(), nil
}

func TestReadCSV(t *testing.T) {
	const rows = "2|Contoso|01|internet\n3|Contoso, Ltd|02|a;b\n"
	plain := "Operator,MNC,Access String\nContoso,01,internet\n\"Contoso, Ltd\",02,a;b\n"
	semicolon := "Operator;MNC;Access String\r\nContoso;01;internet\r\nContoso, Ltd;02;\"a;b\"\r\n"
	big := utf16LE(semicolon)
	for i := 0; i < len(big); i += 2 {
		big[i], big[i+1] = big[i+1], big[i]
	}
	for name, tt := range map[string]struct {
		data string
		rows string
	}{
		"commas":               {plain, rows},
		"BOM":                  {"\xef\xbb\xbf" + plain, rows},
		"semicolons":           {semicolon, rows},
		"tabs":                 {"Operator\tMNC\tAPN\nContoso\t01\tinternet\nContoso, Ltd\t02\ta;b", rows},
		"UTF-16":               {string(utf16LE(semicolon)), rows},
		"UTF-16 big":           {string(big), rows},
		"UTF-16 without mark":  {string(utf16LE(semicolon)[2:]), rows},
		"separator line":       {"sep=;\nOperator;MNC;APN\nContoso;01;internet\n", "3|Contoso|01|internet\n"},
		"title, notes, blanks": {"Submission\n\nOperator,MNC,APN\n,,\nContoso,01,internet\n\n\nContoso,02,x\n\n,\"Legend, \"\"all\"\"\"\n", "5|Contoso|01|internet\n8|Contoso|02|x\n"},
		"lines in fields":      {"Operator,MNC,APN\n\"Con\ntoso\",01,internet\nContoso,02,x\n", "2|Con toso|01|internet\n4|Contoso|02|x\n"},
		"two header rows":      {",,Connection Information,\nOperator,MNC,Friendly Name,Access String\nContoso,01,Net,internet\n", "3|Contoso|01|internet\n"},
		"text stays":           {"Operator,MNC,APN\nContoso,1E5,=1+1\n", "2|Contoso|1E5|=1+1\n"},
		"short records":        {"Operator,MNC,APN\nContoso\n,,,,\n", "2|Contoso||\n"},
	} {
		s, err := readText([]byte(tt.data), cosa.CSV, ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(tt.rows, entriesText(s, cosa.Operator, cosa.MNC, cosa.AccessString)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if len(s.Findings()) > 0 {
			t.Errorf("%s: %s", name, told(s))
		}
	}
}

func TestCSVPlaces(t *testing.T) {
	s, err := readText([]byte("Operator,MNC,APN,Note,MNC\nContoso,01,\"a\nb\",x\nContoso,02,b,,\n"), cosa.CSV, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Entry(1).Position(cosa.AccessString).String(); got != "ops.csv:4:3" {
		t.Errorf("at %s", got)
	}
	const want = `ops.csv:1:4 header-unknown: the header "Note" is no known setting, so the values below it are not checked
ops.csv:1:5 header-duplicate: the header "MNC" names the setting MNC, which field 2 already is; only field 2 is read
`
	if diff := cmp.Diff(want, told(s)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestCSVWithoutData(t *testing.T) {
	for data, want := range map[string]string{
		"":                   "ops.csv:1:1 no-entries: no data rows were found: no row in the first 50 lines is a header that names settings such as UpdateType, Country/Region, Operator and AccessString\n",
		"a,b\n1,2\n":         "ops.csv:1:1 no-entries: no data rows were found: no row in the first 50 lines is a header that names settings such as UpdateType, Country/Region, Operator and AccessString\n",
		"Operator,APN\n,,\n": "ops.csv:1:1 no-entries: no data rows were found below the header\n",
	} {
		s, err := readText([]byte(data), cosa.CSV, ReadOptions{})
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		if diff := cmp.Diff(want, told(s)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", data, diff)
		}
	}
}

func TestBrokenCSV(t *testing.T) {
	const head = "Operator,MNC,APN\n"
	for _, tt := range []struct{ data, want string }{
		{head + "Contoso,01,\"open\nContoso,02,x\n", "ops.csv:3: the quotes (\") of the record that begins in line 2 do not match"},
		{head + "Contoso,0\"1,x\n", "ops.csv:2: a quote (\") stands inside the field"},
		{head + "Contoso,01,x\nConto\xdfo,01,x\n", "ops.csv:3:1: the field holds bytes that are not UTF-8"},
		{head + "Contoso,01,x\nContoso,\x00,x\n", "ops.csv:3:2: the field holds a NUL byte"},
		{string(utf16LE(head)) + "x", "whole UTF-16"},
		{head + "Contoso,01," + strings.Repeat("x", 32_768), "ops.csv:2:3: the field holds more than 32767 characters"},
		{head + "Contoso,01,\"" + strings.Repeat("xxxxxxx\n", 5<<20), "ops.csv:2: the record that begins here is longer than 32 MiB"},
		{head + strings.Repeat(",", 20_000), "the record has 20001 fields"},
	} {
		_, err := readText([]byte(tt.data), cosa.CSV, ReadOptions{})
		var read *cosa.ReadError
		if !errors.As(err, &read) || !strings.Contains(err.Error(), tt.want) || read.Hint == "" {
			t.Errorf("%.40q: error %v, want %q", tt.data, err, tt.want)
		}
	}
	if _, err := readText([]byte(head+"a,b,c\na,b,c\na,b,c\n"), cosa.CSV, ReadOptions{Limits: Limits{Lines: 3}}); err == nil {
		t.Error("no error beyond the row limit")
	}
}

// A text has no end where sheets have theirs: its rows are divided among
// several workbooks.
func TestCSVLongerThanASheet(t *testing.T) {
	text := append([]byte("Operator,MNC,APN\n"), bytes.Repeat([]byte("Contoso,01,x\n"), MostRows+2)...)
	s, err := readText(text, cosa.CSV, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Len(); got != MostRows+2 {
		t.Fatalf("%d rows, want %d", got, MostRows+2)
	}
	if got := s.Entry(s.Len() - 1).Line(); got != MostRows+3 {
		t.Errorf("the last row stands in line %d, want %d", got, MostRows+3)
	}
}
