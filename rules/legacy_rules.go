package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// legacyRules are the rules about columns that the APN database of old
// Windows reads.
var legacyRules = []*Rule{
	{
		ID: "legacy-setting", Severity: cosa.Info, Group: GroupLegacy, Page: pageOldSettings,
		Title: "no column is for old Windows only",
		Why:   "Since Windows 10 1703 nothing reads these values. They do no harm, but nobody should rely on them.",
		Bad:   Example{Text: "Compression=DISABLE"},
		Good:  Example{Text: "Compression="},
		Whole: legacySettings,
	},
	{
		ID: "cdma-provider-id-format", Severity: cosa.Error, Group: GroupLegacy, Page: pageOldSettings,
		Title: "a CDMA provider id has five digits",
		Why:   "The id is compared with the network's system id, digit by digit, leading zeros included.",
		Bad:   Example{Text: "CDMA Provider ID=1234"},
		Good:  Example{Text: "CDMA Provider ID=01234"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.CDMAProviderID}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("providerid", v.Text) {
				return Fault{}
			}
			hint := "write exactly 5 digits"
			if v.Type == cosa.Number {
				hint = "the cell holds a number, which drops leading zeros: format it as Text and type all 5 digits"
			}
			return Fault{quote(v.Text) + " is no CDMA provider id", hint}
		}},
	},
	{
		ID: "provider-name-length", Severity: cosa.Error, Group: GroupLegacy, Page: pageOldSettings,
		Title: "a provider name has at most 36 characters",
		Why:   "Old Windows keeps 36 characters of the name and compares it as a whole: a longer one matches no network.",
		Bad:   Example{Text: "CDMA Provider Name=Contoso Wireless Communications of Argentina"},
		Good:  Example{Text: "CDMA Provider Name=Contoso"},
		Value: atMost(cosa.CDMAProviderName, cosa.GSMProviderName),
	},
	{
		ID: "carrier-guid-format", Severity: cosa.Error, Group: GroupLegacy, Page: pageOldSettings,
		Title: "a Carrier GUID is a GUID",
		Why:   "Old Windows knows the operator by this GUID; text of another form makes it skip the entry.",
		Bad:   Example{Text: "Cert Issuer Name=CN=Contoso Root CA | Cert Subject Name=CN=Contoso | Carrier GUID=Contoso"},
		Good:  Example{Text: "Cert Issuer Name=CN=Contoso Root CA | Cert Subject Name=CN=Contoso | Carrier GUID={2B8A1C6E-0F3D-4B5A-9C7E-112233445566}"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.CarrierGUID}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("operatorguid", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is no GUID", "write 32 hexadecimal digits as 8-4-4-4-12, with or without braces"}
		}},
	},
	{
		ID: "certificate-incomplete", Severity: cosa.Error, Group: GroupLegacy, Page: pageOldSettings,
		Title: "issuer, subject and Carrier GUID are given together",
		Why:   "Old Windows trusts an operator's provisioning file by all three; with a part of them it trusts none.",
		Bad:   Example{Text: "Cert Issuer Name=CN=Contoso Root CA | Cert Subject Name=CN=Contoso"},
		Good:  Example{Text: "Cert Issuer Name=CN=Contoso Root CA | Cert Subject Name=CN=Contoso | Carrier GUID={2B8A1C6E-0F3D-4B5A-9C7E-112233445566}"},
		Row: func(_ *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.CertIssuerName) == 0 && e.ID(cosa.CertSubjectName) == 0 && e.ID(cosa.CarrierGUID) == 0 {
				return
			}
			given, missing := 0, cosa.NoSetting
			for _, s := range [...]cosa.Setting{cosa.CertIssuerName, cosa.CertSubjectName, cosa.CarrierGUID} {
				if s == cosa.CarrierGUID && e.Source().Format == cosa.APNDB {
					continue // there every operator has one
				}
				if e.Has(s) {
					given++
				} else if missing == cosa.NoSetting {
					missing = s
				}
			}
			if given > 0 && missing != cosa.NoSetting {
				report(AtMissing(e, missing, missing.String()+" is blank, but the certificate is given in part", "give issuer, subject and Carrier GUID, or none of them",
					cosa.CertIssuerName, cosa.CertSubjectName, cosa.CarrierGUID))
			}
		},
	},
	{
		ID: "purchase-connect", Severity: cosa.Error, Group: GroupLegacy, Page: pageOldSettings,
		Title: "exactly one of Purchase Flag and Connect Flag is Y",
		Why:   "An access point is either for buying a plan or for ordinary use; old Windows skips one that is both or neither.",
		Bad:   Example{Text: "Purchase Flag=Y | Connect Flag=Y"},
		Good:  Example{Text: "Purchase Flag=N | Connect Flag=Y"},
		Row:   purchaseOrConnect,
	},
}

func purchaseOrConnect(_ *Input, e cosa.Entry, report Report) {
	if e.ID(cosa.PurchaseFlag) == 0 && e.ID(cosa.ConnectFlag) == 0 {
		return
	}
	var texts [2]string
	for i, s := range [...]cosa.Setting{cosa.PurchaseFlag, cosa.ConnectFlag} {
		if !e.Has(s) || e.Value(s).Damaged() {
			continue
		}
		c, ok := s.Spec().Choice(e.Text(s))
		if !ok {
			f := At(e, s, quote(e.Text(s))+" is no value of "+s.String(), allowed(s, e.Text(s)))
			f.Fix = fixOf(corrected, s, e.Value(s))
			report(f)
			continue
		}
		texts[i] = c.Text
	}
	for i, s := range [...]cosa.Setting{cosa.PurchaseFlag, cosa.ConnectFlag} {
		if other := [...]cosa.Setting{cosa.ConnectFlag, cosa.PurchaseFlag}[i]; texts[1-i] == "N" && !e.Has(s) {
			report(AtMissing(e, s, other.String()+" is N, but "+s.String()+" is blank", "write Y in one of them and N in the other", other))
		}
	}
	if texts[0] != "" && texts[0] == texts[1] {
		report(At(e, cosa.ConnectFlag, "Purchase Flag and Connect Flag are both "+texts[0], "write Y in one of them and N in the other"))
	}
}

// legacySettings reports each column that old Windows alone reads, once a
// source, at its first value.
func legacySettings(in *Input, report Report) {
	for _, spec := range cosa.Settings() {
		s := spec.Setting
		if spec.Kind != cosa.KindLegacy && s != cosa.Compression || !in.Submission.Used(cosa.Column(s)) {
			continue
		}
		for _, source := range in.Submission.Sources() {
			if source.Format == cosa.APNDB {
				continue // which is for old Windows as a whole
			}
			var first cosa.Entry
			rows := 0
			for e := range in.Submission.EntriesOf(source) {
				if e.ID(s) != 0 && !e.Deletes() && in.Good(e, s) {
					if rows++; rows == 1 {
						first = e
					}
				}
			}
			if rows == 0 {
				continue
			}
			message := s.String() + " is read by Windows before 1703 only"
			if rows > 1 {
				message += "; " + count(rows, "row") + " give it"
			}
			f := At(first, s, message, "leave it blank unless old Windows matters to you")
			f.Pair = s.String() // whichever row is the first
			report(f)
		}
	}
}
