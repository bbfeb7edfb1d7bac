package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cosakit/cosa/cosa"
)

// digitStrings are the settings whose digits a spreadsheet can lose.
var digitStrings = []cosa.Setting{
	cosa.MCC, cosa.MNC, cosa.GID1, cosa.IMSIStart, cosa.IMSIEnd, cosa.ICCIDStart, cosa.ICCIDEnd, cosa.CDMAProviderID,
}

// damageRules are about what a spreadsheet does to values.
var damageRules = []*Rule{
	{
		ID: "error-cell", Severity: cosa.Error, Group: GroupSource, Page: pagePlanning,
		Title: "no cell holds an error value",
		Why:   "#N/A, #REF! and the like are what Excel shows where a formula failed; the value that was meant is not in the file.",
		Bad:   Example{Text: "FriendlyName=#N/A <error>"},
		Good:  Example{Text: "FriendlyName=Contoso Internet"},
		Value: &ValueCheck{Settings: everySetting(), Damaged: true, Judge: func(s cosa.Setting, v cosa.Value) Fault {
			if v.Type != cosa.Err {
				return Fault{}
			}
			if s.Spec().Secret {
				return Fault{"the cell holds an error value", "type the value that belongs here"}
			}
			return Fault{"the cell holds the error value " + quote(v.Text), "type the value that belongs here"}
		}},
	},
	{
		ID: "formula-without-value", Severity: cosa.Error, Group: GroupSource, Page: pagePlanning,
		Title: "every formula has a result",
		Why:   "Some programs save formulas without computing them; whoever reads the file finds nothing in the cell.",
		Bad:   Example{Text: "FriendlyName= <formula>"},
		Good:  Example{Text: "FriendlyName=Contoso Internet"},
		Value: &ValueCheck{Settings: everySetting(), Damaged: true, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if v.Type != cosa.Missing {
				return Fault{}
			}
			return Fault{"the cell holds a formula without a result", "type the value itself, or open the file in Excel, press F9 and save it"}
		}},
	},
	{
		ID: "formula-cell", Severity: cosa.Warning, Group: GroupSource, Page: pagePlanning,
		Title: "data cells hold values and not formulas",
		Why:   "The result that was saved last is used. It may be stale, and where the formula refers to another file it breaks on the next computer.",
		Bad:   Example{Text: "FriendlyName=Contoso Internet <formula>"},
		Good:  Example{Text: "FriendlyName=Contoso Internet"},
		Value: &ValueCheck{Settings: everySetting(), Sound: true, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if !v.Formula {
				return Fault{}
			}
			return Fault{"the cell holds a formula; its last result is used", "copy the cell and paste it over itself as a value"}
		}},
	},
	{
		ID: "digits-lost", Severity: cosa.Error, Group: GroupSource, Page: pageSettings,
		Title: "ICCIDs and long identifiers are text",
		Why:   "A number in a cell keeps 15 digits. The rest of an ICCID is gone or replaced, often so that it still looks right: the range then covers SIMs of another operator, or none.",
		Bad:   Example{Text: "ICCID Range - Start=8954310000000000000 <number>"},
		Good:  Example{Text: "ICCID Range - Start=8954310000000000000"},
		Value: &ValueCheck{Settings: slices.Concat(digitStrings, numberLike), Judge: digitsLost},
	},
	{
		ID: "leading-zeros-lost", Severity: cosa.Error, Group: GroupSource, Page: pageSettings,
		Title: "MCC and MNC keep their leading zeros",
		Why:   "01 and 001 are different networks, and a number in a cell is neither: Windows would look for a code that no SIM has, or for another operator's.",
		Bad:   Example{Text: "MNC=1 <number>"},
		Good:  Example{Text: "MNC=1 <number 00>"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.MCC, cosa.MNC}, Judge: zerosLost},
	},
	{
		ID: "invisible-characters", Severity: cosa.Warning, Group: GroupSource, Page: pagePlanning,
		Title: "values hold no invisible or look-alike characters",
		Why:   "Non-breaking and zero-width spaces, full-width digits and leading apostrophes come along from mail and PDF. Nobody sees them, but they make a value differ from the one that a SIM or network holds.",
		Bad:   Example{Text: `Operator=Contoso\u00a0`},
		Good:  Example{Text: "Operator=Contoso"},
		Value: &ValueCheck{Settings: everySetting(), Sound: true, Fix: asRead, Judge: invisible},
	},
}

func everySetting() []cosa.Setting {
	all := make([]cosa.Setting, cosa.SettingCount)
	for i := range all {
		all[i] = cosa.Setting(i)
	}
	return all
}

// kindOf is what a setting's numbers are called.
func kindOf(s cosa.Setting) string {
	switch s {
	case cosa.ICCIDStart, cosa.ICCIDEnd:
		return "ICCID"
	case cosa.IMSIStart, cosa.IMSIEnd:
		return "IMSI"
	}
	return s.String()
}

