package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

const (
	pagePlanning = "planning-your-desktop-cosa-database-submission"
	pageSettings = "desktop-cosa-database-settings"
)

// rangeRules are the rules of one range, followed by those of several.
var rangeRules = slices.Concat(rangeFormRules, collisionRules)

var rangeFormRules = []*Rule{
	{
		ID: "iccid-format", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an ICCID has 19 or 20 digits and begins with 89",
		Why:   "Windows compares the digits of the SIM's serial number with the range; text of another form matches no SIM at all, and the entry is dead without anyone noticing.",
		Bad:   Example{Text: "ICCID Range - Start=8954-3100-0000-0000-000"},
		Good:  Example{Text: "ICCID Range - Start=8954310000000000000"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.ICCIDStart, cosa.ICCIDEnd}, Judge: judgeICCID},
	},
	{
		ID: "imsi-format", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an IMSI has 15 digits",
		Why:   "Windows compares the digits of the subscriber's IMSI with the range; a shorter or longer number matches no SIM.",
		Bad:   Example{Policy: PolicyCosa, Text: "IMSI Range - Start=72231000000000 | IMSI Range - End=722310999999999"},
		Good:  Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310999999999"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.IMSIStart, cosa.IMSIEnd}, Judge: judgeIMSI},
	},
	{
		ID: "iccid-range-incomplete", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an ICCID range has a start and an end",
		Why:   "A range with one end cannot be entered; the reviewer sends the submission back.",
		Bad:   Example{Text: "ICCID Range - End="},
		Good:  Example{Text: "ICCID Range - End=8954310099999999999"},
		Whole: incomplete(cosa.ICCID),
	},
	{
		ID: "imsi-range-incomplete", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an IMSI range has a start and an end",
		Why:   "A range with one end cannot be entered. Both ends blank, with MCC and MNC given, means the whole network.",
		Bad:   Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000"},
		Good:  Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310999999999"},
		Whole: incomplete(cosa.IMSI),
	},
	{
		ID: "iccid-range-lengths", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "start and end of an ICCID range have the same number of digits",
		Why:   "Numbers of 19 and of 20 digits cannot bound one range; every range of the shipped database has ends of one length.",
		Bad:   Example{Text: "ICCID Range - Start=8954310000000000000 | ICCID Range - End=89543100999999999999"},
		Good:  Example{Text: "ICCID Range - Start=89543100000000000000 | ICCID Range - End=89543100999999999999"},
		Row: func(in *Input, e cosa.Entry, report Report) {
			if start, end, ok := in.ends(e, cosa.ICCID); ok && len(start) != len(end) {
				report(At(e, cosa.ICCIDStart,
					fmt.Sprintf("the range begins with %d digits, %q, and ends with %d, %q", len(start), start, len(end), end),
					"write both ends with 19 digits, or both with 20"))
			}
		},
	},
	{
		ID: "iccid-range-order", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an ICCID range starts before it ends",
		Why:   "No number lies in a range that ends before it starts, so no SIM gets the profile.",
		Bad:   Example{Text: "ICCID Range - Start=8954310100000000000 | ICCID Range - End=8954310099999999999"},
		Good:  Example{Text: "ICCID Range - Start=8954310000000000000 | ICCID Range - End=8954310099999999999"},
		Row:   order(cosa.ICCID),
	},
	{
		ID: "imsi-range-order", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an IMSI range starts before it ends",
		Why:   "No number lies in a range that ends before it starts, so no SIM gets the profile.",
		Bad:   Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310100000000 | IMSI Range - End=722310099999999"},
		Good:  Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999"},
		Row:   order(cosa.IMSI),
	},
	{
		ID: "iccid-digits-suspicious", Severity: cosa.Warning, Group: GroupRanges, Page: pageSettings,
		Title: "the end of an ICCID range looks as if a spreadsheet had rounded it",
		Why:   "Excel keeps 15 digits of a number and LibreOffice about 16. An end that passed through a number cell comes back cut off or rounded up to the neighbour's start, although the cell is text again.",
		Bad:   Example{Text: "ICCID Range - End=8954310099999990000"},
		Good:  Example{Text: "ICCID Range - End=8954310099999999999"},
		Whole: suspicious,
	},
	{
		ID: "iccid-range-granularity", Severity: cosa.Warning, Group: GroupRanges, Page: pagePlanning, Submitted: true,
		Title: "an ICCID range runs from ...00 to ...99",
		Why:   "Windows 8 knows a SIM by its ICCID without the last two digits, so a range that begins or ends within a block of a hundred takes in the whole block there.",
		Bad:   Example{Text: "ICCID Range - End=8954310099999999997"},
		Good:  Example{Text: "ICCID Range - End=8954310099999999999"},
		Row:   granularity(cosa.ICCID),
	},
	{
		ID: "imsi-range-granularity", Severity: cosa.Warning, Group: GroupRanges, Page: pagePlanning, Submitted: true,
		Title: "an IMSI range runs from ...00 to ...99",
		Why:   "Windows 8 knows a SIM by its IMSI without the last two digits, so a range that begins or ends within a block of a hundred takes in the whole block there.",
		Bad:   Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000050 | IMSI Range - End=722310099999999"},
		Good:  Example{Policy: PolicyCosa, Text: "IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999"},
		Row:   granularity(cosa.IMSI),
	},
	{
		ID: "imsi-plmn", Severity: cosa.Error, Group: GroupRanges, Page: pageSettings,
		Title: "an IMSI begins with the row's MCC and MNC",
		Why:   "A SIM's IMSI begins with its network's MCC and MNC. A target that demands one network and the IMSIs of another matches no SIM.",
		Bad:   Example{Policy: PolicyCosa, Text: "MCC=722 | MNC=310 | IMSI Range - Start=722340000000000 | IMSI Range - End=722340099999999"},
		Good:  Example{Policy: PolicyCosa, Text: "MCC=722 | MNC=310 | IMSI Range - Start=722310000000000 | IMSI Range - End=722310099999999"},
		Row:   imsiPLMN,
	},
}

