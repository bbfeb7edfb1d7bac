package diff

import (
	"fmt"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// manyRows makes rows with a range each, so many to a profile. Every seventh
// range is other than before, every eleventh row is another operator's.
func manyRows(n, perProfile int, after bool) []row {
	rows := make([]row, n)
	for i := range rows {
		name, end := fmt.Sprintf("Contoso %d", i/perProfile), 999
		if after && i%11 == 0 {
			name = fmt.Sprintf("Fabrikam %d", i/perProfile)
		}
		if after && i%7 == 0 {
			end = 499
		}
		rows[i] = row{
			cosa.Operator: name, cosa.CountryRegion: "Argentina", cosa.MCC: "999", cosa.MNC: "70",
			cosa.ICCIDStart: fmt.Sprintf("89001%011d000", i), cosa.ICCIDEnd: fmt.Sprintf("89001%011d%03d", i, end),
			cosa.AccessString: "internet.contoso.example", cosa.PurposeGroups: "Internet",
		}
	}
	return rows
}

func BenchmarkCompare(b *testing.B) {
	const n = 100_000
	for _, perProfile := range []int{n, 10, 1} {
		old, new := sheet("a", manyRows(n, perProfile, false)), sheet("b", manyRows(n, perProfile, true))
		b.Run(fmt.Sprintf("%d rows a profile", perProfile), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if Compare(old, new, Options{}).Empty() {
					b.Fatal("nothing changed")
				}
			}
		})
	}
}
