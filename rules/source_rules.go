package rules

import (
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// sourceRules are the rules about reading a file. Damage comes first, so that
// a damaged value is not also called malformed.
var sourceRules = slices.Concat(shapeRules, damageRules)

// shapeRules are about the file's shape. The readers make their findings, but
// for missing columns, where the policy has a say.
var shapeRules = []*Rule{
	{
		ID: "no-entries", Severity: cosa.Error, Group: GroupSource, Page: pagePlanning,
		Title: "the file holds data rows",
		Why:   "A file without entries submits nothing, and a check of nothing finds nothing: the header may be spelt otherwise, or the data may lie on another sheet.",
		Bad:   Example{Form: FormCells, Text: "no rows"},
		Good:  Example{Form: FormCells, Text: "Operator=Contoso"},
	},
	{
		ID: "header-missing", Severity: cosa.Error, Group: GroupSource, Page: pagePlanning,
		Title: "every required column is there",
		Why:   "Without UpdateType, Country/Region, Operator and AccessString nobody can tell what a row asks for; without the Mobile Plans columns the operator is not enabled, and the submission comes back weeks later.",
		Bad:   Example{Text: "!SupportDataMarketplace"},
		Good:  Example{Text: "SupportDataMarketplace=Yes"},
		Whole: missingColumns,
	},
	{
		ID: "header-unknown", Severity: cosa.Warning, Group: GroupSource, Page: pageSettings,
		Title: "every column is a known setting",
		Why:   "What stands in a column that Windows does not know never reaches a device; a slip in the header loses the whole column.",
		Bad:   Example{Form: FormCells, Text: "BrandingNome=Contoso"},
		Good:  Example{Form: FormCells, Text: "BrandingName=Contoso"},
	},
	{
		ID: "header-duplicate", Severity: cosa.Error, Group: GroupSource, Page: pageSettings,
		Title: "every setting has one column",
		Why:   "Where two columns are the same setting, nobody knows which of the two values is meant.",
		Bad:   Example{Form: FormCells, Text: "AccessString=internet.contoso.example | AccessString=mms.contoso.example"},
		Good:  Example{Form: FormCells, Text: "AccessString=internet.contoso.example"},
	},
	{
		ID: "sheet-ignored", Severity: cosa.Warning, Group: GroupSource, Page: pagePlanning,
		Title: "the workbook holds one data sheet",
		Why:   "Only one sheet is read; rows on another one that looks the same are neither checked nor exported.",
		Bad:   Example{Form: FormCells, Text: "Operator=Contoso\nsheet Old\nOperator=Fabrikam"},
		Good:  Example{Form: FormCells, Text: "Operator=Contoso"},
	},
	{
		ID: "merged-cells", Severity: cosa.Error, Group: GroupSource, Page: pagePlanning,
		Title: "no cells are merged in the data",
		Why:   "Only the first of the merged cells holds the value; to every program that reads the sheet the other rows are blank there.",
		Bad: Example{Form: FormCells, Text: "FriendlyName=Contoso\n" +
			"FriendlyName=Contoso | AccessString=mms.contoso.example | PurposeGroups=MMS\nmerge FriendlyName"},
		Good: Example{Form: FormCells, Text: "FriendlyName=Contoso\n" +
			"FriendlyName=Contoso | AccessString=mms.contoso.example | PurposeGroups=MMS"},
	},
	{
		ID: "hidden-data", Severity: cosa.Warning, Group: GroupSource, Page: pagePlanning,
		Title: "no data is hidden",
		Why:   "Data in a hidden row, column or sheet is submitted like all other, but whoever looks the sheet through, at your company or at Microsoft, does not see it.",
		Bad:   Example{Form: FormCells, Text: "Operator=Contoso\nhide Operator"},
		Good:  Example{Form: FormCells, Text: "Operator=Contoso"},
	},
	{
		ID: "unknown-key", Severity: cosa.Error, Group: GroupSource, Page: pageSettings,
		Title: "every key is a known setting",
		Why:   "A key that is no setting reaches no device; most often it is a slip in one that should.",
		Bad:   Example{Form: FormYAML, Text: yamlExample("    brandingNome: Contoso\n")},
		Good:  Example{Form: FormYAML, Text: yamlExample("    brandingName: Contoso\n")},
	},
	{
		ID: "duplicate-key", Severity: cosa.Error, Group: GroupSource, Page: pageSettings,
		Title: "every key stands once in its mapping",
		Why:   "Of two values for one key a program takes one and drops the other without a word, and not every program takes the same one.",
		Bad:   Example{Form: FormYAML, Text: yamlExample("    brandingName: Contoso\n    brandingName: Contoso Mobile\n")},
		Good:  Example{Form: FormYAML, Text: yamlExample("    brandingName: Contoso\n")},
	},
	{
		ID: "wrong-type", Severity: cosa.Error, Group: GroupSource, Page: pageSettings,
		Title: "values and lists stand where they belong",
		Why:   "A list where one value belongs cannot be written into a cell of the submission, so the setting would be lost.",
		Bad:   Example{Form: FormYAML, Text: yamlExample("    brandingName: [Contoso, Mobile]\n")},
		Good:  Example{Form: FormYAML, Text: yamlExample("    brandingName: Contoso\n")},
	},
	{
		ID: "answers-conflict", Severity: cosa.Error, Group: GroupSource, Page: pagePlanning,
		Title: "the questionnaire's questions are answered in one way",
		Why:   "A request has one questionnaire. Of two answers to a question only one would be sent, and a no may become a yes that nobody gave.",
		Bad:   Example{Form: FormYAML, Text: yamlExample("") + "submission: {testedOnNetwork: Yes}\n---\nsubmission: {testedOnNetwork: No}\n"},
		Good:  Example{Form: FormYAML, Text: yamlExample("") + "submission: {testedOnNetwork: Yes}\n---\nsubmission: {testedOnNetwork: Yes}\n"},
		Whole: conflictingAnswers,
	},
}

// yamlExample is the sound row in the YAML form, with a line for the SIM
// settings.
func yamlExample(line string) string {
	return `profiles:
- operator: Contoso
  country: Argentina
  updateType: Add
  targets:
  - mcc: 722
    mnc: 310
    iccid: {start: 8954310000000000000, end: 8954310099999999999}
  sim:
    appID: ` + mobilePlansApp + `
    supportDataMarketplace: Yes
    dataMarketplaceRoamingUIEnabled: 1
` + line + `  connections:
  - accessString: internet.contoso.example
    alwaysOn: true
    purposeGroups: [Internet]
    ipType: IPv4v6
`
}

// missingColumns reports each required column that a sheet lacks, at its
// header row.
func missingColumns(in *Input, report Report) {
	for _, source := range in.Submission.Sources() {
		if !source.HasColumns() {
			continue
		}
		for _, s := range in.requiredColumns(source) {
			if source.Columns[s] > 0 {
				continue
			}
			at := cosa.Position{File: source.File, Sheet: source.Sheet, Line: source.Header}
			for _, column := range source.Columns {
				if column > 0 && (at.Column == 0 || column < at.Column) {
					at.Column = column
				}
			}
			report(cosa.Finding{
				Message:  "the column " + quote(s.String()) + " is missing",
				Hint:     "add a column with this header and fill it on every row, as in " + quote(s.Spec().Example),
				Position: at, Setting: s.String(),
			})
		}
	}
}

// lame reports whether the source lacks a required column, so that rows look
// alike that are not.
func (in *Input) lame(source *cosa.Source) bool {
	if !source.HasColumns() {
		return false
	}
	lame, known := in.lames[source]
	if !known {
		lame = slices.ContainsFunc(in.requiredColumns(source), func(s cosa.Setting) bool { return source.Columns[s] == 0 })
		if in.lames == nil {
			in.lames = make(map[*cosa.Source]bool)
		}
		in.lames[source] = lame
	}
	return lame
}

// requiredColumns lists the columns that the source's rows cannot do without.
func (in *Input) requiredColumns(source *cosa.Source) []cosa.Setting {
	rows, others, marketplace := false, false, false
	for e := range in.Submission.EntriesOf(source) {
		rows = true
		if !e.Deletes() {
			others = true
			if in.MobilePlans(e) {
				marketplace = true
				break
			}
			if source.Columns[cosa.SupportDataMarketplace] == 0 {
				break // no row can turn Mobile Plans on
			}
		}
	}
	if !rows {
		return nil // no-entries says what there is to say
	}
	required := []cosa.Setting{cosa.UpdateType, cosa.CountryRegion, cosa.Operator}
	if others {
		required = append(required, cosa.AccessString)
	}
	if marketplace && in.Policy == PolicyMobilePlans {
		required = append(required, cosa.SupportDataMarketplace, cosa.DataMarketplaceRoamingUIEnabled)
	}
	if marketplace {
		required = append(required, cosa.ICCIDStart, cosa.ICCIDEnd)
	}
	return required
}
