package form_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
)

// TestAppend joins what was read of several files, which are texts with faults
// as well as rows of sheets with columns of their own, and wants what reading
// them one behind the other gives.
func TestAppend(t *testing.T) {
	for seed := range uint64(rounds(60)) {
		r := rand.New(rand.NewPCG(seed, 9))
		var files []func(b *cosa.Builder)
		for range 2 + r.IntN(4) {
			switch r.IntN(3) {
			case 0:
				text := randomText(r)
				files = append(files, func(b *cosa.Builder) {
					before := b.Mark()
					if form.ReadYAML(b, "yaml", strings.NewReader(text), form.Limits{}) != nil {
						b.Undo(before)
					}
				})
			case 1:
				var out bytes.Buffer
				if err := form.WriteJSONL(&out, sheet(randomSheet(r))); err != nil {
					t.Fatal(err)
				}
				files = append(files, func(b *cosa.Builder) {
					if err := form.ReadJSONL(b, "jsonl", bytes.NewReader(out.Bytes()), form.Limits{}); err != nil {
						t.Fatal(err)
					}
				})
			default:
				rows, extras := randomSheet(r), []string{"a", "b", "c"}
				r.Shuffle(len(extras), func(i, j int) { extras[i], extras[j] = extras[j], extras[i] })
				files = append(files, func(b *cosa.Builder) { anySheet(b, rows, extras) })
			}
		}
		one, joined := cosa.NewBuilder(), cosa.NewBuilder()
		for _, read := range files {
			read(one)
			own := cosa.NewBuilder()
			read(own)
			joined.Append(own)
		}
		// A baseline adds to what was joined.
		for _, b := range []*cosa.Builder{one, joined} {
			b.Baseline()
			if err := form.ReadYAML(b, "baseline", strings.NewReader(example), form.Limits{}); err != nil {
				t.Fatal(err)
			}
		}
		want, got := one.Submission(), joined.Submission()
		for _, pair := range [][2]*cosa.Submission{{want, got}, {want.Baseline(), got.Baseline()}} {
			if diff := cmp.Diff(append(everything(pair[0]), extraValues(pair[0])...), append(everything(pair[1]), extraValues(pair[1])...)); diff != "" {
				t.Fatalf("seed %d (-one behind the other +joined):\n%s", seed, diff)
			}
		}
	}
}

// anySheet gives rows of a sheet that has columns which are no settings, and
// merged cells.
func anySheet(b *cosa.Builder, rows []sheetRow, extras []string) {
	source := b.Source(cosa.Source{File: "xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1})
	for i, row := range rows {
		b.Row(i + 2)
		for s := range cosa.SettingCount {
			if text := row[cosa.Setting(s)]; text != "" {
				b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text), Type: cosa.ValueType(i % 3), Formula: i%4 == 0})
			}
		}
		for n, header := range extras[:len(rows)%4] {
			column := b.Extra(header)
			for len(source.Extras) <= int(column)-cosa.SettingCount {
				source.Extras = append(source.Extras, 0)
			}
			source.Extras[int(column)-cosa.SettingCount] = 60 + n
			if i%2 == n%2 {
				b.SetAt(column, cosa.Cell{Raw: []byte(header + row[cosa.Operator])}, cosa.Here(60+n))
			}
		}
	}
	b.Merged(cosa.Column(cosa.SPN), 3, 5)
	if len(rows)%4 > 0 {
		b.Merged(b.Extra(extras[0]), 2, 4)
	}
}

func extraValues(s *cosa.Submission) []string {
	lines := append([]string{}, s.Extras()...)
	for e := range s.Entries() {
		for i := range s.Extras() {
			c := cosa.Column(cosa.SettingCount + i)
			lines = append(lines, e.In(c).Raw, e.PositionIn(c).String())
		}
	}
	return lines
}
