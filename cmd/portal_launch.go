package cmd

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/portal"
)

// portalLaunchOptions are the choices of cosa portal launch.
type portalLaunchOptions struct {
	launch  portal.Launch
	esim    bool
	file    string   // of URLs to check, "" for none
	check   string   // URL to check, "" for none
	headers []string // to check
	report  portalReport
	built   bool // a flag that describes a launch is given
}

// launchFormats lists the formats of a launch that is built, the default
// first.
var launchFormats = []string{"text", "json", "curl"}

// buildFlags are those that describe a launch.
var buildFlags = []string{"url", "esim", "eid", "iccids", "iccid", "imei", "market", "location", "transaction-id", "language", "lpa-error-codes", "lpa-error-timestamps", "lpa-error-iccids"}

func portalLaunchCommand(p *program) *cobra.Command {
	var o portalLaunchOptions
	c := &cobra.Command{
		Use:   "launch [flags] [FILE]",
		Short: "Build the URL and headers that open a portal, or check those that came from somewhere",
		Long: `launch builds the URL with which the Mobile Plans app opens the operator's portal,
and the headers that go with it, for a physical SIM (--iccid) or an eSIM (--esim).
What is built is checked as well, and what is wrong with it is told.

With --check, or a FILE (- is standard input) that holds a URL a line, it checks
URLs: every parameter, its form and its place. --header checks headers; it may be
repeated. A line that is blank or begins with # is left out.

The exit code is 1 where something is wrong.`,
		Example: `  cosa portal launch --url https://portal.contoso.example/ --iccid 8901000000000000007 --imei 490154203237518 --market US --location US --transaction-id t.1 -f curl
  cosa portal launch --url https://portal.contoso.example/ --esim --eid 89033023422130000000000199055797 --iccids 8901000000000000007 --market US --location US
  cosa portal launch --check 'https://portal.contoso.example/?iccid=8901000000000000007' --header 'Accept-Language: en-US'
  cosa portal launch access.log -f json`,
		Args: arguments(0, 1, "at most one file"),
		RunE: func(c *cobra.Command, args []string) error {
			o.file = strings.Join(args, "")
			for _, name := range buildFlags {
				o.built = o.built || c.Flags().Changed(name)
			}
			return p.portalLaunch(o)
		},
	}
	flags := c.Flags()
	flags.StringVar(&o.launch.URL, "url", "", "`URL` of the portal")
	flags.BoolVar(&o.esim, "esim", false, "build the launch of a device with an eSIM")
	flags.StringVar(&o.launch.EID, "eid", "", "`NUMBER` of the eSIM, 32 digits")
	flags.StringSliceVar(&o.launch.ICCIDs, "iccids", nil, "`ICCID,...` of the operator's profiles on the eSIM")
	flags.StringVar(&o.launch.ICCID, "iccid", "", "`ICCID` of the physical SIM")
	flags.StringVar(&o.launch.IMEI, "imei", "", "`NUMBER` of the device, 15 digits")
	flags.StringVar(&o.launch.Market, "market", "", "`CODE` of the region that the PC is set to, such as US")
	flags.StringVar(&o.launch.Location, "location", "", "`CODE` of the country where the device is, such as US")
	flags.StringVar(&o.launch.TransactionID, "transaction-id", "", "`ID` of the session, at most 64 characters")
	flags.StringVar(&o.launch.Language, "language", "en-US", "`LANGUAGES` of Accept-Language")
	flags.StringSliceVar(&o.launch.ErrorCodes, "lpa-error-codes", nil, "`CODE,...` of earlier failures, such as ServerFailure")
	flags.StringSliceVar(&o.launch.ErrorTimes, "lpa-error-timestamps", nil, "`TIME,...` of those, such as \"5/18/2018 11:17:23 PM\"")
	flags.StringSliceVar(&o.launch.ErrorICCIDs, "lpa-error-iccids", nil, "`ICCID,...` of the profiles that failed")
	flags.StringVar(&o.check, "check", "", "check the `URL` of a launch")
	flags.StringArrayVar(&o.headers, "header", nil, "check the `HEADER`, written 'Name: value'; may be repeated")
	o.report.register(c, launchFormatNames())
	return c
}

