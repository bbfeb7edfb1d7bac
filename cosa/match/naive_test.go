package match

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// outcome is a verdict in numbers of profiles.
type outcome struct {
	Winner      int // -1 for none
	Identifiers int
	Ties        []int
	Undecided   bool
}

func (m *Matcher) outcome(sim SIM) outcome {
	v := m.Find(sim)
	o := outcome{Winner: -1, Undecided: v.Undecided}
	if v.Winner != nil {
		o.Winner, o.Identifiers = v.Winner.Entry.Profile().Index, v.Winner.Identifiers
	}
	for _, c := range v.Ties {
		o.Ties = append(o.Ties, c.Entry.Profile().Index)
	}
	return o
}

// naive is the answer found by looking at every row, written from the rules
// and sharing nothing with the matcher.
func naive(s *cosa.Submission, sim SIM) outcome {
	o := outcome{Winner: -1}
	database := true
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		best := 0
		for e := range p.Entries() {
			if n, ok := naiveHolds(e, sim); ok {
				best = max(best, n)
			}
		}
		if best == 0 || best < o.Identifiers {
			continue
		}
		if best > o.Identifiers {
			o.Identifiers, o.Ties = best, nil
		}
		o.Ties = append(o.Ties, i)
		database = p.First().Source().Database()
	}
	switch {
	case len(o.Ties) == 0:
	case len(o.Ties) == 1:
		o.Winner, o.Ties = o.Ties[0], nil
	case database:
		o.Winner = o.Ties[len(o.Ties)-1]
	default:
		o.Winner, o.Undecided = o.Ties[0], true
	}
	return o
}

func naiveHolds(e cosa.Entry, sim SIM) (identifiers int, ok bool) {
	if strings.EqualFold(e.Text(cosa.UpdateType), "delete") || strings.Contains(e.Text(cosa.TargetXML), "Condition") && !strings.Contains(e.Text(cosa.TargetXML), "uiname") {
		return 0, false
	}
	n := 0
	if sim.MCC == "" && sim.IMSI != "" {
		sim.MCC = sim.IMSI[:3]
	}
	ok = true
	want := func(text string, has ...string) {
		if text == "" {
			return
		}
		n++
		rest, not := strings.CutPrefix(text, "!")
		any, known := false, false
		for _, h := range has {
			if h != "" {
				known = true
				any = any || naiveMeets(rest, h)
			}
		}
		ok = ok && known && any != not
	}
	mncs := []string{sim.MNC}
	if sim.MNC == "" && sim.IMSI != "" && strings.HasPrefix(sim.IMSI, sim.MCC) {
		mncs = []string{sim.IMSI[3:5], sim.IMSI[3:6]}
	}
	want(e.Text(cosa.MCC), sim.MCC)
	want(e.Text(cosa.MNC), mncs...)
	want(e.Text(cosa.SPN), sim.SPN)
	want(e.Text(cosa.PNN), sim.PNN)
	want(strings.ToUpper(e.Text(cosa.GID1)), strings.ToUpper(sim.GID1))
	for _, kind := range []cosa.NumberKind{cosa.IMSI, cosa.ICCID} {
		start, end := e.Text(kind.Start()), e.Text(kind.End())
		has := sim.ICCID
		if kind == cosa.IMSI {
			has = sim.IMSI
		}
		switch {
		case start == "" && end == "":
		case strings.ContainsAny(start, ":!") && end == "":
			want(start, has)
		case start == "" || end == "" || len(start) != len(end) || start > end:
			return 0, false
		default:
			want("range:"+start+","+end, has)
		}
	}
	esim := strings.EqualFold(sim.ESIMProv, "true") || sim.ESIMProv == "1"
	switch strings.ToLower(e.Text(cosa.ESIMProv)) {
	case "true", "1":
		n++
		ok = ok && esim
	}
	return n, ok && n > 0
}

func naiveMeets(demand, has string) bool {
	if ends, ok := strings.CutPrefix(demand, "range:"); ok {
		first, last, _ := strings.Cut(ends, ",")
		return len(has) == len(first) && first <= has && has <= last
	}
	if expr, ok := strings.CutPrefix(demand, "PATTERN:"); ok {
		return slices.Contains(regexp.MustCompile("(?i)^(?:"+strings.ReplaceAll(expr, `\D`, `\d`)+")$").FindAllString(has, -1), has)
	}
	if expr, ok := strings.CutPrefix(demand, "pattern:"); ok {
		return slices.Contains(regexp.MustCompile("^(?:"+expr+")$").FindAllString(has, -1), has)
	}
	return demand == has
}

func (o outcome) String() string {
	return fmt.Sprintf("profile %d with %d identifiers, ties %v, undecided %t", o.Winner, o.Identifiers, o.Ties, o.Undecided)
}
