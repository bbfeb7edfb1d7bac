package cmd

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/portal/notification"
)

// notificationOptions are the choices of cosa portal notification.
type notificationOptions struct {
	files  []string
	as     string // form of the files, "" to tell it
	list   bool   // list the rules
	report portalReport
}

func notificationForms() []string {
	var names []string
	for _, f := range notification.Forms {
		names = append(names, string(f))
	}
	return names
}

func portalNotificationCommand(p *program) *cobra.Command {
	var o notificationOptions
	c := &cobra.Command{
		Use:   "notification [flags] FILE...",
		Short: "Check what a portal tells the Mobile Plans app when a person is done",
		Long: `notification checks the JSON of the legacy notification (DataMart.notifyPurchaseResult),
the JSON in its purchaseResult included, or the calls of the current and the legacy
callbacks in a script or a page. Every finding has its line and column; those in
the string of purchaseResult too.

A script is not run. Arguments are told from literals, from objects that literals
are assigned to, and from JSON.stringify of them; what cannot be told so is listed
as not judged. FILE may be - for standard input.`,
		Example: `  cosa portal notification payload.json
  cosa portal notification checkout.js pages/done.html -f sarif -o notification.sarif
  cosa portal notification --list-rules`,
		Args: func(c *cobra.Command, args []string) error {
			if o.list {
				return arguments(0, 0, "")(c, args)
			}
			return arguments(1, -1, "at least one file")(c, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			o.files = args
			return p.portalNotification(o)
		},
	}
	flags := c.Flags()
	flags.StringVar(&o.as, "as", "", "read the files as `FORM` instead of telling it by their names and content: "+orList(notificationForms()))
	flags.BoolVar(&o.list, "list-rules", false, "list what is checked")
	complete(c, "as", notificationForms())
	o.report.register(c, portalReportFormats())
	return c
}

func (p *program) portalNotification(o notificationOptions) error {
	if err := o.report.check(portalReportFormats()); err != nil {
		return err
	}
	if o.as != "" {
		if err := choice("--as", o.as, notificationForms()); err != nil {
			return err
		}
	}
	if o.list {
		return p.put(output{path: o.report.output, write: writeNotificationRules})
	}
	if n := len(o.files) - len(slices.DeleteFunc(slices.Clone(o.files), func(f string) bool { return f == standardStream })); n > 1 {
		return usagef("standard input can be read once only")
	}
	found := portalFindings{command: "portal notification", noun: "notification", catalogue: notification.Rules()}
	for _, path := range o.files {
		err := p.stream(path, o.report.output, func(name string, r io.Reader) error {
			content, err := io.ReadAll(io.LimitReader(r, notification.MostBytes+1))
			if err != nil {
				return cannotRead(name, err)
			}
			if len(content) > notification.MostBytes {
				return &cosa.ReadError{Position: at(name), Problem: fmt.Sprintf("more than %d KiB", notification.MostBytes>>10), Hint: "give the script that sends the notification, not a bundle"}
			}
			result := notification.Check(name, string(content), notification.Form(o.as))
			found.inputs = append(found.inputs, name)
			found.count += result.Count
			found.findings = append(found.findings, result.Findings...)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return p.writePortalReport(o.report, found)
}

// writeNotificationRules lists the rules for a person.
func writeNotificationRules(w io.Writer) error {
	var b strings.Builder
	for _, r := range notification.Rules() {
		fmt.Fprintf(&b, "%s (%s): %s\n%s\n", r.ID, r.Severity, r.Title, indented(wrapped(r.Why, 74)))
		if r.Page != "" {
			fmt.Fprintf(&b, "    documented at %s%s\n", cosa.DocumentationRoot, r.Page)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
