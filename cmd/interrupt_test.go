//go:build unix

package cmd

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience bounds how long a program may take to do something at all on a busy
// machine.
const patience = time.Minute

// interrupted runs cosa in a folder until ready says so, and then sends a signal.
// It returns the exit code.
func interrupted(t *testing.T, folder string, by os.Signal, ready func() bool, args ...string) int {
	t.Helper()
	command := exec.Command("cosa", args...)
	command.Dir = folder
	stdin, err := command.StdinPipe() // open, so that reading it waits
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	deadline := time.Now().Add(patience)
	for !ready() && time.Now().Before(deadline) && len(ended) == 0 {
		time.Sleep(time.Millisecond)
	}
	_ = command.Process.Signal(by) // it may have ended
	select {
	case <-ended:
	case <-time.After(patience):
		_ = command.Process.Kill()
		<-ended
		t.Fatalf("cosa %s goes on\n%s", args, &stderr)
	}
	_ = stdin.Close()
	return command.ProcessState.ExitCode()
}

func manyRows(n int) []byte {
	var b bytes.Buffer
	b.WriteString("UpdateType,Country/Region,Operator,MCC,MNC,ICCID Range - Start,ICCID Range - End,AccessString,AlwaysOn\n")
	for i := range n {
		fmt.Fprintf(&b, "Add,Argentina,Contoso,999,70,89001%012d00,89001%012d99,a%d.example,true\n", i, i, i)
	}
	return b.Bytes()
}

// TestInterruptedPrograms sends signals to programs that read, check and write.
func TestInterruptedPrograms(t *testing.T) {
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "many.csv"), manyRows(40_000))
	writeFile(t, filepath.Join(folder, "base.yaml"), []byte("profiles: [{updateType: Add}]"))
	list := func() string {
		var names []string
		err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
			names = append(names, strings.TrimPrefix(path, folder))
			if os.IsNotExist(err) {
				return nil
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(names, "\n")
	}
	before := list()
	writing := func() bool { return list() != before }
	after := func(d time.Duration) func() bool {
		var begun time.Time
		return func() bool {
			if begun.IsZero() {
				begun = time.Now()
			}
			return time.Since(begun) > d
		}
	}
	rules := []string{"--only", "iccid-range-overlap,mcc-format"}
	for _, test := range []struct {
		name  string
		by    syscall.Signal
		ready func() bool
		args  []string
		sure  bool // it cannot have ended by itself
	}{
		{"waiting for input", syscall.SIGINT, after(time.Second), []string{"export", "-", "-o", "out.xlsx"}, true},
		{"terminated", syscall.SIGTERM, after(time.Second), []string{"convert", "-", "-o", "out.xlsx"}, true},
		{"early", syscall.SIGINT, after(150 * time.Millisecond), []string{"validate", "many.csv"}, false},
		{"exporting", syscall.SIGINT, writing, append([]string{"export", "many.csv", "-o", "out.xlsx"}, rules...), false},
		{"converting", syscall.SIGTERM, writing, []string{"convert", "many.csv", "-o", "out.yaml"}, false},
		{"generating", syscall.SIGINT, writing, append([]string{"generate", "--base", "base.yaml", "--rows", "many.csv", "-o", "new/folder/{country}.xlsx"}, rules...), false},
		{"packing", syscall.SIGTERM, writing, append([]string{"pack", "many.csv", "-o", "new/pack"}, rules...), false},
		{"comparing", syscall.SIGINT, after(400 * time.Millisecond), []string{"diff", "many.csv", "many.csv", "-o", "out.html", "--format", "html"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			code := interrupted(t, folder, test.by, test.ready, test.args...)
			if code == exitSignal+int(test.by) {
				if now := list(); now != before {
					t.Errorf("left behind:\n%s", now)
				}
				return
			}
			if t.Logf("ended by itself with %d", code); test.sure {
				t.Error("it should have been interrupted")
			}
			if now := list(); strings.Contains(now, ".tmp") {
				t.Errorf("left behind:\n%s", now)
			}
			for _, name := range []string{"out.xlsx", "out.yaml", "out.html", "new"} {
				if err := os.RemoveAll(filepath.Join(folder, name)); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
