package spreadsheet

import (
	"fmt"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/xuri/excelize/v2"
)

// identifierRule is what a spreadsheet program checks while a person types an
// identifier. The formula has %[1]s for the cell.
type identifierRule struct {
	formula string
	allowed string
}

// identifierCheck returns the check of a setting's cells, if it has one.
func identifierCheck(s cosa.Setting) (identifierRule, bool) {
	switch s {
	case cosa.ICCIDStart, cosa.ICCIDEnd:
		return identifierRule{`AND(ISTEXT(%[1]s),OR(LEN(%[1]s)=19,LEN(%[1]s)=20),LEFT(%[1]s,2)="89")`,
			"19 or 20 digits that begin with 89, without blanks or hyphens"}, true
	case cosa.IMSIStart, cosa.IMSIEnd:
		return identifierRule{`AND(ISTEXT(%[1]s),LEN(%[1]s)=15)`, "15 digits, without blanks or hyphens"}, true
	case cosa.MCC:
		return identifierRule{`AND(ISTEXT(%[1]s),LEN(%[1]s)=3)`, "3 digits, leading zeros included"}, true
	case cosa.MNC:
		return identifierRule{`AND(ISTEXT(%[1]s),OR(LEN(%[1]s)=2,LEN(%[1]s)=3))`, "2 or 3 digits, leading zeros included"}, true
	case cosa.CDMAProviderID:
		return identifierRule{`AND(ISTEXT(%[1]s),LEN(%[1]s)=5)`, "5 digits, leading zeros included"}, true
	}
	return identifierRule{}, false
}

// validate makes a spreadsheet program offer and check the values of a
// setting in the column's cells below the header.
func (b *book) validate(sheet string, column int, spec *cosa.Spec) error {
	name := cosa.ColumnName(column)
	dv := excelize.NewDataValidation(true)
	dv.Sqref = fmt.Sprintf("%s2:%s%d", name, name, sheetRows)
	switch spec.Type {
	case cosa.TypeChoice, cosa.TypeBoolean:
		if err := dv.SetDropList(spec.Allowed()); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, title(spec.Header), message("Choose one of: "+strings.Join(spec.Allowed(), ", ")))
	case cosa.TypePurposes:
		if err := dv.SetDropList(purposeNames()); err != nil {
			return err
		}
		// Several purposes in one cell are legal, but no list holds all their combinations.
		dv.SetError(excelize.DataValidationErrorStyleInformation, title(spec.Header), "Several purposes are separated by commas, as in: Internet, MMS")
		dv.SetInput(title(spec.Header), message("Choose one, or type several separated by commas: "+strings.Join(purposeNames(), ", ")))
	default:
		check, ok := identifierCheck(spec.Setting)
		if !ok {
			return b.validateLength(sheet, dv, spec)
		}
		formula := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(fmt.Sprintf(check.formula, name+"2"))
		if err := dv.SetRange(formula, "", excelize.DataValidationTypeCustom, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		dv.Operator = ""
		dv.SetError(excelize.DataValidationErrorStyleStop, title(spec.Header), message("Type "+check.allowed+". Keep the cell formatted as Text."))
		dv.SetInput(title(spec.Header), message(upperFirst(check.allowed)+". The cell is formatted as Text; keep it so, or digits are lost."))
	}
	return b.file.AddDataValidation(sheet, dv)
}

// validateLength makes a spreadsheet program check how long a text is.
func (b *book) validateLength(sheet string, dv *excelize.DataValidation, spec *cosa.Spec) error {
	if spec.MaxLen == 0 {
		return nil
	}
	err := dv.SetRange(spec.MaxLen, "", excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorLessThanOrEqual)
	if err != nil {
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, title(spec.Header), fmt.Sprintf("Type at most %d characters.", spec.MaxLen))
	return b.file.AddDataValidation(sheet, dv)
}

// title and message cut to what Excel takes in a validation.
func title(text string) string { return clip(text, 32) }

func message(text string) string { return clip(text, 225) }

func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return text[:n-3] + "..."
}

func upperFirst(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
