package rules

import (
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules/country"
)

// identifierRules are about the identifiers of a target.
var identifierRules = []*Rule{
	{
		ID: "mcc-format", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "an MCC has three digits",
		Why:   "Windows compares the code with the first three digits of the SIM's IMSI; another form matches no SIM.",
		Bad:   Example{Text: "MCC=72"},
		Good:  Example{Text: "MCC=722"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.MCC}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("mcc", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is no mobile country code", "write exactly 3 digits, such as 722 or 001"}
		}},
	},
	{
		ID: "mnc-format", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "an MNC has two or three digits",
		Why:   "Windows compares the code with the SIM's own; 21 and 021 are different networks, and another form is none.",
		Bad:   Example{Text: "MNC=3100"},
		Good:  Example{Text: "MNC=310"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.MNC}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("mnc", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is no mobile network code", "write 2 or 3 digits, leading zeros included, such as 01 or 310"}
		}},
	},
	{
		ID: "mcc-unknown", Severity: cosa.Warning, Group: GroupIdentity, Page: pageSettings,
		Title: "some country holds the MCC",
		Why:   "No SIM carries a code that ITU-T E.212 assigns to nobody, so the target most likely has a slip in it.",
		Bad:   Example{Text: "MCC=299"},
		Good:  Example{Text: "MCC=722"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.MCC}, Sound: true, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if _, ok := country.MCC(v.Text); ok {
				return Fault{}
			}
			return Fault{"no country holds the mobile country code " + quote(v.Text), "compare it with the first 3 digits of the SIM's IMSI"}
		}},
	},
	{
		ID: "gid1-format", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "a GID1 is hexadecimal",
		Why:   "The group identifier is read from the SIM as bytes; text with other characters matches none.",
		Bad:   Example{Text: "GID1=0x53FF"},
		Good:  Example{Text: "GID1=53FF"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.GID1}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("hexdigits", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is not hexadecimal", "write the digits 0 to 9 and A to F only, without 0x and blanks, in a cell formatted as Text"}
		}},
	},
	{
		ID: "ui-order-value", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "UIOrder is a whole number, 0 or more",
		Why:   "Windows sorts the entries that the user may choose from by this number.",
		Bad:   Example{Text: "UIName=Contoso Prepaid | UIOrder=first"},
		Good:  Example{Text: "UIName=Contoso Prepaid | UIOrder=0"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.UIOrder}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("count", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is no place in a list", "write a whole number, 0 or more"}
		}},
	},
	{
		ID: "esim-prov-value", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "ESIM_PROV is true or false",
		Why:   "The identifier tells an eSIM's provisioning profile from all others; another value matches neither.",
		Bad:   Example{Text: "ESIM_PROV=maybe"},
		Good:  Example{Text: "ESIM_PROV=false"},
		Value: choice(cosa.ESIMProv),
	},
	{
		ID: "plmn-missing", Severity: cosa.Warning, Group: GroupIdentity, Page: pageSettings,
		Title: "SPN, PNN, GID1 and IMSI ranges come with MCC and MNC",
		Why:   "The same name or group may be on SIMs of other networks all over the world; without MCC and MNC the profile is applied to them too.",
		Bad:   Example{Text: "MCC= | MNC= | SPN=Contoso Travel"},
		Good:  Example{Text: "SPN=Contoso Travel"},
		Row:   missingPLMN,
	},
	{
		ID: "mcc-mnc-pair", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "MCC and MNC are given together",
		Why:   "A network is MCC and MNC; one of them alone names a whole country, or the same code in every country.",
		Bad:   Example{Text: "MNC="},
		Good:  Example{Text: "MNC=310"},
		Row: func(_ *Input, e cosa.Entry, report Report) {
			mcc, mnc := e.Has(cosa.MCC), e.Has(cosa.MNC)
			if mcc == mnc {
				return
			}
			missing, given := cosa.MNC, cosa.MCC
			if mnc {
				missing, given = given, missing
			}
			report(AtMissing(e, missing, missing.String()+" is blank, but "+given.String()+" is given", "give both, or neither beside an ICCID range", given))
		},
	},
	{
		ID: "target-required", Severity: cosa.Error, Group: GroupIdentity, Page: pageSettings,
		Title: "every row says which SIMs it is for",
		Why:   "A target without any identifier matches either no SIM or all of them.",
		Bad:   Example{Text: "MCC= | MNC=", Policy: PolicyCosa},
		Good:  Example{Text: "MCC=722 | MNC=310", Policy: PolicyCosa},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.MCC) != 0 || hasIdentifier(e) || demandsElse(e) {
				return
			}
			if source := e.Source(); source.HasColumns() && source.Columns[cosa.ICCIDStart] == 0 && in.MobilePlans(e) {
				return // header-missing tells why
			}
			at := cosa.MCC
			if source := e.Source(); source.HasColumns() && source.Columns[cosa.MCC] == 0 && source.Columns[cosa.ICCIDStart] > 0 {
				at = cosa.ICCIDStart
			}
			report(At(e, at, "the row has no identifier, so it is for no SIM", "give MCC and MNC, an ICCID range, or both"))
		},
	},
	{
		ID: "target-kinds", Severity: cosa.Warning, Group: GroupIdentity, Page: pagePlanning, Submitted: true,
		Title: "a row has one kind of target",
		Why:   "Beside MCC and MNC the spreadsheet takes one of IMSI range, ICCID range and GSM provider name on a row. A SIM has to satisfy all of them at once, which is seldom what was meant.",
		Bad:   Example{Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999"},
		Good:  Example{Text: "IMSI Range - Start= | IMSI Range - End="},
		Row:   mixedKinds,
	},
	{
		ID: "target-outranked", Severity: cosa.Info, Group: GroupIdentity, Page: pagePlanning,
		Title: "an ICCID range stands with MCC and MNC",
		Why:   "The entry with the most matching identifiers wins. A range alone is one identifier; any entry for the SIM's network has two and takes the SIM.",
		Bad:   Example{Text: "MCC= | MNC="},
		Good:  Example{Text: "MCC=722 | MNC=310"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.ICCIDStart) == 0 || e.ID(cosa.MCC) != 0 || hasOtherIdentifier(e) || in.rangeOf(e, cosa.ICCID) == nil {
				return
			}
			report(At(e, cosa.ICCIDStart, "the ICCID range is the target's only identifier, and any entry for the SIM's MCC and MNC wins over it",
				"add MCC and MNC if all SIMs of the range have the same"))
		},
	},
	{
		ID: "ui-order-required", Severity: cosa.Warning, Group: GroupIdentity, Page: pageSettings,
		Title: "UIName comes with UIOrder",
		Why:   "Where the user chooses among entries, Windows sorts them by UIOrder; those without one all come first, in no certain order.",
		Bad:   Example{Text: "UIName=Contoso Prepaid"},
		Good:  Example{Text: "UIName=Contoso Prepaid | UIOrder=0"},
		Row: func(_ *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.UIName) != 0 && e.Has(cosa.UIName) && !e.Has(cosa.UIOrder) {
				report(AtMissing(e, cosa.UIOrder, "UIName is given without UIOrder", "write the entry's place in the list, from 0", cosa.UIName))
			}
		},
	},
}

