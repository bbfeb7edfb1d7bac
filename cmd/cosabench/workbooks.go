package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// measureWorkbooks runs every reader on a workbook of every size.
func measureWorkbooks(o options, dir string, progress io.Writer) (string, error) {
	cosa := filepath.Join(dir, "cosa")
	if runtime.GOOS == "windows" {
		cosa += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", cosa, "github.com/cosakit/cosa/cmd/cosa").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building cosa: %w\n%s", err, out)
	}
	list, missing, err := readers(o, dir, cosa)
	if err != nil {
		return "", err
	}
	found := make(figures)
	for _, rows := range o.rows {
		path := filepath.Join(dir, fmt.Sprintf("rows%d.xlsx", rows))
		fmt.Fprintf(progress, "generating %d rows\n", rows)
		if err := apart("-generate", path, "-rows", fmt.Sprint(rows), "-seed", fmt.Sprint(o.seed)); err != nil {
			return "", err
		}
		var entrants []entrant
		for _, r := range list {
			e := entrant{name: r.name, args: append(slices.Clone(r.args), path), runs: o.runs}
			if r.slow && rows > o.slow {
				continue
			}
			if r.slow && rows >= 100_000 {
				e.runs = min(e.runs, 3)
			}
			entrants = append(entrants, e)
		}
		medians, err := race(fmt.Sprintf("%d rows", rows), entrants, progress)
		if err != nil {
			return "", err
		}
		found.add(rows, medians)
		if err := os.Remove(path); err != nil {
			return "", err
		}
	}
	return workbookSection(o, list, missing, found), nil
}

func workbookSection(o options, list []reader, missing []string, found figures) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Reading and checking workbooks\n\nWorkbooks of %d columns.\n", columns)
	b.WriteString("`cosa validate` reads and applies every rule; the others merely read.\n")
	b.WriteString(missingLine(missing))
	b.WriteString("\n| rows | program | seconds | of unzip -p | cosa is faster by | peak MiB |\n|---:|---|---:|---:|---:|---:|\n")
	for _, rows := range o.rows {
		ours, floor := found["cosa validate"][rows], found["unzip -p"][rows]
		for _, r := range list {
			f, ok := found[r.name][rows]
			if !ok {
				continue
			}
			fmt.Fprintf(&b, "| %d | %s | %.3f | %s | %.1f | %.0f |\n",
				rows, r.name, f.seconds, ratio(f.seconds, floor.seconds), f.seconds/ours.seconds, f.mib())
		}
	}
	if len(o.rows) > 1 {
		b.WriteString("\nGrowth: the exponent e of seconds ~ rows^e between the two largest sizes.\n\n| program | e |\n|---|---:|\n")
		for _, r := range list {
			fmt.Fprintf(&b, "| %s | %s |\n", r.name, found.growth(r.name, wholeTime))
		}
	}
	return b.String()
}
