package cmd

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestProgressIsWipedOut(t *testing.T) {
	var quick, slow bytes.Buffer
	showProgress(&quick, "reading a.xlsx", time.Hour)()
	if quick.Len() > 0 {
		t.Errorf("%q for quick work", quick.String())
	}
	done := showProgress(&slow, "reading a.xlsx", time.Millisecond)
	time.Sleep(50 * time.Millisecond)
	done()
	if got := slow.String(); !strings.HasPrefix(got, "\rreading a.xlsx, 1 s") || !strings.HasSuffix(got, " \r") {
		t.Errorf("%q", got)
	}
}
