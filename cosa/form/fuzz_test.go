package form_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

var seeds = []string{
	example, "", "profiles: []", "- a", "version: 1\n---\nprofiles:\n- operator: a\n", "profiles:\n- &a\n  <<: *a\n",
	"profiles:\n- operator: &o x\n  targets: [{iccid: 1-2}, *o]\n  rows: [[1, 1, 2], {target: 1, connection: 1, sim: {appID: a}}]\n",
	`{"version": 1, "profiles": [{"operator": "a\u00e9\ud83d\ude00", "targets": [{"mcc": 1e5, "iccid": {"start": "1"}}], "rows": [[1, 1]]}]}`,
	"\xff\xfea\x00", "\ufeff{}", "a: |\n  b\n", "? [a]\n: {b: c}\n", "profiles: [{sim: !!map {<<: [{appID: a}]}}]",
	"defaults: {mobilePlans: {logo: &l a, countries: 'b, ,c'}}\nprofiles:\n- mobilePlans: {brandName: *l, iccids: [1-2, {start: 3}, x]}\n- mobilePlans: {}\n  rows: [[1, 1, 3], [1, 1, 1]]\n",
	`{"profiles": [{"mobilePlans": {"countries": ["a,b", " ", 1e5], "portalURI": "\u0085 x", "iccids": "1-2,3"}}, {"operator": "a"}]}`,
}

func fuzz(f *testing.F, c codec) {
	for _, seed := range append(seeds, string(form.Starter()), jsonLines) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b := cosa.NewBuilder()
		err := c.read(b, "f", bytes.NewReader(data), form.Limits{Rows: 10000, Aliases: 10000})
		var problem *cosa.ReadError
		if err != nil {
			if !errors.As(err, &problem) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		s := b.Submission()
		if s.Len() == 0 && len(s.Findings()) == 0 {
			t.Fatal("nothing read and nothing said")
		}
		for e := range s.Entries() {
			for i := range cosa.SettingCount {
				if p := e.Position(cosa.Setting(i)); p.Line < 1 || p.Column < 1 || p.Path == "" {
					t.Fatalf("%s stands at %+v", cosa.Setting(i), p)
				}
			}
		}
		for i := range s.Profiles() {
			if service := s.Profiles()[i].Service(); service != nil {
				for _, k := range cosa.ServiceKeys() {
					if k.Text != nil && k.Text(service).Position.Line < 1 || k.List != nil && k.List(service).Position.Line < 1 {
						t.Fatalf("%s stands nowhere", k.Key)
					}
				}
			}
		}
		if len(form.Losses(s)) > 0 {
			return
		}
		var out bytes.Buffer
		if err := c.write(&out, s); err != nil {
			t.Fatal(err)
		}
		again := cosa.NewBuilder()
		if err := c.read(again, "f", &out, form.Limits{}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(content(s), content(again.Submission())); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(serviceTexts(s, false), serviceTexts(again.Submission(), false)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzReadYAML(f *testing.F) { fuzz(f, codecs[0]) }

func FuzzReadJSON(f *testing.F) { fuzz(f, codecs[1]) }

func FuzzReadJSONL(f *testing.F) { fuzz(f, codecs[2]) }