func judgeICCID(_ cosa.Setting, v cosa.Value) Fault {
	if cosa.ICCID.Valid(v.Text) {
		return Fault{}
	}
	if cosa.IsCondition(v.Text) {
		return unwanted(cosa.ICCID, v.Text)
	}
	const ask = "type the 19 or 20 digits that are printed on the SIM or listed by its maker"
	if clean := ungroup(v.Text); clean != v.Text && cosa.ICCID.Valid(clean) {
		return Fault{
			Message: quote(v.Text) + " is not an ICCID as Windows compares it: 19 or 20 digits without blanks, hyphens or a filler F",
			Hint:    fmt.Sprintf("is %s meant? Type it so, in a cell formatted as Text", clean),
		}
	}
	switch {
	case !cosa.AllDigits(v.Text):
		return Fault{quote(v.Text) + " holds other characters than digits; an ICCID has 19 or 20 digits and begins with 89", ask}
	case !strings.HasPrefix(v.Text, "89"):
		return Fault{quote(v.Text) + " does not begin with 89, as every ICCID of a telecom operator does", ask}
	}
	return Fault{quote(v.Text) + " has " + count(len(v.Text), "digit") + "; an ICCID has 19 or 20", ask}
}

// fewRanges bounds the ranges that a hint writes in place of a condition.
const fewRanges = 10

// unwanted is the fault of a condition, which only databases may hold.
func unwanted(kind cosa.NumberKind, condition string) Fault {
	if !readable(condition) {
		return Fault{quote(condition) + " is neither " + withArticle(kind) + " nor a condition", "write the first and the last number of the range"}
	}
	fault := Fault{
		Message: quote(condition) + " is a condition of a COSA package; a submission gives the start and the end of a range",
		Hint:    "write the ranges that it stands for, one a row",
	}
	switch ranges, ok := kind.Ranges(condition); {
	case !ok || len(ranges) == 0:
	case len(ranges) <= fewRanges:
		var list []string
		for _, r := range ranges {
			list = append(list, r.String())
		}
		fault.Hint += ": " + strings.Join(list, ", ")
	default:
		fault.Hint = fmt.Sprintf("write the %d ranges that it stands for, one a row; cosa ranges list --kind %s lists them", len(ranges), strings.ToLower(kind.String()))
	}
	return fault
}

func withArticle(kind cosa.NumberKind) string {
	if kind == cosa.ICCID {
		return "an ICCID"
	}
	return "an IMSI"
}

// ungroup takes away what people put between the digits of an ICCID, the
// filler F that SIM tools show behind 19 digits, and the decimals that a
// program adds to what it takes for a number.
func ungroup(text string) string {
	text = strings.Trim(text, `="`) // ="8954..." is how some protect digits from Excel in a CSV
	if whole, decimals, ok := strings.Cut(text, "."); ok && strings.Trim(decimals, "0") == "" {
		text = whole
	}
	clean := strings.NewReplacer(" ", "", "-", "", "–", "", ".", "", ",", "").Replace(text)
	if len(clean) == 20 {
		clean = strings.TrimRight(clean, "Ff")
	}
	return clean
}

func judgeIMSI(_ cosa.Setting, v cosa.Value) Fault {
	if cosa.IMSI.Valid(v.Text) {
		return Fault{}
	}
	if cosa.IsCondition(v.Text) {
		return unwanted(cosa.IMSI, v.Text)
	}
	if !cosa.AllDigits(v.Text) {
		return Fault{quote(v.Text) + " holds other characters than digits; an IMSI has 15 digits", "type the 15 digits in a cell formatted as Text"}
	}
	hint := "write all 15 digits: MCC, MNC and the subscriber's number"
	if v.Type == cosa.Number && len(v.Text) < 15 {
		hint = "the cell holds a number, which drops leading zeros: format it as Text and type all 15 digits"
	}
	return Fault{quote(v.Text) + " has " + count(len(v.Text), "digit") + "; an IMSI has 15", hint}
}

