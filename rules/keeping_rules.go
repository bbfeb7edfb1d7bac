package rules

import "github.com/cosakit/cosa/cosa"

// keepingRules are about the policy itself. The package suppress makes their
// findings, once the others are known.
var keepingRules = []*Rule{
	{
		ID: "unused-suppression", Severity: cosa.Warning, Group: GroupKeeping,
		Title: "every suppression matches a finding and has not expired",
		Why:   "A suppression that outlives its finding hides the next one that looks the same, and one that has expired waits for a decision.",
		Bad: Example{Form: FormConfig, Text: "suppressions:\n" +
			"- rule: access-string-required\n  profile: Contoso (Argentina)\n  reason: the access point is not named yet\n"},
		Good: Example{Form: FormConfig, Text: "suppressions: []\n"},
	},
}
