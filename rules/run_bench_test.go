package rules

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/cosakit/cosa/cosa"
)

// large makes a submission of n rows: profiles of several targets and two
// connections each, nothing wrong with them.
func large(n, rowsPerProfile int) *cosa.Submission {
	b := cosa.NewBuilder()
	fillLarge(b, n, rowsPerProfile, "Add")
	return b.Submission()
}

func fillLarge(b *cosa.Builder, n, rowsPerProfile int, update string) {
	source := cosa.Source{File: "large.xlsx", Format: cosa.XLSX, Sheet: "APN", Header: 1}
	for i := range source.Columns {
		source.Columns[i] = i + 1
	}
	b.Source(source)
	connections := min(2, rowsPerProfile)
	for row := range n {
		b.Row(row + 2)
		profile, connection := row/rowsPerProfile, row%connections
		target := row / connections
		for _, set := range []struct {
			s    cosa.Setting
			text string
		}{
			{cosa.UpdateType, update}, {cosa.CountryRegion, "Argentina"}, {cosa.Operator, "Contoso " + strconv.Itoa(profile)},
			{cosa.MCC, "722"}, {cosa.MNC, "310"},
			{cosa.ICCIDStart, fmt.Sprintf("89543%012d00", target)}, {cosa.ICCIDEnd, fmt.Sprintf("89543%012d99", target)},
			{cosa.AppID, mobilePlansApp}, {cosa.SupportDataMarketplace, "Yes"}, {cosa.DataMarketplaceRoamingUIEnabled, "1"},
			{cosa.BrandingName, "Contoso " + strconv.Itoa(profile)}, {cosa.FriendlyName, "Contoso"},
			{cosa.AccessString, []string{"internet.contoso.example", "mms.contoso.example"}[connection]},
			{cosa.UserName, "contoso"}, {cosa.Password, "contoso"}, {cosa.AuthProtocol, "PAP"},
			{cosa.AutoConnectOrder, strconv.Itoa(connection + 1)}, {cosa.AlwaysOn, "true"},
			{cosa.PurposeGroups, []string{"Internet", "MMS"}[connection]}, {cosa.IPType, "IPv4v6"}, {cosa.Roaming, "1"},
		} {
			b.Set(cosa.Column(set.s), cosa.Cell{Raw: []byte(set.text)})
		}
	}
}

// BenchmarkRunAgainst compares a submission with itself.
func BenchmarkRunAgainst(b *testing.B) {
	const rows = 100_000
	for _, perProfile := range []int{1, 100, rows} {
		builder := cosa.NewBuilder()
		fillLarge(builder, rows, perProfile, "Keep")
		builder.Baseline()
		fillLarge(builder, rows, perProfile, "")
		s := builder.Submission()
		b.Run(fmt.Sprintf("%drows/%dperprofile", rows, perProfile), func(b *testing.B) {
			for b.Loop() {
				if result := Run(s, Options{Policy: PolicyCosa}); len(result.Findings) > 0 {
					b.Fatal(describe(result.Findings[:1]))
				}
			}
		})
	}
}

func BenchmarkRun(b *testing.B) {
	for _, shape := range []struct{ rows, perProfile int }{{1_000_000, 100}, {1_000_000, 1}, {1_000_000, 1_000_000}} {
		s := large(shape.rows, shape.perProfile)
		for _, policy := range []Policy{PolicyMobilePlans, PolicyCosa} {
			b.Run(fmt.Sprintf("%drows/%dperprofile/%s", shape.rows, shape.perProfile, policy), func(b *testing.B) {
				for b.Loop() {
					if result := Run(s, Options{Policy: policy}); len(result.Findings) > 0 {
						b.Fatal(describe(result.Findings[:1]))
					}
				}
			})
		}
	}
}
