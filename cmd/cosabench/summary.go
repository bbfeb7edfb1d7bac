package main

import (
	"fmt"
	"slices"
	"strings"
)

// summary is the Markdown that holds what was measured against the bounds of
// the jobs that were done.
func summary(jobs []string, found map[string]figures) string {
	var b strings.Builder
	met, missed, open := 0, 0, 0
	for _, asked := range bounds() {
		if !slices.Contains(jobs, asked.job) {
			continue
		}
		value := asked.value(found[asked.job], asked.size)
		measured, verdict := asked.text(value), "met"
		switch {
		case value == 0:
			measured, verdict = "-", "not measured"
			open++
		case value > asked.most:
			verdict = "**missed**"
			missed++
		default:
			met++
		}
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s |\n", asked.what, asked.size, measured, asked.text(asked.most), verdict)
	}
	if b.Len() == 0 {
		return ""
	}
	return "## What was asked for\n\n" +
		"The bounds were set when cosa was begun, for two processors; ratios are of seconds in one run unless the line says otherwise.\n" +
		fmt.Sprintf("%d met, %d missed, %d not measured in this run.\n", met, missed, open) +
		"\n| job | size | measured | at most | |\n|---|---:|---:|---:|---|\n" + b.String()
}