// incomplete finds rows that give one end of a range only. Where a sheet has
// no column for the other end, it says so once, at the first row concerned.
func incomplete(kind cosa.NumberKind) func(*Input, Report) {
	start, end := kind.Start(), kind.End()
	return func(in *Input, report Report) {
		if !in.Submission.Used(cosa.Column(start)) && !in.Submission.Used(cosa.Column(end)) {
			return
		}
		for _, source := range in.Submission.Sources() {
			for e := range in.Submission.EntriesOf(source) {
				if (e.ID(start) != 0) == (e.ID(end) != 0) && e.Has(start) == e.Has(end) || e.Deletes() ||
					!e.Has(end) && cosa.IsCondition(e.Text(start)) { // which has no end
					continue
				}
				given, missing, hint := start, end, "give the last number of the range, or blank the start"
				if e.Has(end) {
					given, missing, hint = end, start, "give the first number of the range, or blank the end"
				}
				if in.Lacks(e, missing) {
					report(At(e, missing, fmt.Sprintf("%s is %s, but %s is blank", given, quote(e.Text(given)), missing), hint))
					continue
				}
				if !slices.Contains(in.requiredColumns(source), missing) { // else header-missing says it
					report(At(e, given, fmt.Sprintf("%s is %s, but the sheet has no column %s", given, quote(e.Text(given)), missing),
						"add the column and give both ends of every range"))
				}
				break
			}
		}
	}
}

// ends returns both ends of the row's range where both are well formed.
func (in *Input) ends(e cosa.Entry, kind cosa.NumberKind) (start, end string, ok bool) {
	if !in.Good(e, kind.Start()) || !in.Good(e, kind.End()) {
		return "", "", false
	}
	return e.Text(kind.Start()), e.Text(kind.End()), true
}

// order finds ranges that end before they start. Digits of one length sort as
// text.
func order(kind cosa.NumberKind) func(*Input, cosa.Entry, Report) {
	return func(in *Input, e cosa.Entry, report Report) {
		if start, end, ok := in.ends(e, kind); ok && len(start) == len(end) && start > end {
			if kind == cosa.IMSI && (in.outsidePLMN(e, kind.Start()) || in.outsidePLMN(e, kind.End())) {
				return // imsi-plmn says which end is wrong
			}
			report(At(e, kind.Start(), fmt.Sprintf("the range starts at %q, after its end %q", start, end),
				"swap the two, or correct the one that is mistyped"))
		}
	}
}

// granularity finds ends of ranges that lie within a block of a hundred.
func granularity(kind cosa.NumberKind) func(*Input, cosa.Entry, Report) {
	return func(in *Input, e cosa.Entry, report Report) {
		if e.ID(kind.Start()) == 0 {
			return
		}
		if strings.HasSuffix(e.Text(kind.Start()), "00") && strings.HasSuffix(e.Text(kind.End()), "99") {
			return
		}
		r := in.rangeOf(e, kind)
		if r == nil {
			return
		}
		if n, _ := strconv.Atoi(r.Start[len(r.Start)-2:]); n > 0 {
			report(At(e, kind.Start(), fmt.Sprintf("%q does not end in 00: Windows 8 would take in the %s before it as well", r.Start, count(n, "number")),
				fmt.Sprintf("begin at %s00, if those numbers are yours", r.Start[:len(r.Start)-2])))
		}
		if n, _ := strconv.Atoi(r.End[len(r.End)-2:]); n < 99 && !in.looksRounded(e, kind) {
			report(At(e, kind.End(), fmt.Sprintf("%q does not end in 99: Windows 8 would take in the %s behind it as well", r.End, count(99-n, "number")),
				fmt.Sprintf("end at %s99, if those numbers are yours", r.End[:len(r.End)-2])))
		}
	}
}

func imsiPLMN(in *Input, e cosa.Entry, report Report) {
	if e.ID(cosa.IMSIStart) == 0 && e.ID(cosa.IMSIEnd) == 0 || !in.Plain(e, cosa.MCC) {
		return
	}
	what := "MCC " + e.Text(cosa.MCC)
	if in.Plain(e, cosa.MNC) {
		what = fmt.Sprintf("%s and MNC %s, that is with %q", what, e.Text(cosa.MNC), e.Text(cosa.MCC)+e.Text(cosa.MNC))
	}
	for _, s := range [...]cosa.Setting{cosa.IMSIStart, cosa.IMSIEnd} {
		if in.outsidePLMN(e, s) {
			report(At(e, s, fmt.Sprintf("%q does not begin with %s", e.Text(s), what), "correct the IMSI, or the row's MCC and MNC"))
		}
	}
}

// outsidePLMN reports whether an end of the row's IMSI range contradicts what
// is well formed of the row's MCC and MNC.
func (in *Input) outsidePLMN(e cosa.Entry, end cosa.Setting) bool {
	if !in.Plain(e, end) || !in.Plain(e, cosa.MCC) {
		return false
	}
	rest, ok := strings.CutPrefix(e.Text(end), e.Text(cosa.MCC))
	return !ok || in.Plain(e, cosa.MNC) && !strings.HasPrefix(rest, e.Text(cosa.MNC))
}
