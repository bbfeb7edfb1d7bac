package cmd

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// leftOverTold bounds the names of files that are told.
const leftOverTold = 10

// tellLeftOver tells, also a quiet user, which files have names of the pattern
// and higher numbers than were written: an earlier run made more of them, and
// whoever sends all of that name sends its rows too.
func (p *program) tellLeftOver(pattern *outputPattern, written int) {
	left := pattern.leftOver(written)
	if len(left) == 0 {
		return
	}
	names := left
	if more := len(left) - leftOverTold; more > 0 {
		names = append(slices.Clip(left[:leftOverTold]), strconv.Itoa(more)+" more")
	}
	are := "is"
	if len(left) > 1 {
		are = "are"
	}
	p.say("left over: %s %s not of this run, which wrote %s; delete what is of an earlier one before all of %q are sent",
		strings.Join(names, ", "), are, count(written, "file"), pattern.given)
}

// leftOver lists the files of higher numbers than were written, in their order.
func (o *outputPattern) leftOver(written int) []string {
	// The first element of the path that holds the number tells all numbers.
	const mark = "\x00"
	elements := strings.Split(filepath.ToSlash(o.name(func(string) string { return mark })), "/")
	at := slices.IndexFunc(elements, func(e string) bool { return strings.Contains(e, mark) })
	if at < 0 {
		return nil
	}
	folder := strings.Join(elements[:at], "/")
	if at == 0 {
		folder = "."
	} else if folder == "" {
		folder = "/"
	}
	entries, err := os.ReadDir(filepath.FromSlash(folder))
	if err != nil {
		return nil // what was just written there says that all is well
	}
	before, after, _ := strings.Cut(elements[at], mark)
	var numbers []int
	for _, entry := range entries {
		text, ok := strings.CutPrefix(entry.Name(), before)
		digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
		n, err := strconv.Atoi(text[:digits])
		if !ok || err != nil || n <= written || strconv.Itoa(n) != text[:digits] {
			continue
		}
		if strings.Contains(after, mark) || text[digits:] == after {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	var left []string
	for _, n := range slices.Compact(numbers) {
		name := o.number(n)
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			left = append(left, name)
		}
	}
	return left
}
