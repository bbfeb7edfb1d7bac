package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// figure is what one program took for one size.
type figure struct {
	seconds float64 // median
	peak    int64   // largest resident size, bytes; 0 where the system does not tell
}

// measure runs every program on a file of every size, in turn, and returns
// the table.
func measure(o options, progress io.Writer) (string, error) {
	dir, err := os.MkdirTemp("", "cosabench")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	cosa := filepath.Join(dir, "cosa")
	if runtime.GOOS == "windows" {
		cosa += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", cosa, "github.com/cosakit/cosa/cmd/cosa").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building cosa: %w\n%s", err, out)
	}
	list, missing, err := jobs(o, dir, cosa)
	if err != nil {
		return "", err
	}
	figures := make(map[string]map[int]figure)
	for _, rows := range o.rows {
		path := filepath.Join(dir, fmt.Sprintf("rows%d.xlsx", rows))
		fmt.Fprintf(progress, "generating %d rows\n", rows)
		if err := generateApart(path, rows, o.seed); err != nil {
			return "", err
		}
		taken := make(map[string][]float64)
		peaks := make(map[string]int64)
		for n := range o.runs {
			for _, j := range list {
				if j.slow && (rows > o.slow || n >= 3 && rows >= 100_000) {
					continue
				}
				fmt.Fprintf(progress, "%d rows, run %d: %s\n", rows, n+1, j.name)
				seconds, peak, err := once(j, path)
				if err != nil {
					return "", err
				}
				taken[j.name] = append(taken[j.name], seconds)
				peaks[j.name] = max(peaks[j.name], peak)
			}
		}
		for name, seconds := range taken {
			slices.Sort(seconds)
			if figures[name] == nil {
				figures[name] = make(map[int]figure)
			}
			figures[name][rows] = figure{seconds: seconds[len(seconds)/2], peak: peaks[name]}
		}
		if err := os.Remove(path); err != nil {
			return "", err
		}
	}
	return table(o, list, missing, figures), nil
}

// generateApart runs generate in a process of its own: a child's peak memory
// is never told as less than its parent's at the start.
func generateApart(path string, rows int, seed uint64) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	out, err := exec.Command(self, "-generate", path, "-rows", fmt.Sprint(rows), "-seed", fmt.Sprint(seed)).CombinedOutput()
	if err != nil {
		return fmt.Errorf("generating %d rows: %w\n%s", rows, err, out)
	}
	return nil
}

func once(j job, path string) (seconds float64, peak int64, err error) {
	var stderr bytes.Buffer
	command := exec.Command(j.args[0], append(slices.Clone(j.args[1:]), path)...)
	command.Stderr = &stderr
	start := time.Now()
	if err := command.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w\n%s", j.name, err, stderr.Bytes())
	}
	return time.Since(start).Seconds(), peakMemory(command.ProcessState), nil
}

func table(o options, list []job, missing []string, figures map[string]map[int]figure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Reading and checking workbooks\n\nMade by `go run ./cmd/cosabench`: generated workbooks of %d columns, seed %d, median of up to %d runs, programs in turn.\n", columns, o.seed, o.runs)
	fmt.Fprintf(&b, "%s/%s, %d processors, %s.\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	b.WriteString("`cosa validate` reads and applies every rule; the others merely read.\n")
	if len(missing) > 0 {
		fmt.Fprintf(&b, "\nNot on this machine: %s.\n", strings.Join(missing, ", "))
	}
	b.WriteString("\n| rows | program | seconds | of unzip -p | cosa is faster by | peak MiB |\n|---:|---|---:|---:|---:|---:|\n")
	for _, rows := range o.rows {
		ours, floor := figures["cosa validate"][rows], figures["unzip -p"][rows]
		for _, j := range list {
			f, ok := figures[j.name][rows]
			if !ok {
				continue
			}
			fmt.Fprintf(&b, "| %d | %s | %.3f | %s | %.1f | %.0f |\n",
				rows, j.name, f.seconds, ratio(f.seconds, floor.seconds), f.seconds/ours.seconds, float64(f.peak)/(1<<20))
		}
	}
	if len(o.rows) > 1 {
		b.WriteString("\nGrowth: the exponent e of seconds ~ rows^e between the two largest sizes.\n\n| program | e |\n|---|---:|\n")
		for _, j := range list {
			var sizes []int
			for rows := range figures[j.name] {
				sizes = append(sizes, rows)
			}
			slices.Sort(sizes)
			if n := len(sizes); n > 1 {
				a, z := sizes[n-2], sizes[n-1]
				e := math.Log(figures[j.name][z].seconds/figures[j.name][a].seconds) / math.Log(float64(z)/float64(a))
				fmt.Fprintf(&b, "| %s | %.2f |\n", j.name, e)
			}
		}
	}
	return b.String()
}

func ratio(a, b float64) string {
	if b == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", a/b)
}
