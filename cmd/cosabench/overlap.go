package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// overlapTrial is what the programs took for all sizes of one shape.
type overlapTrial struct {
	shape shape
	pairs map[int]uint64
	found figures
}

// Names of the programs that find overlaps.
const (
	sweepName    = "cosa"
	treeName     = "interval tree"
	bedtoolsName = "bedtools"
)

// measureOverlap runs every program on ranges of every shape and size, and
// makes sure that all find as many pairs.
func measureOverlap(m *machine) (outcome, error) {
	o, bedtools := m.options, m.tools.bedtools.path
	var trials []overlapTrial
	for _, s := range shapes() {
		trial := overlapTrial{shape: s, pairs: make(map[int]uint64), found: make(figures)}
		for _, n := range o.ranges {
			path := filepath.Join(m.dir, fmt.Sprintf("%s%d.bed", s.name, n))
			if err := m.apart("-generate", path, "-shape", s.name, "-rows", fmt.Sprint(n), "-seed", fmt.Sprint(o.seed)); err != nil {
				return outcome{}, err
			}
			sweep := []string{m.self, "-solve", "sweep", path}
			pairs, err := expectedPairs(s, n, sweep)
			if err != nil {
				return outcome{}, err
			}
			trial.pairs[n] = pairs
			entrants := []entrant{{name: sweepName, args: sweep, runs: o.runs, inner: checked(pairs)}}
			if pairs <= o.pairs {
				runs := o.runs
				if uint64(n)+pairs > 1_000_000 {
					runs = min(runs, 3)
				}
				entrants = append(entrants, entrant{name: treeName, args: []string{m.self, "-solve", "tree", path}, runs: runs, inner: checked(pairs)})
				if bedtools != "" {
					if err := checkBedtools(bedtools, path, pairs); err != nil {
						return outcome{}, err
					}
					entrants = append(entrants, entrant{name: bedtoolsName, args: bedtoolsArgs(bedtools, path), runs: runs})
				}
			}
			medians, err := race(fmt.Sprintf("%d ranges, %s", n, s.name), entrants, m.progress)
			if err != nil {
				return outcome{}, err
			}
			trial.found.add(n, medians)
			for _, file := range []string{path, sortedPath(path)} {
				if err := os.Remove(file); err != nil {
					return outcome{}, err
				}
			}
		}
		trials = append(trials, trial)
	}
	found := make(figures)
	for _, trial := range trials {
		for name, all := range trial.found {
			found[trial.shape.figure(name)] = all
		}
	}
	return outcome{section: overlapSection(o, trials, bedtools), found: found}, nil
}

// figure names what a program took for ranges of the shape.
func (s shape) figure(program string) string { return program + ", " + s.name }

// expectedPairs is the answer that all have to give: that of the shape, or
// else that of cosa.
func expectedPairs(s shape, n int, sweep []string) (uint64, error) {
	if s.pairs != nil {
		return s.pairs(uint64(n)), nil
	}
	out, err := exec.Command(sweep[0], sweep[1:]...).Output()
	if err != nil {
		return 0, fmt.Errorf("%s: %w", sweepName, err)
	}
	pairs, _, err := solved(out)
	return pairs, err
}

// solved reads what [solve] prints.
func solved(stdout []byte) (pairs uint64, seconds float64, err error) {
	if _, err := fmt.Sscan(string(stdout), &pairs, &seconds); err != nil {
		return 0, 0, fmt.Errorf("unexpected answer %q: %w", stdout, err)
	}
	return pairs, seconds, nil
}

// checked reads the seconds that [solve] prints, and refuses another number
// of pairs than want.
func checked(want uint64) func(stdout []byte) (float64, error) {
	return func(stdout []byte) (float64, error) {
		pairs, seconds, err := solved(stdout)
		if err == nil && pairs != want {
			err = fmt.Errorf("found %d pairs, want %d", pairs, want)
		}
		return seconds, err
	}
}

func checkBedtools(program, path string, want uint64) error {
	pairs, err := bedtoolsPairs(program, path)
	if err == nil && pairs != want {
		err = fmt.Errorf("bedtools found %d pairs, want %d", pairs, want)
	}
	return err
}
