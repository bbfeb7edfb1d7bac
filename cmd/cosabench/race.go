package main

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"time"
)

// entrant is a program with the input it is given.
type entrant struct {
	name string
	args []string
	runs int

	// inner reads what the program printed: the seconds that it counted by
	// itself. Without it, the output is thrown away.
	inner func(stdout []byte) (float64, error)
}

// race runs all entrants in turn, so that whatever else the machine does
// strikes them alike.
func race(size string, entrants []entrant, progress io.Writer) (map[string]figure, error) {
	runs := 0
	for _, e := range entrants {
		runs = max(runs, e.runs)
	}
	taken := make(map[string][]figure)
	for n := range runs {
		for _, e := range entrants {
			if n >= e.runs {
				continue
			}
			fmt.Fprintf(progress, "%s, run %d: %s\n", size, n+1, e.name)
			f, err := e.once()
			if err != nil {
				return nil, err
			}
			taken[e.name] = append(taken[e.name], f)
		}
	}
	medians := make(map[string]figure)
	for name, all := range taken {
		var f figure
		var whole, inner []float64
		for _, one := range all {
			whole, inner = append(whole, one.seconds), append(inner, one.inner)
			f.peak = max(f.peak, one.peak)
		}
		f.seconds, f.inner = median(whole), median(inner)
		medians[name] = f
	}
	return medians, nil
}

func (e entrant) once() (figure, error) {
	var stdout, stderr bytes.Buffer
	command := exec.Command(e.args[0], e.args[1:]...)
	command.Stderr = &stderr
	if e.inner != nil {
		command.Stdout = &stdout
	}
	start := time.Now()
	if err := command.Run(); err != nil {
		return figure{}, fmt.Errorf("%s: %w\n%s", e.name, err, stderr.Bytes())
	}
	f := figure{seconds: time.Since(start).Seconds(), peak: peakMemory(command.ProcessState)}
	if e.inner != nil {
		var err error
		if f.inner, err = e.inner(stdout.Bytes()); err != nil {
			return figure{}, fmt.Errorf("%s: %w", e.name, err)
		}
	}
	return f, nil
}

func median(seconds []float64) float64 {
	slices.Sort(seconds)
	return seconds[len(seconds)/2]
}