// launchFormatNames lists the formats of both uses.
func launchFormatNames() []string {
	names := slices.Clone(launchFormats)
	for _, name := range portalReportFormats() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (p *program) portalLaunch(o portalLaunchOptions) error {
	checks := o.file != "" || o.check != "" || len(o.headers) > 0
	switch {
	case checks && o.built:
		return usagef("--check, --header and FILE check a launch, the other flags build one; do one after the other")
	case o.file != "" && o.check != "":
		return usagef("--check and FILE both name what to check; give one of them")
	case checks:
		if err := o.report.check(portalReportFormats()); err != nil {
			return err
		}
		return p.checkLaunch(o)
	case o.launch.URL == "":
		return usagef("launch needs the portal's --url to build a launch, or --check URL, or a file of URLs to check")
	}
	if err := o.report.check(launchFormats); err != nil {
		return err
	}
	return p.buildLaunch(o)
}

// checkLaunch checks URLs and headers.
func (p *program) checkLaunch(o portalLaunchOptions) error {
	found := portalFindings{command: "portal launch", noun: "launch URL", catalogue: portal.LaunchRules()}
	if o.check != "" {
		found.count++
		found.inputs = append(found.inputs, "--check")
		found.findings = portal.CheckURL(o.check, cosa.Position{File: "--check", Line: 1, Column: 1})
	}
	if o.file != "" {
		err := p.stream(o.file, o.report.output, func(name string, r io.Reader) error {
			found.inputs = append(found.inputs, name)
			n, err := found.readURLs(name, r)
			found.count += n
			return err
		})
		if err != nil {
			return err
		}
	}
	if len(o.headers) > 0 {
		found.inputs = append(found.inputs, "--header")
		found.findings = append(found.findings, portal.CheckHeaders(o.headers, cosa.Position{File: "--header", Line: 1, Column: 1})...)
	}
	return p.writePortalReport(o.report, found)
}

// urlLength bounds a line of a file of URLs.
const urlLength = 1 << 20

// readURLs checks a URL a line and returns how many there are.
func (f *portalFindings) readURLs(name string, r io.Reader) (n int, err error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, urlLength)
	line := 0
	for lines.Scan() {
		line++
		raw := bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff"))
		if bytes.IndexByte(raw, 0) >= 0 || !utf8.Valid(raw) {
			return n, &cosa.ReadError{Position: cosa.Position{File: name, Line: line}, Problem: "not a text in UTF-8", Hint: "write one URL a line"}
		}
		text := strings.TrimSpace(string(raw))
		if text == "" || text[0] == '#' {
			continue
		}
		n++
		column := len(raw) - len(bytes.TrimLeft(raw, " \t")) + 1
		f.findings = append(f.findings, portal.CheckURL(text, cosa.Position{File: name, Line: line, Column: column})...)
	}
	if err := lines.Err(); err != nil {
		if err == bufio.ErrTooLong {
			return n, &cosa.ReadError{Position: cosa.Position{File: name, Line: line + 1}, Problem: "a line of more than a million bytes", Hint: "write one URL a line"}
		}
		return n, cannotRead(name, err)
	}
	if n == 0 {
		return n, &cosa.ReadError{Position: at(name), Problem: "the file holds no URL", Hint: "write one URL a line"}
	}
	return n, nil
}

// buildLaunch writes a launch, and tells what is wrong with it.
func (p *program) buildLaunch(o portalLaunchOptions) error {
	l := &o.launch
	switch {
	case o.esim && l.ICCID != "":
		return usagef("--iccid is the number of a physical SIM; those of an eSIM's profiles are given with --iccids")
	case !o.esim && (l.EID != "" || len(l.ICCIDs) > 0):
		return usagef("--eid and --iccids belong to an eSIM; give --esim too")
	case strings.Contains(l.URL, "#"):
		return usagef("--url has a part behind #, which never reaches the portal; leave it out")
	case cosa.MaskUserInfo(l.URL) != l.URL:
		return usagef("--url holds a password; leave it out")
	}
	for _, h := range l.Headers() {
		if strings.ContainsFunc(h.Value, func(r rune) bool { return unicode.IsControl(r) && r != '\t' }) {
			return usagef("the value of %s holds a line break or another control character, which no header can", h.Name)
		}
	}
	findings := portal.CheckURL(l.Address(), cosa.Position{File: "URL", Line: 1, Column: 1})
	var headers []string
	for _, h := range l.Headers() {
		headers = append(headers, h.Name+": "+h.Value)
	}
	findings = append(findings, portal.CheckHeaders(headers, cosa.Position{File: "header", Line: 1, Column: 1})...)
	write := map[string]func(io.Writer) error{
		"text": func(w io.Writer) error { return writeLaunchText(w, l) },
		"json": func(w io.Writer) error { return writeLaunchJSON(w, l, findings) },
		"curl": func(w io.Writer) error { _, err := io.WriteString(w, l.Curl()+"\n"); return err },
	}[o.report.format]
	if err := p.put(output{path: o.report.output, write: write}); err != nil {
		return err
	}
	fails := false
	least := threshold(o.report.failOn)
	for i := range findings {
		f := &findings[i]
		fails = fails || least != 0 && f.Severity >= least
		hint := ""
		if f.Hint != "" {
			hint = "; " + f.Hint
		}
		p.say("%s: %s: %s%s [%s]", f.Position, f.Severity, f.Message, hint, f.Rule)
	}
	if fails {
		return errFindings
	}
	return nil
}

func writeLaunchText(w io.Writer, l *portal.Launch) error {
	var b bytes.Buffer
	b.WriteString(cosa.Harmless(l.Address()) + "\n")
	for _, h := range l.Headers() {
		b.WriteString(h.Name + ": " + cosa.Harmless(h.Value) + "\n")
	}
	_, err := b.WriteTo(w)
	return err
}

// launchSchema is raised when a key changes its meaning or goes away.
const launchSchema = 1

type jsonLaunch struct {
	Schema   int                 `json:"schema"`
	URL      string              `json:"url"`
	Headers  []jsonLaunchHeader  `json:"headers"`
	Findings []jsonLaunchFinding `json:"findings"`
}

type jsonLaunchHeader struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type jsonLaunchFinding struct {
	Rule      string `json:"rule"`
	Severity  string `json:"severity"`
	Message   string `json:"message"`
	Hint      string `json:"hint"`
	In        string `json:"in"`   // URL or header
	Name      string `json:"name"` // of the parameter or header
	Line      int    `json:"line"` // number of the header
	Column    int    `json:"column"`
	ValueText string `json:"value"`
}

func writeLaunchJSON(w io.Writer, l *portal.Launch, findings []cosa.Finding) error {
	j := jsonLaunch{Schema: launchSchema, URL: l.Address(), Headers: []jsonLaunchHeader{}, Findings: []jsonLaunchFinding{}}
	for _, h := range l.Headers() {
		j.Headers = append(j.Headers, jsonLaunchHeader(h))
	}
	for i := range findings {
		f := &findings[i]
		j.Findings = append(j.Findings, jsonLaunchFinding{
			Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Hint: f.Hint, In: f.Position.File,
			Name: f.Setting, Line: f.Position.Line, Column: f.Position.Column, ValueText: f.Value,
		})
	}
	return writeIndented(w, j)
}
