package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// bedtoolsArgs has bedtools tell for every range how many overlap it. On
// sorted input it sweeps, which is its fastest way (without, it fills a table
// of bins, which takes four to eight times as long and ends at numbers of
// about 2^35), and counting is faster than writing out the pairs. It gets its input
// sorted, since it expects that; cosa sorts for itself. Its numbers are signed
// and of 64 bits: 15-digit IMSIs fit, 20-digit ICCIDs do not.
func bedtoolsArgs(program, path string) []string {
	return []string{program, "intersect", "-sorted", "-c", "-a", sortedPath(path), "-b", sortedPath(path)}
}

// bedtoolsPairs adds up what bedtools says.
func bedtoolsPairs(program, path string) (uint64, error) {
	var stderr bytes.Buffer
	args := bedtoolsArgs(program, path)
	command := exec.Command(args[0], args[1:]...)
	command.Stderr = &stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := command.Start(); err != nil {
		return 0, err
	}
	var sum uint64
	var odd error
	lines, n := bufio.NewScanner(out), 0
	for lines.Scan() {
		text := lines.Text()
		count, err := strconv.ParseUint(text[strings.LastIndexByte(text, '\t')+1:], 10, 64)
		if err != nil && odd == nil {
			odd = fmt.Errorf("bedtools: unexpected line %q", text)
		}
		sum += count
		n++
	}
	// A program whose output nobody reads would never end.
	if _, err := io.Copy(io.Discard, out); err != nil {
		return 0, err
	}
	if err := command.Wait(); err != nil {
		return 0, fmt.Errorf("bedtools: %w\n%s", err, stderr.Bytes())
	}
	if odd == nil {
		odd = lines.Err()
	}
	return pairsOf(sum, n), odd
}
