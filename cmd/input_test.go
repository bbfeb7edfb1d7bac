package cmd

import (
	"bytes"
	"strings"
	"testing"
)

// endless yields zeros for ever.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.read += len(p)
	return len(p), nil
}

func TestEndlessInputIsRefusedAtOnce(t *testing.T) {
	in := &endless{}
	var out, errs bytes.Buffer
	code := Main([]string{"validate", "--no-config", "-"}, Streams{In: in, Out: &out, Err: &errs})
	if code != exitFile || !strings.Contains(errs.String(), "cosa: stdin: it is no workbook") || in.read > 1<<20 {
		t.Errorf("exit code %d after %d bytes, %s", code, in.read, errs.String())
	}
}
