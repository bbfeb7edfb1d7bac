package ranges

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// submission makes rows of settings.
func submission(rows ...map[cosa.Setting]string) *cosa.Submission {
	b := cosa.NewBuilder()
	source := cosa.Source{File: "ops.csv", Format: cosa.CSV, Header: 1}
	for i := range source.Columns {
		source.Columns[i] = i + 1
	}
	b.Source(source)
	for i, row := range rows {
		b.Row(i + 2)
		for s, text := range row {
			b.Set(cosa.Column(s), cosa.Cell{Raw: []byte(text)})
		}
	}
	return b.Submission()
}

func row(operator, start, end string, more ...any) map[cosa.Setting]string {
	r := map[cosa.Setting]string{cosa.Operator: operator, cosa.CountryRegion: "Argentina", cosa.ICCIDStart: start, cosa.ICCIDEnd: end}
	for i := 0; i < len(more); i += 2 {
		r[more[i].(cosa.Setting)] = more[i+1].(string)
	}
	return r
}

func TestAddSubmission(t *testing.T) {
	s := submission(
		row("Contoso", "8900100000000000000", "8900100000000000099", cosa.AccessString, "a"),
		row("Contoso", "8900100000000000000", "8900100000000000099", cosa.AccessString, "b"),
		row("Contoso", "8900100000000000100", "8900100000000000199", cosa.MCC, "001", cosa.MNC, "01"),
		row("Contoso", "8900100000000000100", "8900100000000000199", cosa.MCC, "001", cosa.MNC, "02"),
		row("Fabrikam", "pattern:89001000000000[23][0-4]\\d{3}", "", cosa.IMSIStart, "pattern:00101.*"),
		row("Fabrikam", "pattern:(\\d)\\1", ""),
		row("Fabrikam", "8900100000000000300", ""),
		row("Fabrikam", "8.90010E+18", "8900100000000000399"),
		row("Gone", "8900100000000000500", "8900100000000000599", cosa.UpdateType, "Delete"),
		row("None", "", ""),
	)
	h := Holdings{Kind: cosa.ICCID}
	h.AddSubmission(s)
	type said struct{ Range, Profile, Target, Place string }
	var got []said
	for _, r := range h.Ranges {
		got = append(got, said{r.String(), r.Profile, r.Target, r.Position.String()})
	}
	want := []said{
		{"8900100000000000000-8900100000000000099", "Contoso (Argentina)", "", h.Ranges[0].Position.String()},
		{"8900100000000000100-8900100000000000199", "Contoso (Argentina)", "MCC 001, MNC 01", h.Ranges[1].Position.String()},
		{"8900100000000000100-8900100000000000199", "Contoso (Argentina)", "MCC 001, MNC 02", h.Ranges[2].Position.String()},
		{"8900100000000020000-8900100000000024999", "Fabrikam (Argentina)", "IMSI pattern:00101.*", h.Ranges[3].Position.String()},
		{"8900100000000030000-8900100000000034999", "Fabrikam (Argentina)", "IMSI pattern:00101.*", h.Ranges[4].Position.String()},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if h.Ranges[0].More != 1 || h.Ranges[0].Position.Line != 2 || h.Ranges[2].Position.Line != 5 {
		t.Errorf("places: %+v", h.Ranges)
	}
	var unknown []string
	for _, u := range h.Unknown {
		unknown = append(unknown, u.Value)
	}
	if diff := cmp.Diff([]string{`pattern:(\d)\1`, "8900100000000000300-", "8.90010E+18-8900100000000000399"}, unknown); diff != "" {
		t.Error(diff)
	}

	holders := h.Holders()
	if len(holders) != 2 || holders[0].SIMs != 200 || len(holders[0].Parts) != 1 || len(holders[0].Parts[0].From) != 3 {
		t.Errorf("holders: %+v", holders)
	}
	if n := SIMs(h.Plain()); n != 200+10_000 {
		t.Errorf("%d SIMs", n)
	}
}

func TestHoldersTraceEveryRange(t *testing.T) {
	each(t, 100, func(t *testing.T, s space) {
		h := Holdings{Kind: s.kind}
		for i, r := range s.some(1 + s.r.IntN(20)) {
			h.Ranges = append(h.Ranges, Held{Range: r, Profile: string(rune('a' + s.r.IntN(2))), Position: cosa.Position{File: "f", Line: i + 1}})
		}
		traced := make(map[int]bool)
		for _, holder := range h.Holders() {
			for _, part := range holder.Parts {
				for _, p := range part.From {
					r := h.Ranges[p.Line-1]
					if traced[p.Line] || r.Profile != holder.Profile || !part.Contains(r.Range) || len(part.Start) != len(r.Start) {
						t.Fatalf("%v is traced to %v of %q", r, part, holder.Profile)
					}
					traced[p.Line] = true
				}
			}
		}
		if len(traced) != len(h.Ranges) {
			t.Fatalf("%d of %d ranges are traced", len(traced), len(h.Ranges))
		}
	})
}
