package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/cosakit/cosa/cosa"
)

// columns is the width of the generated sheet.
const columns = 40

// Shape of the profiles of the generated sheet.
const (
	perProfile  = 60 // rows
	connections = 3
)

// sheet is what the generated workbooks hold: profiles of 20 ranges x 3 access
// points without a fault, all ranges disjoint.
type sheet struct {
	rows   int
	seed   uint64
	edited bool // one access point of every tenth profile has another name
}

// place is the profile and the connection of a row. A profile is every target
// with every connection, so rows too few for a target's connections are
// another one's.
func (s sheet) place(row int) (profile, connection int) {
	if whole := s.rows - s.rows%connections; row >= whole {
		return s.rows/perProfile + 1, row - whole
	}
	return row / perProfile, row % connections
}

// edits counts the profiles and the rows that an edited sheet changes.
func (s sheet) edits() (profiles, rows int) {
	last := -1
	for row := range s.rows {
		profile, connection := s.place(row)
		if !changes(profile, connection) {
			continue
		}
		if rows++; profile != last {
			profiles, last = profiles+1, profile
		}
	}
	return profiles, rows
}

func changes(profile, connection int) bool { return profile%10 == 0 && connection == 0 }

// each calls row with the cells of every row; they are overwritten after.
func (s sheet) each(row func(cells []string) error) error {
	settings := cosa.Settings()[:columns]
	r := rand.New(rand.NewPCG(s.seed, s.seed))
	var templates [connections]struct {
		profile int
		cells   []string
	}
	for i := range templates {
		templates[i].profile, templates[i].cells = -1, make([]string, columns)
	}
	block := uint64(0)
	for n := range s.rows {
		profile, connection := s.place(n)
		if connection == 0 {
			block += 1 + r.Uint64N(3)
			start, end := fmt.Sprintf("89%013d0000", block), fmt.Sprintf("89%013d9999", block)
			for _, t := range templates {
				t.cells[cosa.ICCIDStart], t.cells[cosa.ICCIDEnd] = start, end
			}
		}
		t := &templates[connection]
		if t.profile != profile {
			t.profile = profile
			for i := range settings {
				if at := settings[i].Setting; at != cosa.ICCIDStart && at != cosa.ICCIDEnd {
					t.cells[i] = value(at, profile, connection)
				}
			}
			if s.edited && changes(profile, connection) {
				t.cells[cosa.AccessString] = "new." + t.cells[cosa.AccessString]
			}
		}
		if err := row(t.cells); err != nil {
			return err
		}
	}
	return nil
}

func headers() []string {
	var all []string
	for _, spec := range cosa.Settings()[:columns] {
		all = append(all, spec.Header)
	}
	return all
}

// filledColumns is how many cells of each row have a value.
func filledColumns() int {
	n := 0
	for _, spec := range cosa.Settings()[:columns] {
		if value(spec.Setting, 0, 0) != "" {
			n++
		}
	}
	return n
}

// value is what a row of the generated sheet says for a setting. The two ends
// of the ICCID range are those of the row's block.
func value(s cosa.Setting, profile, connection int) string {
	const mcc, mnc = "999", "70"
	switch s {
	case cosa.UpdateType:
		return "Add"
	case cosa.CountryRegion:
		return "Argentina"
	case cosa.Operator:
		return fmt.Sprintf("Contoso %d", profile)
	case cosa.MCC:
		return mcc
	case cosa.MNC:
		return mnc
	case cosa.SPN:
		return fmt.Sprintf("Contoso %d", profile)
	case cosa.GID1:
		return fmt.Sprintf("%04X", profile&0xffff)
	case cosa.ESIMProv, cosa.EnableAutoSlotSwitch:
		return "false"
	case cosa.UIOrder:
		return "0"
	case cosa.AccountExperienceURL:
		return fmt.Sprintf("https://contoso%d.example/account", profile)
	case cosa.SupportDataMarketplace:
		return "Yes"
	case cosa.DataMarketplaceRoamingUIEnabled, cosa.UseBrandingNameOnRoaming, cosa.Roaming:
		return "1"
	case cosa.BrandingIcon:
		return "contoso.ico"
	case cosa.Hotspot:
		return "Always"
	case cosa.WifiProfiles:
		return "wifi/contoso.xml"
	case cosa.AccessString:
		return fmt.Sprintf("apn%d.contoso%d.example", connection, profile)
	case cosa.AuthProtocol:
		return "PAP"
	case cosa.Compression:
		return "DISABLE"
	case cosa.AutoConnectOrder:
		return fmt.Sprint(connection + 1)
	case cosa.AlwaysOn:
		return "true"
	case cosa.PurposeGroups:
		return "Internet"
	case cosa.IPType:
		return "IPv4v6"
	case cosa.CDMAProviderID:
		return "01234"
	case cosa.IMSIStart, cosa.IMSIEnd, cosa.AppID, cosa.GSMProviderName, cosa.CertIssuerName:
		return ""
	}
	return fmt.Sprintf("Contoso %d", profile) // names, user name and password
}
