package cmd

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/patch"
	"github.com/cosakit/cosa/rules"
)

// fixOptions are the choices of cosa fix.
type fixOptions struct {
	file  string
	input inputFlags
	rules ruleFlags
	write string // "" to propose only
}

func fixCommand(p *program) *cobra.Command {
	var o fixOptions
	c := &cobra.Command{
		Use:   "fix [flags] FILE",
		Short: "Correct the faults that have one certain answer",
		Long: `fix proposes corrections of findings that leave no choice: misspelt values of
settings that allow a few only, invisible and full-width characters, and misspelt
headers and keys. It prints what would change; with --write it also writes a new
file in the format of FILE, in which nothing else differs.

Digits, names and credentials are never corrected, and the cell of a formula is
never touched. Credentials are masked in what is printed. Databases (xml, ppkg,
apndb) are not corrected.

Exit codes: 0 nothing to correct, or written; 1 corrections are proposed.`,
		Example: `  cosa fix operators.xlsx
  cosa fix --write corrected.xlsx operators.xlsx
  cosa fix --only invisible-characters -w corrected.csv operators.csv`,
		Args: arguments(1, 1, "one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.file = args[0]
			return p.fix(o)
		},
	}
	c.Flags().StringVarP(&o.write, "write", "w", "", "write the corrected file as `OUT`, which is not FILE itself")
	o.rules.registerChoice(c)
	o.input.register(c)
	return c
}

func (p *program) fix(o fixOptions) error {
	checks, err := p.checks(o.rules)
	if err != nil {
		return err
	}
	for _, id := range o.rules.only {
		if r, err := rules.Find(id); err == nil && !r.Fixable() {
			p.note("note: fix never corrects what %s finds; that is for a person to decide", id)
		}
	}
	f, err := p.openToFix(o)
	if err != nil {
		return err
	}
	done, err := p.correct(f, &checks)
	if err != nil {
		return err
	}
	if o.write != standardStream {
		if err := cannotWrite("standard output", f.edits.diff(p.Out, f.in.name, o.newName(f))); err != nil {
			return err
		}
	}
	for _, l := range done.left {
		p.note("note: %s: %q is left as it is, though %q is meant: %s", l.Position, l.Old, l.New, l.Reason)
	}
	made := count(done.made, "correction")
	if o.write == "" {
		if done.made == 0 {
			more := ""
			if len(done.left) > 0 {
				more = "else "
			}
			p.note("%s: nothing %sto correct; %s", f.in.name, more, stay(done.rest))
			return nil
		}
		p.note("%s: %s to make with --write OUT; %s", f.in.name, made, stay(done.rest))
		return errFindings
	}
	err = p.put(output{
		path:  o.write,
		write: func(w io.Writer) error { return writeAll(w, f.edits.content()) },
		check: func(r io.ReaderAt, size int64) error { return sameContent(o.write, r, size, f.edits.content()) },
	})
	if err != nil {
		return err
	}
	name := o.write
	if name == standardStream {
		name = f.in.name
	}
	p.note("%s: written and read back with %s; %s", name, made, stay(done.rest))
	return nil
}

// stay says what a person has to look at.
func stay(findings int) string {
	if findings == 0 {
		return "no finding stays"
	}
	return count(findings, "finding") + " to be decided by a person (cosa validate)"
}

// newName is what the diff calls the new file.
func (o *fixOptions) newName(f *fileToFix) string {
	if o.write == "" {
		return f.in.name + " (corrected)"
	}
	return o.write
}

// corrections is what became of a file.
type corrections struct {
	made int
	left []patch.Left
	rest int // findings that stay
}

// mostRounds bounds how often the rules look at what was corrected: a header
// that is corrected shows the values below it.
const mostRounds = 8

// correct applies the fixes of the findings until there are none.
func (p *program) correct(f *fileToFix, c *checks) (*corrections, error) {
	for range mostRounds {
		findings, err := p.findingsIn(f, c)
		if err != nil {
			return nil, err
		}
		edits := cosa.Edits(findings)
		left, err := f.edits.apply(edits)
		if err != nil {
			return nil, &cosa.ReadError{Position: at(f.in.name), Problem: "the corrected copy would not hold what it should, so that nothing was corrected", Err: err}
		}
		if len(left) == len(edits) {
			return &corrections{made: f.edits.made(), left: left, rest: len(findings)}, nil
		}
	}
	return nil, &cosa.ReadError{Position: at(f.in.name), Problem: "the corrections do not come to an end, so that nothing was corrected"}
}

// findingsIn checks a file as it is by now; what is suppressed is no concern.
func (p *program) findingsIn(f *fileToFix, c *checks) ([]cosa.Finding, error) {
	b := cosa.NewBuilder()
	if err := f.format.read(b, f.in.name, f.opened(), f.flags); err != nil {
		return nil, err
	}
	s := b.Submission()
	for _, source := range s.Sources() {
		if source.Database() {
			return nil, usagef("%s describes what devices have; fix corrects submissions only", f.in.name)
		}
	}
	l := &loaded{inputs: []*input{f.in}, submission: s}
	result := p.judge(c, l)
	p.suppress(c, l, result)
	return result.Findings, nil
}

// registerChoice registers the flags that choose rules, without those that
// weigh what they find.
func (f *ruleFlags) registerChoice(c *cobra.Command) {
	var fixable []string
	for _, r := range rules.Catalogue() {
		if r.Fixable() {
			fixable = append(fixable, r.ID)
		}
	}
	flags := c.Flags()
	flags.StringVar(&f.policy, "policy", "", fmt.Sprintf("what the submission is for, as `POLICY`: %s (default %s)", orList(rules.Policies()), defaultPolicy))
	flags.StringSliceVar(&f.only, "only", nil, "correct only what these `RULE`s find: "+strings.Join(fixable, ", "))
	flags.StringSliceVar(&f.disable, "disable", nil, "leave out what these `RULE`s find")
	complete(c, "policy", rules.Policies())
	complete(c, "only", fixable)
	complete(c, "disable", fixable)
}
