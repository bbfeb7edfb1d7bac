package cmd

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/garden"
	"github.com/cosakit/cosa/cosa/pack"
	"github.com/cosakit/cosa/cosa/provisioning"
	"github.com/cosakit/cosa/rules"
	"github.com/cosakit/cosa/rules/report"
	"github.com/cosakit/cosa/spreadsheet"
)

// Names of the files of a pack.
const (
	packChecklist = "checklist.md"
	packWorkbook  = "submission.xlsx"
	packReport    = "report.html"
	packChanges   = "changes.md"
	packQuestions = "questionnaire.md"
	packDeletion  = "deletion-questionnaire.md"
	packPortal    = "portal.md"
	packPage      = "portal.html"
	packXML       = "customizations.xml"
	packSteps     = "test-on-a-pc.md"
	packAllowlist = "allowlist.txt"
)

// packFile is a file of a pack that is to be written.
type packFile struct {
	name, means string
	write       func(w io.Writer) error
	check       func(r io.ReaderAt, size int64) error // may be nil
}

// packContent makes the files of a pack.
type packContent struct {
	program  *program
	options  *packOptions
	loaded   *loaded
	checks   *checks
	result   *rules.Result
	report   *report.Report
	deadline *pack.Deadline
	changes  []byte // nil without a baseline

	beside *attachments
	files  []packFile
}

// plan decides what the pack holds. From here on files are named as seen from
// the folder that holds all of them.
func (c *packContent) plan() error {
	s := c.loaded.submission
	deletes := pack.OnlyDeletes(s)
	c.beside = c.program.attachments(c.loaded)
	names := newPackNames(c.loaded)
	names.rename(c)
	c.add(packWorkbook, "the workbook to send"+onlyWhere(deletes, ", which a request that only deletes does not need"), nil)
	workbook := &c.files[0]
	info := spreadsheet.ExportInfo{
		Tool: "cosa " + version(), RuleSet: c.checks.ruleSet(c.result), Inputs: c.loaded.digests,
		Findings: c.result.Findings, Silenced: taken(c.result.Silenced),
	}
	workbook.write = func(w io.Writer) error { return spreadsheet.Export(w, s, info) }
	workbook.check = func(r io.ReaderAt, size int64) error {
		_, err := spreadsheet.Verify(packWorkbook, r, size, s)
		return err
	}
	portal := pack.NewPortal(s, packWorkbook, c.beside.pictures)
	page, err := portal.HTML()
	if err != nil {
		return err
	}
	c.text(packPortal, "the values in the order of the operator configuration portal", portal.Markdown())
	c.text(packPage, "the same as a web page to copy from", page)
	if deletes {
		c.text(packDeletion, "the questionnaire of a request that only deletes", pack.DeletionQuestionnaire(s))
	} else {
		c.text(packQuestions, "the testing questionnaire", pack.Questionnaire(s))
	}
	c.add(packReport, "what was checked and found, for reviewers", c.writeReport)
	if c.changes != nil {
		c.text(packChanges, "what changes against the baseline, in numbers of SIMs", c.changes)
	}
	if !deletes {
		c.add(packXML, "the submission for a test on a PC", func(w io.Writer) error { return provisioning.WriteCustomizations(w, s) })
		c.text(packSteps, "how to test it on a PC", pack.Steps(pack.Trial{File: packXML, Icons: c.beside.icons, Passwords: holdsPasswords(s)}))
	}
	if hosts := packHosts(s); hosts != nil {
		c.text(packAllowlist, "hosts that must be reachable without a balance", hosts)
	}
	c.files = append(c.files, c.beside.files...)
	c.text(packChecklist, "what is still open", nil)
	list := &pack.Checklist{Deadline: c.deadline, Sections: c.open(deletes)}
	for _, f := range c.files {
		list.Files = append(list.Files, pack.File{Name: f.name, Means: f.means})
	}
	list.Files = append(list.Files,
		pack.File{Name: pack.ManifestName, Means: "what the pack holds and what it was made of"},
		pack.File{Name: pack.SumsName, Means: "digests of all files, for sha256sum -c"})
	content := list.Markdown()
	c.files[len(c.files)-1].write = writesBytes(content)
	return nil
}