// numberLike are the settings whose values are no numbers, but may look so; a
// sheet that keeps one as a number cuts it off all the same.
var numberLike = []cosa.Setting{cosa.SPN, cosa.PNN, cosa.UserName, cosa.Password}

func digitsLost(s cosa.Setting, v cosa.Value) Fault {
	if slices.Contains(numberLike, s) {
		if v.Type != cosa.Number || len(v.Text) <= 15 && !isScientific(v.Text) {
			return Fault{}
		}
		return Fault{fmt.Sprintf("digits lost: this %s is stored as a number, and Excel keeps only 15 of its digits", s), retype}
	}
	kind, scientific := kindOf(s), isScientific(v.Text)
	if s == cosa.GID1 && isHexDigits(v.Text) {
		scientific = false // 53E1 is hexadecimal
	}
	switch {
	case v.Type == cosa.Date:
		return Fault{fmt.Sprintf("digits lost: this %s is stored as a date, %s", kind, held(v)), retype}
	case v.Type == cosa.Bool && kind == "ICCID":
		return Fault{fmt.Sprintf("digits lost: this %s is stored as %s", kind, quote(v.Text)), retype}
	case (v.Type == cosa.Number || v.Type == cosa.Padded) &&
		(kind == "ICCID" || scientific || len(v.Text) > 15):
		return Fault{fmt.Sprintf("digits lost: this %s is stored as a number, and Excel keeps only 15 of its digits (%s)", kind, held(v)), retype}
	case scientific:
		return Fault{fmt.Sprintf("digits lost: this %s is written as %s, which keeps only its first digits", kind, quote(v.Text)),
			"go back to where the number is whole, format the column as Text there, and copy or export it again"}
	}
	return Fault{}
}

const retype = "format the column as Text and type it again"

// held writes a number as Excel shows it where it does not fit: 8.95431E+18.
func held(v cosa.Value) string {
	if n, err := strconv.ParseFloat(v.Raw, 64); err == nil && (n >= 1e11 || n <= -1e11) {
		return strconv.FormatFloat(n, 'E', -1, 64)
	}
	return shortened(v.Text)
}

// isScientific reports whether text is a number such as 8.95E+18, with a
// decimal point or comma.
func isScientific(text string) bool {
	mantissa, exponent, ok := cutExponent(strings.TrimLeft(text, "+-"))
	if !ok {
		return false
	}
	whole, fraction, pointed := strings.Cut(strings.Replace(mantissa, ",", ".", 1), ".")
	return cosa.AllDigits(whole) && (!pointed || fraction == "" || cosa.AllDigits(fraction)) &&
		cosa.AllDigits(strings.TrimLeft(exponent, "+-"))
}

func cutExponent(text string) (mantissa, exponent string, ok bool) {
	i := strings.IndexAny(text, "eE")
	if i < 0 {
		return "", "", false
	}
	return strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+1:]), true
}

func zerosLost(s cosa.Setting, v cosa.Value) Fault {
	if v.Type != cosa.Number || len(v.Text) > 2 || !cosa.AllDigits(v.Text) {
		return Fault{}
	}
	var candidates []string
	if s == cosa.MNC {
		two := strings.Repeat("0", 2-len(v.Text)) + v.Text
		candidates = append(candidates, two, "0"+two)
	} else {
		candidates = append(candidates, strings.Repeat("0", 3-len(v.Text))+v.Text)
	}
	return Fault{
		fmt.Sprintf("leading zeros lost: this %s is stored as the number %s, which stands for %s", s, v.Text, strings.Join(candidates, " or ")),
		"format the column as Text and type the code with all its digits",
	}
}

func invisible(s cosa.Setting, v cosa.Value) Fault {
	if v.Type != cosa.Text {
		return Fault{}
	}
	what := s.Invisible(v.Raw)
	if what == "" && s.Spec().Marked && v.Raw != v.Text {
		what = "blanks at its ends"
	}
	if what == "" {
		return Fault{}
	}
	return Fault{"the value holds " + what + fateOf(s, v.Raw, what), "type the value again instead of pasting it"}
}

// fateOf says what becomes of an invisible character in a value.
func fateOf(s cosa.Setting, raw, what string) string {
	switch {
	case s.Spec().Secret:
		return ", which is sent to the network as it stands"
	case strings.HasPrefix(what, "a control"):
		return "; it is kept, but customizations.xml is written without it"
	case strings.Contains(what, "full-width"):
		return "; it is read and exported as the plain one"
	case strings.HasSuffix(what, "space") || strings.HasSuffix(what, "tab") || strings.HasSuffix(what, "break"):
		if digits := s.Spec().Type == cosa.TypeDigits || s.Spec().Type == cosa.TypeHex; !digits && s.Invisible(strings.TrimFunc(raw, unicode.IsSpace)) == what {
			return "; it is read and exported as a plain blank"
		}
	}
	return "; it is read and exported without"
}
