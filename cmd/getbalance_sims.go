package cmd

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/conform"
	"github.com/cosakit/cosa/cosa/ranges"
)

// askedSIMs name the SIMs that an endpoint is asked for.
type askedSIMs struct {
	known   []string // N or N=TYPE
	zero    []string
	unknown string
}

func (f *askedSIMs) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringArrayVar(&f.known, "iccid", nil, "a SIM that the endpoint knows, `N` or N=TYPE where it is known what the answer is to be ("+orList(mobileplans.BalanceTypeNames())+"); may be repeated")
	flags.StringArrayVar(&f.zero, "zero-iccid", nil, "a SIM `N` without any balance left; may be repeated")
	flags.StringVar(&f.unknown, "unknown-iccid", "", "a SIM `N` that the endpoint does not know (default: one is made)")
}

// read reads the flags and the ranges of a submission, which may be nil.
func (f *askedSIMs) read(sims *conform.SIMs, l *loaded) (notes []string, err error) {
	if l != nil {
		notes = append(notes, l.notes...)
		var faulty int
		var off bool
		if sims.Ranges, faulty, off = servedRanges(l.submission); len(sims.Ranges) == 0 && len(f.known)+len(f.zero) == 0 {
			return nil, noRanges(l)
		}
		switch {
		case len(sims.Ranges) > 0:
		case faulty > 0:
			sims.NoRanges = "it needs ICCID ranges, and those of the submission cannot be read; cosa validate lists what is wrong with them"
		default:
			sims.NoRanges = "it needs ICCID ranges, and the submission has none"
		}
		if faulty > 0 {
			notes = append(notes, counted(faulty, "row")+" with ICCIDs that cannot be read left out; cosa validate lists them")
		}
		if off {
			notes = append(notes, "no row turns Mobile Plans on, so that Windows would not ask for these SIMs")
		}
	}
	for _, text := range f.known {
		iccid, kind, typed := strings.Cut(text, "=")
		if err := checkICCID("--iccid", iccid); err != nil {
			return nil, err
		}
		if typed {
			if err := choice("type", kind, mobileplans.BalanceTypeNames()); err != nil {
				return nil, err
			}
		}
		for _, other := range sims.Known {
			if other.ICCID == iccid && other.Type != kind && other.Type != "" && typed {
				return nil, usagef("--iccid %s=%s and --iccid %s=%s contradict each other", iccid, other.Type, iccid, kind)
			}
		}
		sims.Known = append(sims.Known, conform.KnownSIM{ICCID: iccid, Type: kind})
		if within := func(r cosa.Range) bool { return len(r.Start) == len(iccid) && r.Start <= iccid && iccid <= r.End }; len(sims.Ranges) > 0 && !slices.ContainsFunc(sims.Ranges, within) {
			notes = append(notes, "the SIM "+iccid+" is in no range of the submission, so that Windows would not ask for it")
		}
	}
	for _, iccid := range f.zero {
		if err := checkICCID("--zero-iccid", iccid); err != nil {
			return nil, err
		}
		sims.Zero = append(sims.Zero, iccid)
	}
	if f.unknown == "" {
		return notes, nil
	}
	sims.Unknown = f.unknown
	for _, known := range sims.Known {
		if known.ICCID == f.unknown {
			return nil, usagef("--unknown-iccid %s is one of --iccid too", f.unknown)
		}
	}
	return notes, checkICCID("--unknown-iccid", f.unknown)
}

func checkICCID(flag, text string) error {
	if _, fault := ranges.ParseNumber(cosa.ICCID, text); fault != "" {
		return usagef("%s: %q %s", flag, text, fault)
	}
	return nil
}

// servedRanges lists the ICCID ranges of the rows that turn Mobile Plans on, or
// of all rows if none does, and counts the rows whose ranges cannot be told.
func servedRanges(s *cosa.Submission) (list []cosa.Range, faulty int, off bool) {
	off = true
	for e := range s.Entries() {
		off = off && (e.Deletes() || !e.Marketplace())
	}
	for e := range s.Entries() {
		if e.Deletes() || !off && !e.Marketplace() {
			continue
		}
		held, ok := e.Ranges(cosa.ICCID)
		if !ok {
			faulty++
		}
		list = append(list, held...)
	}
	slices.SortFunc(list, func(a, b cosa.Range) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(a.Hi, b.Hi), cmp.Compare(len(a.Start), len(b.Start)))
	})
	return slices.Compact(list), faulty, off && len(list) > 0
}
