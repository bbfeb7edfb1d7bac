package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"
)

// entrant is a program with the input it is given.
type entrant struct {
	name string
	args []string
	runs int
	env  []string // besides that of this program
	exit int      // code with which the program ends

	// inner reads what the program printed, and refuses a wrong answer: the seconds that it counted by
	// itself, if any. Without it, the output is thrown away.
	inner func(stdout []byte) (float64, error)

	output string                  // file that the program writes
	verify func(path string) error // looks into that file after the first run
}

// patience is how long the runs of one program may take together, in seconds;
// past that it is not run again.
const patience = 45

// race runs all entrants in turn, so that whatever else the machine does
// strikes them alike.
func race(size string, entrants []entrant, progress io.Writer) (map[string]figure, error) {
	runs := 0
	for _, e := range entrants {
		runs = max(runs, e.runs)
	}
	taken := make(map[string][]figure)
	spent := make(map[string]float64)
	for n := range runs {
		for _, e := range entrants {
			if n >= e.runs || spent[e.name] > patience {
				continue
			}
			fmt.Fprintf(progress, "%s, run %d: %s\n", size, n+1, e.name)
			f, err := e.once(n == 0)
			if err != nil {
				return nil, err
			}
			spent[e.name] += f.seconds
			taken[e.name] = append(taken[e.name], f)
		}
	}
	medians := make(map[string]figure)
	for name, all := range taken {
		var f figure
		var whole, inner, cpu []float64
		for _, one := range all {
			whole, inner, cpu = append(whole, one.seconds), append(inner, one.inner), append(cpu, one.cpu)
			f.peak, f.written = max(f.peak, one.peak), one.written
		}
		f.seconds, f.inner, f.cpu = median(whole), median(inner), median(cpu)
		medians[name] = f
	}
	return medians, nil
}

// once runs the program. The first time, it also looks into what it wrote.
func (e entrant) once(first bool) (figure, error) {
	var stdout, stderr bytes.Buffer
	command := exec.Command(e.args[0], e.args[1:]...)
	command.Env = append(os.Environ(), e.env...)
	command.Stderr = &stderr
	if e.inner != nil {
		command.Stdout = &stdout
	}
	start := time.Now()
	err := command.Run()
	f := figure{seconds: time.Since(start).Seconds()}
	var exit *exec.ExitError
	switch code := command.ProcessState.ExitCode(); {
	case err != nil && !errors.As(err, &exit):
		return figure{}, fmt.Errorf("%s: %w", e.name, err)
	case code != e.exit:
		return figure{}, fmt.Errorf("%s: exit code %d, want %d\n%s", e.name, code, e.exit, stderr.Bytes())
	}
	f.peak = peakMemory(command.ProcessState)
	f.cpu = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
	answer := stdout.Bytes()
	if len(answer) == 0 {
		answer = stderr.Bytes() // where a program that writes a file tells of it
	}
	if e.inner != nil {
		if f.inner, err = e.inner(answer); err != nil {
			return figure{}, fmt.Errorf("%s: %w", e.name, err)
		}
	}
	if e.output == "" {
		return f, nil
	}
	info, err := os.Stat(e.output)
	if err != nil {
		return figure{}, fmt.Errorf("%s: %w", e.name, err)
	}
	f.written = info.Size()
	if first && e.verify != nil {
		if err := e.verify(e.output); err != nil {
			return figure{}, fmt.Errorf("%s: %w", e.name, err)
		}
	}
	return f, os.Remove(e.output)
}

// median of an even number of runs is the mean of the two in the middle.
func median(seconds []float64) float64 {
	slices.Sort(seconds)
	n := len(seconds)
	return (seconds[(n-1)/2] + seconds[n/2]) / 2
}
