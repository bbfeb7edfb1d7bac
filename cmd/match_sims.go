package cmd

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/match"
)

// matchSIMs writes a line for each SIM of a list.
func (p *program) matchSIMs(o matchOptions, l *loaded) error {
	defer p.working("matching")()
	for _, note := range l.notes {
		p.note("note: %s", note)
	}
	var tally simTally
	err := p.stream(o.sims, o.output, func(name string, r io.Reader) error {
		list, err := newSIMList(name, r)
		if err != nil {
			return err
		}
		if list.empty() {
			return cmp.Or(list.err, error(&cosa.ReadError{Position: at(name), Problem: "the file holds no SIMs", Hint: "write one ICCID a line, or a table with columns such as iccid, imsi, mcc, mnc"}))
		}
		for _, column := range list.unused {
			p.note("note: %s: the column %q is not used", name, column)
		}
		m := match.New(l.submission)
		p.noteUnjudgedTargets(m)
		return p.put(output{path: o.output, write: func(w io.Writer) error { return tally.write(w, list, m) }})
	})
	if err != nil {
		return err
	}
	p.note("%s: %s with a profile, %s without, %s undecided", counted(tally.sims, "SIM"),
		grouped(tally.matched), grouped(tally.sims-tally.matched), grouped(tally.undecided))
	if tally.doubtful > 0 {
		p.say("%s may get another profile than written: a target that cannot be judged may hold, as the column problem says", counted(tally.doubtful, "SIM"))
	}
	if tally.faulty > 0 {
		p.say("%s of the file cannot be read as a SIM, the first at %s: %s", counted(tally.faulty, "line"), tally.first, cosa.Bounded(tally.problem, matchValueLength))
	}
	if tally.matched < tally.sims {
		return errFindings
	}
	return nil
}

// noteUnjudgedTargets tells of targets that cannot be judged, so that no SIM
// gets their profiles.
func (p *program) noteUnjudgedTargets(m *match.Matcher) {
	for _, note := range unjudgedNotes(m) {
		p.note("note: %s", note)
	}
}

func unjudgedNotes(m *match.Matcher) []string {
	n, first := m.Unjudged()
	if n == 0 {
		return nil
	}
	which := "it is"
	if n > 1 {
		which = "the first is"
	}
	return []string{fmt.Sprintf("%s cannot be judged wholly, so that no SIM is said to match; %s of %s at %s: %s",
		counted(n, "target"), which, first.Profile(), first.Position(), first.Reason)}
}

// simTally counts what became of the SIMs.
type simTally struct {
	sims, matched, undecided, doubtful, faulty int

	first   cosa.Position // of a faulty line
	problem string
}

// write matches SIM by SIM; a line that is none has a problem and no profile.
func (t *simTally) write(w io.Writer, list *simList, m *match.Matcher) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	out := csv.NewWriter(buffered)
	record := []string{"input", "profile", "identifiers", "undecided", "problem"}
	if err := out.Write(record); err != nil {
		return err
	}
	for list.next() {
		t.sims++
		record[0], record[1], record[2], record[3], record[4] = list.input(), "", "0", "false", list.problem
		if list.problem != "" {
			if t.faulty++; t.faulty == 1 {
				t.first, t.problem = cosa.Position{File: list.name, Line: list.line}, list.problem
			}
		} else {
			record[4] = t.judge(record, list.sim, m)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	if list.err != nil {
		return list.err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buffered.Flush()
}

// judge matches a SIM and returns what stands in the way of being sure.
func (t *simTally) judge(record []string, sim match.SIM, m *match.Matcher) (problem string) {
	v := m.Find(sim)
	if v.Winner != nil {
		t.matched++
		record[1], record[2] = v.Winner.Profile(), strconv.Itoa(v.Winner.Identifiers)
		if v.Undecided {
			t.undecided++
			record[3] = "true"
		}
	}
	if d, ok := m.Doubt(sim, v); ok {
		t.doubtful++
		return fmt.Sprintf("not evaluated: %s at %s may hold; %s", d.Profile(), d.Position(), d.Reason)
	}
	return ""
}