// demandsElse reports whether the row of a database says in a way of its own
// which SIMs it is for: by conditions that no setting holds, or by the hashes
// of the APN database.
func demandsElse(e cosa.Entry) bool {
	return demandsMore(e) || e.Source().Format == cosa.APNDB
}

// byPLMN are the identifiers that need a network to mean anything.
var byPLMN = [...]cosa.Setting{cosa.SPN, cosa.PNN, cosa.GID1, cosa.IMSIStart, cosa.IMSIEnd}

func missingPLMN(_ *Input, e cosa.Entry, report Report) {
	if e.ID(cosa.MCC) != 0 && e.Has(cosa.MCC) || e.ID(cosa.MNC) != 0 && e.Has(cosa.MNC) {
		return
	}
	var given []string
	for _, s := range byPLMN {
		if e.ID(s) != 0 && e.Has(s) {
			if name := kindOf(s); len(given) == 0 || given[len(given)-1] != name {
				given = append(given, name)
			}
		}
	}
	if len(given) > 0 {
		report(AtMissing(e, cosa.MCC, strings.Join(given, " and ")+" given without MCC and MNC", "give MCC and MNC too", byPLMN[:]...))
	}
}

// otherIdentifiers are those beside MCC, MNC and ICCID range.
var otherIdentifiers = [...]cosa.Setting{
	cosa.SPN, cosa.PNN, cosa.GID1, cosa.IMSIStart, cosa.IMSIEnd, cosa.GSMProviderName, cosa.CDMAProviderID, cosa.CDMAProviderName,
}

func hasOtherIdentifier(e cosa.Entry) bool {
	if e.Has(cosa.MCC) || e.Has(cosa.MNC) {
		return true
	}
	for _, s := range otherIdentifiers {
		if e.ID(s) != 0 && e.Has(s) {
			return true
		}
	}
	if e.ID(cosa.ESIMProv) == 0 || !e.Has(cosa.ESIMProv) {
		return false
	}
	_, known := cosa.ESIMProv.Spec().Choice(e.Text(cosa.ESIMProv))
	return !known || cosa.ESIMProv.True(e.Text(cosa.ESIMProv)) // what is malformed was meant to be one
}

func hasIdentifier(e cosa.Entry) bool {
	return e.Has(cosa.ICCIDStart) || e.Has(cosa.ICCIDEnd) || hasOtherIdentifier(e)
}

func mixedKinds(in *Input, e cosa.Entry, report Report) {
	imsi := in.Good(e, cosa.IMSIStart) || in.Good(e, cosa.IMSIEnd)
	iccid := in.Good(e, cosa.ICCIDStart) || in.Good(e, cosa.ICCIDEnd)
	gsm := in.Good(e, cosa.GSMProviderName)
	if !imsi && !gsm || !iccid && !gsm || !imsi && !iccid {
		return
	}
	var kinds []string
	if imsi {
		kinds = append(kinds, "an IMSI range")
	}
	last := cosa.ICCIDStart
	if iccid {
		kinds = append(kinds, "an ICCID range")
	}
	if gsm {
		kinds, last = append(kinds, "a GSM provider name"), cosa.GSMProviderName
	}
	report(At(e, last, "the row has "+listed(kinds, "and")+"; a SIM has to satisfy all of them",
		"keep one kind on this row and give the other a row of its own"))
}