func onlyWhere(condition bool, text string) string {
	if condition {
		return text
	}
	return ""
}

func (c *packContent) add(name, means string, write func(io.Writer) error) {
	c.files = append(c.files, packFile{name: name, means: means, write: write})
}

func (c *packContent) text(name, means string, content []byte) {
	c.add(name, means, writesBytes(content))
}

func writesBytes(content []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}
}

// writeReport writes the web page that validate writes.
func (c *packContent) writeReport(w io.Writer) error {
	i := slices.Index(reportFormatNames(), "html")
	r := *c.report
	r.Next, r.Dir = "", ""
	return report.Formats()[i].Write(w, &r, report.Options{All: true})
}

// open lists what is still to be done.
func (c *packContent) open(deletes bool) []pack.Section {
	s := c.loaded.submission
	var unjudged, test []string
	for _, skipped := range c.report.NotEvaluated {
		if !skipped.Usual() {
			unjudged = append(unjudged, skipped.Rule+": "+skipped.Reason)
		}
	}
	if c.changes == nil {
		unjudged = append(unjudged, "nothing was compared with what devices have: name the database with --against, so that "+packChanges+" shows what is gained, lost and wiped")
	}
	var suppressed []string
	for i := range c.report.Silenced {
		f := &c.report.Silenced[i]
		suppressed = append(suppressed, fmt.Sprintf("%s: %s: %s (%s), suppressed: %s", f.Position, f.Severity, f.Message, f.Rule, f.Reason))
	}
	if !deletes {
		for _, loss := range provisioning.Losses(s) {
			if !strings.HasSuffix(loss, " of the questionnaire") && !strings.HasPrefix(loss, "mobilePlans") {
				test = append(test, packXML+" leaves out: "+loss)
			}
		}
		test = append(test, "the test of "+packSteps+" is done, with a SIM of every range")
	}
	var lacking []string
	_, problems := garden.HostsOf(s)
	for _, problem := range problems {
		lacking = append(lacking, packAllowlist+" lacks the host of "+problem.Message+"; "+problem.Hint)
	}
	return []pack.Section{
		{Title: "Answers", Items: pack.OpenAnswers(s)},
		{Title: "Warnings", Items: pack.OpenFindings(c.report.Findings, cosa.Warning)},
		{Title: "Notes of the check", Items: pack.OpenFindings(c.report.Findings, cosa.Info)},
		{Title: "Suppressed", Items: suppressed},
		{Title: "Not checked", Items: unjudged},
		{Title: "Files", Items: c.beside.open},
		{Title: "Test", Items: test},
		{Title: "Mobile Plans", Items: slices.Concat(lacking, pack.MobilePlans(s))},
	}
}

// manifest describes what the pack is made of.
func (c *packContent) manifest() pack.Manifest {
	m := pack.Manifest{Version: version(), Rules: c.checks.ruleSet(c.result)}
	for i, digest := range c.loaded.digests {
		m.Inputs = append(m.Inputs, pack.File{Name: c.loaded.inputs[i].name, SHA256: digest.SHA256})
	}
	return m
}

// holdsPasswords reports whether an access point has a password.
func holdsPasswords(s *cosa.Submission) bool {
	for e := range s.Entries() {
		if e.Has(cosa.Password) && !e.Deletes() {
			return true
		}
	}
	return false
}

// packHosts are the hosts that have to be reachable without a balance, one a line,
// nil where no profile turns Mobile Plans on.
func packHosts(s *cosa.Submission) []byte {
	on := func(p cosa.Profile) bool { return !p.Deletes() && p.First().Marketplace() }
	if !slices.ContainsFunc(s.Profiles(), on) {
		return nil
	}
	hosts := slices.DeleteFunc(slices.Clone(garden.Hosts()), func(h garden.Host) bool { return h.Old })
	own, _ := garden.HostsOf(s) // the checklist lists the others
	for _, own := range own {
		hosts = garden.Add(hosts, own)
	}
	var list []byte
	for _, h := range hosts {
		list = fmt.Appendln(list, h.Name)
	}
	return list
}
