package match

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// SIM is what is known of a SIM. A blank field is not known, or not on the
// SIM, and no condition on it holds. Where MCC is blank it is taken from the
// IMSI, and so is MNC: the IMSI does not tell how long it is, so that a
// target's MNC holds if the IMSI continues with it.
type SIM struct {
	MCC, MNC, IMSI, ICCID string
	SPN, PNN, GID1        string
	ESIMProv              string // a spelling of true for a provisioning eSIM
}

// identifier numbers what a target can state.
type identifier uint8

const (
	mcc identifier = iota
	mnc
	imsi
	iccid
	spn
	pnn
	gid1
	esimProv
	identifierCount
)

// Field is an identifier of a SIM as people name it.
type Field struct {
	Key  string // in lower camel case, as in files
	Flag string // on the command line
	Name string // to a person
	Help string
	want string // the form of a value, "" for any

	setting cosa.Setting
	of      func(s *SIM) *string
	valid   func(text string) bool
}

var fields = [identifierCount]Field{
	mcc: {
		Key: "mcc", Flag: "mcc", Name: "MCC", Help: "mobile country code", want: "3 digits, such as 001",
		setting: cosa.MCC, of: func(s *SIM) *string { return &s.MCC },
		valid: func(text string) bool { return cosa.AllDigits(text) && len(text) == 3 },
	},
	mnc: {
		Key: "mnc", Flag: "mnc", Name: "MNC", Help: "mobile network code", want: "2 or 3 digits, such as 01; 01 and 001 differ",
		setting: cosa.MNC, of: func(s *SIM) *string { return &s.MNC },
		valid: func(text string) bool { return cosa.AllDigits(text) && (len(text) == 2 || len(text) == 3) },
	},
	imsi: {
		Key: "imsi", Flag: "imsi", Name: "IMSI", Help: "subscriber number; tells MCC and MNC too", want: "15 digits",
		setting: cosa.IMSIStart, of: func(s *SIM) *string { return &s.IMSI },
		valid: cosa.IMSI.Valid,
	},
	iccid: {
		Key: "iccid", Flag: "iccid", Name: "ICCID", Help: "serial number of the SIM", want: "19 or 20 digits that begin with 89",
		setting: cosa.ICCIDStart, of: func(s *SIM) *string { return &s.ICCID },
		valid: cosa.ICCID.Valid,
	},
	spn: {
		Key: "spn", Flag: "spn", Name: "SPN", Help: "service provider name; case matters",
		setting: cosa.SPN, of: func(s *SIM) *string { return &s.SPN },
	},
	pnn: {
		Key: "pnn", Flag: "pnn", Name: "PNN", Help: "network name on the SIM; case matters",
		setting: cosa.PNN, of: func(s *SIM) *string { return &s.PNN },
	},
	gid1: {
		Key: "gid1", Flag: "gid1", Name: "GID1", Help: "group identifier, level 1", want: "hexadecimal digits, such as 53FF",
		setting: cosa.GID1, of: func(s *SIM) *string { return &s.GID1 },
		valid: allHex,
	},
	esimProv: {
		Key: "esimProv", Flag: "esim-prov", Name: "ESIM_PROV", Help: "a provisioning profile of an eSIM", want: "true or false",
		setting: cosa.ESIMProv, of: func(s *SIM) *string { return &s.ESIMProv },
		valid: func(text string) bool { _, ok := cosa.ESIMProv.Canonical(text); return ok },
	},
}

// Fields lists the identifiers of a SIM.
func Fields() []Field { return fields[:] }

// Of returns the SIM's value of the field.
func (f *Field) Of(s *SIM) string { return *f.of(s) }

// Set gives the SIM a value of the field; blank is none. The error says what
// is wrong with it and what is expected.
func (f *Field) Set(s *SIM, text string) error {
	text = f.setting.Clean(text)
	if text != "" && f.valid != nil && !f.valid(text) {
		return fmt.Errorf("%s %q is not %s%s", f.Name, text, f.want, f.repaired(text))
	}
	*f.of(s) = text
	return nil
}

// repaired suggests what the digits were meant to be.
func (f *Field) repaired(text string) string {
	cut := strings.NewReplacer(" ", "", "-", "").Replace(text)
	if f.setting == cosa.ICCIDStart {
		cut = strings.TrimRight(cut, "Ff") // filler behind the last digit
	}
	if cut == text {
		if cosa.AllDigits(text) {
			return fmt.Sprintf(", it has %d", len(text))
		}
		return ""
	}
	if !f.valid(cut) {
		return ""
	}
	return fmt.Sprintf("; write it as %s", cut)
}

// String writes the SIM for a person.
func (s SIM) String() string {
	var parts []string
	for i := range fields {
		if text := fields[i].Of(&s); text != "" {
			parts = append(parts, fields[i].Name+" "+text)
		}
	}
	if len(parts) == 0 {
		return "a SIM of which nothing is known"
	}
	return strings.Join(parts, ", ")
}

func allHex(text string) bool {
	return text != "" && strings.Trim(text, "0123456789abcdefABCDEF") == ""
}

// subject is a SIM as conditions see it.
type subject struct {
	text    [identifierCount]string
	mncs    [2]string // readings of the MNC, "" for none
	esim    bool
	numbers [2]cosa.Range // of the numbers of each kind; Lo and Hi are 0 where there is none
}

func newSubject(sim *SIM) subject {
	var s subject
	for i := range fields {
		s.text[i] = fields[i].Of(sim)
	}
	s.text[gid1] = strings.ToUpper(s.text[gid1])
	s.esim = cosa.ESIMProv.True(sim.ESIMProv)
	if n := sim.IMSI; len(n) == 15 && (sim.MCC == "" || n[:3] == sim.MCC) {
		s.text[mcc] = n[:3]
		s.mncs = [2]string{n[3:5], n[3:6]}
	}
	if sim.MNC != "" {
		s.mncs = [2]string{sim.MNC}
	}
	for kind, text := range [...]string{cosa.ICCID: sim.ICCID, cosa.IMSI: sim.IMSI} {
		if text != "" {
			s.numbers[kind], _ = cosa.NewRange(cosa.NumberKind(kind), text, text) // no number of the kind is in no range
		}
	}
	return s
}
