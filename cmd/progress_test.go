package cmd

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// screen keeps what is written to it.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// shows waits for a text on the screen.
func shows(t *testing.T, s *screen, text string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(s.String(), text); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("no %q in %q", text, s.String())
		}
	}
}

func TestProgressOfQuickWork(t *testing.T) {
	var s screen
	w := &work{what: "reading a.xlsx"}
	w.show(&s, true, time.Hour, time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	w.stop()
	w.stop()
	if s.String() != "" {
		t.Errorf("%q for quick work", s.String())
	}
}

func TestProgress(t *testing.T) {
	for _, ansi := range []bool{true, false} {
		var s screen
		w := &work{what: "exporting \x1b[31m" + strings.Repeat("x", 200)}
		w.show(&s, ansi, 0, time.Millisecond)
		shows(t, &s, "xxx")
		shows(t, &s, "s]") // the time that it takes
		o := &opened{content: strings.NewReader(strings.Repeat("x", 4<<10)), size: 4 << 10}
		w.reads(o, 2)
		if _, err := io.Copy(io.Discard, io.NewSectionReader(o.content, 0, o.size)); err != nil {
			t.Fatal(err)
		}
		shows(t, &s, "50% ")
		shows(t, &s, "4.0/8.0 KiB")
		if _, err := w.writes(io.Discard).Write(make([]byte, 3<<20)); err != nil {
			t.Fatal(err)
		}
		shows(t, &s, "3.0 MiB")
		w.stop()
		text := s.String()
		if !strings.HasSuffix(text, "\r") || strings.Contains(text, "\x1b[31m") || strings.Contains(text, "\n") {
			t.Errorf("%q", text)
		}
		for line := range strings.SplitSeq(text, "\r") {
			if utf8.RuneCountInString(line) > 100 {
				t.Errorf("a long line: %q", line)
			}
		}
	}
}

func TestProgressIsQuietWithoutTerminal(t *testing.T) {
	var s screen
	p := &program{Streams: Streams{Err: &s}}
	done := p.working("reading")
	p.work.Load().reads(&opened{}, 1)
	if w := p.work.Load().writes(&s); w != &s {
		t.Error("the output is measured for nobody")
	}
	p.wipe()
	done()
	if s.String() != "" {
		t.Errorf("%q", s.String())
	}
}

// TestProgressOfALoad tells of things that are no bytes.
func TestProgressOfALoad(t *testing.T) {
	var s screen
	w := &work{what: "load on contoso.example"}
	w.show(&s, true, 0, time.Millisecond)
	shows(t, &s, "load on contoso")
	w.tell(1_080, 10_800, "1,080 of 10,800, 2 failed")
	shows(t, &s, "1,080 of 10,800, 2 failed")
	shows(t, &s, "10%")
	w.stop()
	if text := s.String(); strings.Contains(text, "B/s") || strings.Contains(text, "iB") {
		t.Errorf("bytes in %q", text)
	}
	var nobody *work
	nobody.tell(1, 2, "")
}
