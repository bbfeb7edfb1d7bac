package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// connectionRules are the rules about access points.
var connectionRules = slices.Concat(accessRules, credentialRules, purposeRules, orderRules)

// accessRules are about an access point's name and how it is reached.
var accessRules = []*Rule{
	{
		ID: "access-string-required", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings, Submitted: true,
		Title: "every connection has an access string",
		Why:   "Windows connects to the access point of this name. Only the first attach to an LTE network can do without: the network then picks its default.",
		Bad:   Example{Text: "AccessString="},
		Good:  Example{Text: "AccessString=internet.contoso.example"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if in.lacksAccessString(e) {
				report(At(e, cosa.AccessString, "AccessString is blank", "write the access point's name; it may be blank only where LTE attach is the connection's only purpose"))
			}
		},
	},
	{
		ID: "access-string-length", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "an access string has at most 100 characters",
		Why:   "Windows cuts off or rejects what is longer, and the network does not know the rest.",
		Bad:   Example{Text: "AccessString=" + strings.Repeat("internet.", 11) + "example"},
		Good:  Example{Text: "AccessString=" + strings.Repeat("internet.", 10) + "example"},
		Value: atMost(cosa.AccessString),
	},
	{
		ID: "access-string-format", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "an access string is an APN, a dial string or user@realm",
		Why:   "An access point name is a host name: a network rejects one with other characters, and the device does not connect.",
		Bad:   Example{Text: "AccessString=internet_contoso.example"},
		Good:  Example{Text: "AccessString=internet-contoso.example"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AccessString}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("accesspoint", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is neither an access point name nor a dial string nor user@realm",
				"an access point name has letters, digits, hyphens and dots, at most 63 characters between dots and none empty; a CDMA one is #777 or user@realm"}
		}},
	},
	{
		ID: "friendly-name-length", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "a friendly name has at most 255 characters",
		Why:   "Windows shows the name where it cannot connect by itself, and rejects a longer one.",
		Bad:   Example{Text: "FriendlyName=" + strings.Repeat("Contoso ", 31) + "Internet"},
		Good:  Example{Text: "FriendlyName=Contoso Internet"},
		Value: atMost(cosa.FriendlyName),
	},
	{
		ID: "ip-type-value", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "IPType is IPv4, IPv6, IPv4v6 or IPv4v6xlat",
		Why:   "Windows asks the network for IPv4 only where it does not know the word.",
		Bad:   Example{Text: "IPType=IPv4/IPv6"},
		Good:  Example{Text: "IPType=IPv4v6"},
		Value: choice(cosa.IPType),
	},
	{
		ID: "ip-type-ipv6", Severity: cosa.Info, Group: GroupConnections, Page: pageSettings,
		Title: "IPv6 alone needs a network that has it everywhere",
		Why:   "With IPv6 or IPv4v6xlat the device gets no connection where a network, at home or abroad, offers IPv4 only. IPv4v6 takes what there is.",
		Bad:   Example{Text: "IPType=IPv6"},
		Good:  Example{Text: "IPType=IPv4v6"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.IPType}, Sound: true, Judge: func(s cosa.Setting, v cosa.Value) Fault {
			text, _ := s.Canonical(v.Text)
			if text != "IPv6" && text != "IPv4v6xlat" {
				return Fault{}
			}
			return Fault{text + " does not connect where a network offers IPv4 only", "write IPv4v6 unless every network, roaming partners included, has IPv6"}
		}},
	},
	{
		ID: "roaming-value", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "Roaming is a number from 0 to 5",
		Why:   "The default is to connect everywhere; a word that Windows does not know does not keep a device from roaming.",
		Bad:   Example{Text: "Roaming=6"},
		Good:  Example{Text: "Roaming=1"},
		Value: choice(cosa.Roaming),
	},
	{
		ID: "compression-value", Severity: cosa.Error, Group: GroupConnections, Page: pageOldSettings,
		Title: "Compression is ENABLE or DISABLE",
		Why:   "Old Windows reads these two words only.",
		Bad:   Example{Text: "Compression=gzip"},
		Good:  Example{Text: "Compression="},
		Value: choice(cosa.Compression),
	},
}

