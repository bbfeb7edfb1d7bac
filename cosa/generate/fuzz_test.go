package generate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/generate"
)

// FuzzRows makes rows of any base and any table: it must not panic, and every
// value must stand somewhere.
func FuzzRows(f *testing.F) {
	f.Add(exampleBase, exampleTable, uint64(0))
	f.Add(rangeBase, `{"iccid": "8954310000000000100-8954310000000000199", "iccidSplit": 7}`, uint64(3))
	f.Add("profiles: [{operator: '${iccid}', targets: [{iccid: '${iccid}'}, {imsi: '${imsi.start}-${imsiEnd}'}], sim: {brandingName: 'a$${b}${x}c${'}}]",
		`{"imsiPrefix": 72231, "imsiCount": "10", "iccid": "pattern:89\\d{17}", "x": null}`, uint64(0))
	f.Add("profiles: [{operator: a, targets: [{iccid: '${a}-${b}-${c}'}, x, {iccid: [1]}], connections: [{password: '${p}'}]}]", `{"a": 1}`, uint64(1))
	f.Fuzz(func(t *testing.T, base, table string, split uint64) {
		job, err := read(base, table)
		if err != nil || len(job.Base.Profiles()) == 0 {
			return
		}
		job.Split = split
		within, err := cosa.ParseRange(cosa.ICCID, "8954310000000000000-8954310000000099999")
		if err != nil {
			t.Fatal(err)
		}
		if split%2 == 1 {
			job.Within = append(job.Within, within)
		}
		b := cosa.NewBuilder()
		if _, err := generate.Rows(b, job); err != nil {
			var faults *generate.Faults
			if !errors.As(err, &faults) || faults.Total == 0 || len(faults.List) == 0 {
				t.Fatalf("%#v", err)
			}
			return
		}
		s := b.Submission()
		if s.Len() == 0 {
			t.Error("neither rows nor an error")
		}
		for e := range s.Entries() {
			for i := range cosa.Settings() {
				if at := e.Position(cosa.Setting(i)); at.File != "base.yaml" && at.File != "rows.jsonl" || at.Line == 0 {
					t.Errorf("%s stands at %v", cosa.Setting(i), at)
				}
			}
		}
	})
}

// FuzzReadLines compares with the standard library: what it takes for flat
// objects with different keys is read with the same values.
func FuzzReadLines(f *testing.F) {
	f.Add(exampleTable)
	f.Add("{\"a\": 1e5, \"b\": null, \"c\": true}\r\n\n{ }\n{\"a\":\"\\u00e9\\\"\\\\\\ud83d\\ude00\", \"b\":-0.5}")
	f.Add("{\"a\":1,\"a\":2}\n[]\n{\"a\":[]}\n{\"a\" 1}\n{\"a\":\"\\ud800\"}\n{\"a\":01}\nnull\n{\"a\":\"x")
	f.Fuzz(func(t *testing.T, table string) {
		b := cosa.NewBuilder()
		err := generate.ReadLines(b, "rows.jsonl", strings.NewReader(table))
		want, ok := objects(table)
		if !ok {
			return // some of it is stricter here, such as halves of surrogate pairs
		}
		if err != nil {
			if strings.ContainsAny(table, "\u0000\ufffd") || len(table) > 1000 {
				return
			}
			t.Fatalf("%q: %v", table, err)
		}
		s := b.Submission()
		got := []map[string]string{}
		for e := range s.Entries() {
			row := map[string]string{}
			for i, name := range s.Extras() {
				if raw := e.In(cosa.Column(cosa.SettingCount + i)).Raw; raw != "" {
					row[name] = raw
				}
			}
			got = append(got, row)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", table, diff)
		}
	})
}

// objects reads the lines with the standard library; ok is false where one is
// no flat object with different keys, or has what ReadLines refuses.
func objects(table string) (rows []map[string]string, ok bool) {
	rows = []map[string]string{}
	for line := range strings.Lines(strings.TrimPrefix(table, "\ufeff")) {
		if len(bytes.TrimSpace([]byte(line))) == 0 {
			continue
		}
		if strings.ContainsAny(strings.TrimRight(line, "\n"), "\r\v\f") || strings.Contains(strings.ToLower(line), `\ud`) {
			return nil, false
		}
		d := json.NewDecoder(strings.NewReader(line))
		d.UseNumber()
		var keys map[string]json.RawMessage
		if d.Decode(&keys) != nil || keys == nil {
			return nil, false
		}
		if _, err := d.Token(); err != io.EOF {
			return nil, false
		}
		row := map[string]string{}
		members := 0
		tokens := json.NewDecoder(strings.NewReader(line))
		for tokens.More() || members == 0 {
			if _, err := tokens.Token(); err != nil {
				break
			}
			members++
		}
		if members != 2*len(keys)+1 {
			return nil, false // a key stands twice, or a value is a list
		}
		for key, value := range keys {
			var text string
			switch {
			case value[0] == '{' || value[0] == '[':
				return nil, false
			case string(value) == "null":
				continue
			case value[0] == '"':
				if json.Unmarshal(value, &text) != nil {
					return nil, false
				}
			default:
				text = string(value)
			}
			if text != "" {
				row[key] = text
			}
		}
		rows = append(rows, row)
	}
	return rows, true
}
