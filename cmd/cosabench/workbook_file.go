package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/spreadsheet"
)

// columns is the width of the generated sheet.
const columns = 40

// writeWorkbook writes a workbook of n rows x 40 columns without a fault: profiles
// of 20 ranges x 3 access points, all ranges disjoint.
func writeWorkbook(path string, n int, seed uint64) error {
	b := cosa.NewBuilder()
	source := b.Source(cosa.Source{File: path, Format: cosa.XLSX, Sheet: "COSA", Header: 1})
	settings := cosa.Settings()[:columns]
	for i := range settings {
		source.Columns[i] = i + 1
	}
	r := rand.New(rand.NewPCG(seed, seed))
	const perProfile, connections = 60, 3
	block := uint64(0)
	for row := range n {
		b.Row(row + 2)
		profile, connection := row/perProfile, row%connections
		if connection == 0 {
			block += 1 + r.Uint64N(3)
		}
		for i := range settings {
			if text := value(settings[i].Setting, profile, connection, block); text != "" {
				b.Set(cosa.Column(i), cosa.Cell{Raw: []byte(text)})
			}
		}
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	if err := spreadsheet.WriteWorkbook(w, b.Submission()); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// value is what a row of the generated sheet says for a setting.
func value(s cosa.Setting, profile, connection int, block uint64) string {
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
	case cosa.ICCIDStart:
		return fmt.Sprintf("89%013d0000", block)
	case cosa.ICCIDEnd:
		return fmt.Sprintf("89%013d9999", block)
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