// attachesOnly reports whether LTE attach is the only purpose of a list.
func attachesOnly(purposes string) bool {
	items := cosa.SplitList(purposes)
	for _, item := range items {
		if p, ok := cosa.FindPurpose(item); !ok || p.Name != "LTE attach" {
			return false
		}
	}
	return len(items) > 0
}

// credentialRules are about how a connection signs in. None of them repeats a
// credential.
var credentialRules = []*Rule{
	{
		ID: "credential-length", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "user name and password have at most 255 characters",
		Why:   "Windows rejects longer ones, and the connection then has no credentials at all.",
		Bad:   Example{Text: "UserName=" + strings.Repeat("contoso-", 32)},
		Good:  Example{Text: "UserName=contoso"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.UserName, cosa.Password}, Judge: func(s cosa.Setting, v cosa.Value) Fault {
			if len(v.Text) <= s.Spec().MaxLen {
				return Fault{}
			}
			if n := utf8.RuneCountInString(v.Text); n > s.Spec().MaxLen {
				return Fault{s.String() + " has " + count(n, "character") + "; at most 255 are allowed", "ask the operator's network team for a shorter one"}
			}
			return Fault{}
		}},
	},
	{
		ID: "auth-protocol-value", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "AuthProtocol is NONE, PAP, CHAP or MsCHAPV2",
		Why:   "With a word that Windows does not know the credentials are not sent, and the network refuses the connection.",
		Bad:   Example{Text: "AuthProtocol=EAP"},
		Good:  Example{Text: "AuthProtocol=NONE"},
		Value: choice(cosa.AuthProtocol),
	},
	{
		ID: "auth-needs-credentials", Severity: cosa.Warning, Group: GroupConnections, Page: pageSettings,
		Title: "authentication has a user name",
		Why:   "PAP, CHAP and MsCHAPV2 send a user name and a password. Networks that check them refuse a blank one; on those that do not, NONE says the same.",
		Bad:   Example{Text: "AuthProtocol=PAP"},
		Good:  Example{Text: "AuthProtocol=PAP | UserName=contoso | Password=example"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.UserName) != 0 && e.Has(cosa.UserName) {
				return
			}
			if protocol := in.authentication(e); protocol != "" {
				report(AtMissing(e, cosa.UserName, protocol+" is asked for without a user name", "write user name and password, or NONE as AuthProtocol", cosa.AuthProtocol))
			}
		},
	},
	{
		ID: "password-without-user", Severity: cosa.Warning, Group: GroupConnections, Page: pageSettings,
		Title: "a password has a user name",
		Why:   "A password alone signs nobody in; most often the two columns were swapped or the user name was lost.",
		Bad:   Example{Text: "Password=example"},
		Good:  Example{Text: "AuthProtocol=PAP | UserName=contoso | Password=example"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if e.ID(cosa.Password) != 0 && !e.Has(cosa.UserName) && in.Good(e, cosa.Password) && in.authentication(e) == "" {
				report(AtMissing(e, cosa.UserName, "a password is given without a user name", "write the user name too, or leave the password blank", cosa.Password))
			}
		},
	},
}

// authentication returns the protocol that a row asks for, "" for none.
func (in *Input) authentication(e cosa.Entry) string {
	if e.ID(cosa.AuthProtocol) == 0 || !in.Good(e, cosa.AuthProtocol) {
		return ""
	}
	if choice, ok := cosa.AuthProtocol.Spec().Choice(e.Text(cosa.AuthProtocol)); ok && choice.Text != "NONE" {
		return choice.Text
	}
	return ""
}

// lacksAccessString reports whether the row's access string is blank, and may
// not be.
func (in *Input) lacksAccessString(e cosa.Entry) bool {
	if e.ID(cosa.AccessString) != 0 && e.Has(cosa.AccessString) || !in.Lacks(e, cosa.AccessString) {
		return false
	}
	return !e.Has(cosa.PurposeGroups) || in.Good(e, cosa.PurposeGroups) && !attachesOnly(e.Text(cosa.PurposeGroups))
}
