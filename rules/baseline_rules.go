package rules

import (
	"github.com/cosakit/cosa/cosa"
)

// baselineRules are the rules about what a submission does to the profiles
// that exist.
var baselineRules = []*Rule{
	{
		ID: "baseline-add-exists", Severity: cosa.Error, Group: GroupBaseline, Page: pagePlanning,
		Title: "what is added does not exist yet",
		Why:   "Microsoft replaces the profile by the rows of the submission, whatever they are called. A reviewer who finds an added row in the database cannot tell what is asked for, and sends the submission back.",
		Bad:   Example{Text: "UpdateType=Add", Against: "UpdateType=Keep"},
		Good:  Example{Text: "UpdateType=Keep\nUpdateType=Add | AccessString=mms.contoso.example | PurposeGroups=MMS", Against: "UpdateType=Keep"},
		Whole: fromBaseline("baseline-add-exists", func(a *againstBaseline) []cosa.Finding { return a.addExists }),
	},
	{
		ID: "baseline-missing", Severity: cosa.Error, Group: GroupBaseline, Page: pagePlanning,
		Title: "what is changed, kept or deleted exists",
		Why:   "Under a name that the database does not hold the rows make a new profile, and the one that was meant stays as it is beside it.",
		Bad:   Example{Text: "UpdateType=Change | Operator=Contosso", Against: "Operator=Contoso"},
		Good:  Example{Text: "UpdateType=Change | IPType=IPv4", Against: "Operator=contoso"},
		Whole: fromBaseline("baseline-missing", func(a *againstBaseline) []cosa.Finding { return a.missing }),
	},
	{
		ID: "baseline-keep-differs", Severity: cosa.Error, Group: GroupBaseline, Page: pagePlanning,
		Title: "a row to keep is as it was",
		Why:   "The rows of the submission replace those of the database, the kept ones too. One that differs is a change that nobody asked for and no reviewer looks at.",
		Bad:   Example{Text: "UpdateType=Keep | IPType=IPv4", Against: "IPType=IPv4v6"},
		Good:  Example{Text: "UpdateType=Keep | IPType=IPv4", Against: "IPType="},
		Whole: fromBaseline("baseline-keep-differs", func(a *againstBaseline) []cosa.Finding { return a.keepDiffers }),
	},
	{
		ID: "baseline-change-same", Severity: cosa.Info, Group: GroupBaseline, Page: pagePlanning,
		Title: "a row to change differs from what it was",
		Why:   "A row that says Change and changes nothing makes a reviewer look for a change that is not there; perhaps the new value was forgotten.",
		Bad:   Example{Text: "UpdateType=Change", Against: "UpdateType=Keep"},
		Good:  Example{Text: "UpdateType=Change | BrandingName=Contoso", Against: "UpdateType=Keep"},
		Whole: fromBaseline("baseline-change-same", func(a *againstBaseline) []cosa.Finding { return a.changeSame }),
	},
	{
		ID: "baseline-dropped", Severity: cosa.Warning, Group: GroupBaseline, Page: pagePlanning,
		Title: "every target and connection of an existing profile is listed",
		Why:   "All entries of the profile are wiped and replaced by the rows of the submission. SIMs of a target that is not listed lose their settings with the next update of Windows.",
		Bad: Example{
			Text:    "UpdateType=Keep",
			Against: "UpdateType=Keep\nAccessString=mms.contoso.example | PurposeGroups=MMS",
		},
		Good: Example{
			Text:    "UpdateType=Keep\nUpdateType=Keep | AccessString=mms.contoso.example | PurposeGroups=MMS",
			Against: "UpdateType=Keep\nAccessString=mms.contoso.example | PurposeGroups=MMS",
		},
		Whole: fromBaseline("baseline-dropped", func(a *againstBaseline) []cosa.Finding { return a.dropped }),
	},
}

// fromBaseline is the check of a rule that reports a part of what the
// comparison with the baseline found.
func fromBaseline(id string, part func(*againstBaseline) []cosa.Finding) func(*Input, Report) {
	return func(in *Input, report Report) {
		found := in.compareWithBaseline()
		if found.exhausted {
			in.Skip(id, "the submission and the baseline have too many rows of one name to compare each with each")
		}
		if found.namesOnly && id != "baseline-missing" {
			in.Skip(id, "apndatabase.xml holds hashes in place of targets: only names were compared with it")
		}
		if found.unread.n > 0 {
			in.Skip(id, found.unread.String("of the baseline's profile "+quote(found.unreadOf)+" cannot be read: what the submission says of its row was not judged"))
		}
		if found.further.n > 0 {
			in.Skip(id, found.further.String("of the baseline has a condition that no setting holds: it was compared without that"))
		}
		for _, f := range part(found) {
			report(f)
		}
	}
}
