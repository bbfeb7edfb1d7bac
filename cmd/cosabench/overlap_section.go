package main

import (
	"fmt"
	"os/exec"
	"runtime/debug"
	"strings"
)

// overlapSection is the Markdown of the search for overlaps. bedtools is the
// program's path, or blank.
func overlapSection(o options, trials []overlapTrial, bedtools string) string {
	var b strings.Builder
	b.WriteString("## Finding the ranges that overlap\n\n")
	b.WriteString("Ranges of 15-digit IMSIs, the same numbers for all, one a line in a text file; every program found as many pairs.\n\n")
	fmt.Fprintf(&b, "- cosa: sorts and counts; up to %d pairs, it also visits each.\n", visitLimit)
	fmt.Fprintf(&b, "- interval tree: `augmentedtree` of %s%s, all ranges put in, then each asked for.\n", treeModule, version(treeModule))
	if bedtools != "" {
		fmt.Fprintf(&b, "- bedtools: `bedtools intersect -sorted -c`%s, on a file that is sorted already; the others get theirs in no order.\n", bedtoolsVersion(bedtools))
	}
	fmt.Fprintf(&b, "\nAll but cosa look at every pair, and are left out where there are more than %d.\n", o.pairs)
	if bedtools == "" {
		b.WriteString(missingLine([]string{bedtoolsName}))
	}
	b.WriteString("\n| ranges | shape | pairs | program | seconds, numbers read | of cosa | seconds, from the file | of cosa | peak MiB |\n")
	b.WriteString("|---:|---|---:|---|---:|---:|---:|---:|---:|\n")
	for _, n := range o.ranges {
		for _, t := range trials {
			ours := t.found[sweepName][n]
			for _, name := range overlapNames() {
				f, ok := t.found[name][n]
				if !ok {
					continue
				}
				fmt.Fprintf(&b, "| %d | %s | %d | %s | %s | %s | %.4f | %s | %.0f |\n", n, t.shape.title, t.pairs[n], name,
					secondsOr(f.inner), ratio(f.inner, ours.inner), f.seconds, ratio(f.seconds, ours.seconds), f.mib())
			}
		}
	}
	if len(o.ranges) > 1 {
		b.WriteString("\nGrowth: the exponent e of seconds ~ ranges^e between the two largest sizes, which counts the pairs of larger sizes too.\n\n")
		b.WriteString("| shape | program | e, numbers read | e, from the file |\n|---|---|---:|---:|\n")
		for _, t := range trials {
			for _, name := range overlapNames() {
				if len(t.found[name]) > 1 {
					fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", t.shape.title, name, t.found.growth(name, innerTime), t.found.growth(name, wholeTime))
				}
			}
		}
	}
	return b.String()
}

func overlapNames() []string { return []string{sweepName, treeName, bedtoolsName} }

func secondsOr(s float64) string {
	if s == 0 {
		return "-"
	}
	return fmt.Sprintf("%.4f", s)
}

// version is that of a module this program is built with, after a blank.
func version(module string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == module {
			return " " + m.Version
		}
	}
	return ""
}

func bedtoolsVersion(program string) string {
	out, err := exec.Command(program, "--version").Output()
	if err != nil {
		return ""
	}
	return " of " + strings.TrimSpace(string(out))
}
