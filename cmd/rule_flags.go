package cmd

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
)

// ruleFlags choose the rules that apply and what they mean for the exit code.
// Empty fields leave the choice to the configuration.
type ruleFlags struct {
	policy   string
	against  string
	failOn   string
	only     []string
	disable  []string
	severity []string // RULE=LEVEL

	acceptEmbedded bool
}

// severityNames are the values of a severity, thresholds those of --fail-on.
var (
	severityNames = []string{cosa.Error.String(), cosa.Warning.String(), cosa.Info.String()}
	thresholds    = append(slices.Clone(severityNames), "never")
)

const (
	defaultPolicy = rules.PolicyMobilePlans
	defaultFailOn = cosa.Error
)

func (f *ruleFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.policy, "policy", "", fmt.Sprintf("what the submission is for, as `POLICY`: %s (default %s; %s for databases)", orList(rules.Policies()), defaultPolicy, rules.PolicyCosa))
	flags.StringVar(&f.against, "against", "", "compare with what devices have, the baseline in `FILE`: a database (xml, ppkg) or an earlier submission")
	flags.StringVar(&f.failOn, "fail-on", "", fmt.Sprintf("least severity for exit code 1, as `LEVEL`: %s (default %s)", orList(thresholds), defaultFailOn))
	flags.StringSliceVar(&f.only, "only", nil, "apply only these `RULE`s")
	flags.StringSliceVar(&f.disable, "disable", nil, "leave out these `RULE`s")
	flags.StringArrayVar(&f.severity, "severity", nil, "give a rule another severity, as `RULE=LEVEL`; may be repeated")
	flags.BoolVar(&f.acceptEmbedded, "accept-embedded", false, "apply the suppressions that an exported workbook brings along, which are otherwise listed only")
	complete(c, "policy", rules.Policies())
	complete(c, "fail-on", thresholds)
	complete(c, "only", rules.IDs())
	complete(c, "disable", rules.IDs())
	var pairs []string
	for _, id := range rules.IDs() {
		for _, level := range severityNames {
			pairs = append(pairs, id+"="+level)
		}
	}
	complete(c, "severity", pairs)
}

// checks are the rules to apply and the threshold.
type checks struct {
	rules.Options
	chosen  bool          // the policy was named, and is not the default
	failOn  cosa.Severity // 0 for never
	against baselineFile

	suppressions   []cosa.Suppression // of the configuration
	recorded       []cosa.Suppression // findings that were known before
	recordedPath   string             // their file, "" where there can be none
	acceptEmbedded bool               // apply the suppressions that the submission brings along
}

// checks joins the flags with the configuration. Flags win: they replace the
// policy, the threshold and the choice of rules, and add to the severities
// and to the rules that are left out; a rule that --only names applies even if
// the configuration leaves it out.
func (p *program) checks(f ruleFlags) (checks, error) {
	c := checks{Options: rules.Options{Policy: defaultPolicy, Severities: make(map[string]cosa.Severity)}, failOn: defaultFailOn}
	config, err := p.configuration()
	if err != nil {
		return c, err
	}
	config.apply(&c)
	c.acceptEmbedded = f.acceptEmbedded
	if f.policy != "" {
		if err := choice("policy", f.policy, rules.Policies()); err != nil {
			return c, err
		}
		c.Policy, c.chosen = rules.Policy(f.policy), true
	}
	if f.against != "" {
		c.against.name, c.against.namedAt = f.against, ""
	}
	if f.failOn != "" {
		if err := choice("severity for --fail-on", f.failOn, thresholds); err != nil {
			return c, err
		}
		c.failOn = threshold(f.failOn)
	}
	if len(f.only) > 0 {
		c.Only = f.only
		c.Disable = slices.DeleteFunc(slices.Clone(c.Disable), func(id string) bool { return slices.Contains(f.only, id) })
	}
	c.Disable = append(c.Disable, f.disable...)
	for _, pair := range f.severity {
		id, level, ok := strings.Cut(pair, "=")
		if !ok {
			return c, usagef("--severity wants RULE=LEVEL, not %q", pair)
		}
		if err := choice("severity", level, severityNames); err != nil {
			return c, err
		}
		c.Severities[id], _ = cosa.ParseSeverity(level)
	}
	if err := c.Check(); err != nil {
		return c, usagef("%w (cosa rules lists them)", err)
	}
	return c, nil
}

// threshold reads error, warning, info or never.
func threshold(name string) cosa.Severity {
	severity, _ := cosa.ParseSeverity(name) // 0 for never, which is no severity
	return severity
}

// check applies the rules to what was read, and the suppressions to what they
// find.
func (p *program) check(c *checks, l *loaded) *rules.Result {
	result := p.judge(c, l)
	p.suppress(c, l, result)
	keepPromises(l, result)
	return result
}

// judge applies the rules, without suppressions.
func (p *program) judge(c *checks, l *loaded) *rules.Result {
	defer p.working("checking " + count(l.submission.Len(), "row"))()
	if !c.chosen {
		c.Databases = rules.PolicyCosa
		if l.databases() {
			c.Policy = rules.PolicyCosa
		}
		for _, source := range l.submission.Sources() {
			if source.Database() && c.Policy != rules.PolicyCosa {
				l.notes = append(l.notes, fmt.Sprintf("%s: a database, judged under the policy %s", source.File, rules.PolicyCosa))
			}
		}
	}
	options := c.Options
	options.Dir = l.folder()
	return rules.Run(l.submission, options)
}

// passes reports whether the findings are below the threshold. No rows at all
// are never a success.
func (c *checks) passes(s *cosa.Submission, result *rules.Result) bool {
	return c.failOn == 0 || s.Len() > 0 && result.Worst() < c.failOn
}

// ruleSet names the rules that were applied, for the exported workbook.
func (c *checks) ruleSet(result *rules.Result) string {
	set := fmt.Sprintf("policy %s, %d of %d rules", c.Policy, result.Applied, len(rules.Catalogue()))
	for _, id := range slices.Sorted(maps.Keys(c.Severities)) {
		set += fmt.Sprintf(", %s as %s", id, c.Severities[id])
	}
	if n := len(result.Silenced); n > 0 {
		set += ", " + count(n, "finding") + " suppressed"
	}
	if c.against.name != "" {
		set += ", compared with " + filepath.Base(c.against.name)
	}
	return set
}

// orList writes a list of choices: a, b or c.
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// refuse reports why a command writes nothing to path.
func (p *program) refuse(r *report.Report, l *loaded, command, path string, all bool) error {
	out := p.Out
	if path == standardStream {
		out = p.Err // standard output is the submission's
	}
	r.Notes = append(r.Notes, "nothing was written")
	r.Next = nextAfterCheck(command, l, false)
	err := report.Formats()[0].Write(out, r, report.Options{All: all, Quiet: p.global.quiet, Color: p.colors(out)})
	if err != nil {
		return cannotWrite("report", err)
	}
	return errFindings
}
