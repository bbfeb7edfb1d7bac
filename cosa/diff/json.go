package diff

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/cosakit/cosa/cosa"
)

// schemaVersion is raised when a key of the JSON report changes its meaning or
// goes away.
const schemaVersion = 1

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonSide struct {
	Files    []string `json:"files"`
	Rows     int      `json:"rows"`
	Profiles int      `json:"profiles"`
	Database bool     `json:"database"`
}

// jsonCount is a number with its digits, for readers whose numbers are exact
// up to 2^53 only.
type jsonCount struct {
	Count  uint64 `json:"count"`
	Digits string `json:"digits"`
}

type jsonSummary struct {
	Added           int        `json:"added"`
	Removed         int        `json:"removed"`
	Changed         int        `json:"changed"`
	Renamed         int        `json:"renamed"`
	DeleteRequested int        `json:"deleteRequested"`
	DeleteWithdrawn int        `json:"deleteWithdrawn"`
	ICCID           jsonTotals `json:"iccid"`
	IMSI            jsonTotals `json:"imsi"`
}

type jsonTotals struct {
	Gained jsonCount `json:"gained"`
	Lost   jsonCount `json:"lost"`
}

type jsonChange struct {
	Kind        Kind             `json:"kind"`
	Profile     string           `json:"profile"`
	OldProfile  string           `json:"oldProfile"`
	Settings    []jsonValue      `json:"settings"`
	ICCID       jsonSIMs         `json:"iccid"`
	IMSI        jsonSIMs         `json:"imsi"`
	Networks    jsonNetworks     `json:"networks"`
	Rewritten   []jsonRewriting  `json:"rewritten"`
	Shares      []jsonShare      `json:"shares"`
	Targets     []jsonTarget     `json:"targets"`
	Connections []jsonConnection `json:"connections"`
	Pairings    int              `json:"pairings"`
}

type jsonValue struct {
	Setting string `json:"setting"`
	Old     string `json:"old"`
	New     string `json:"new"`
	Masked  bool   `json:"masked"`
}

type jsonSIMs struct {
	Old     jsonCount `json:"old"`
	New     jsonCount `json:"new"`
	Touched jsonCount `json:"touched"`
	Gained  jsonSet   `json:"gained"`
	Lost    jsonSet   `json:"lost"`
	Before  jsonCount `json:"gainedHeldBefore"`
	Still   jsonCount `json:"lostStillHeld"`
}

type jsonSet struct {
	jsonCount
	Ranges []jsonRange `json:"ranges"`
}

type jsonRange struct {
	Start string `json:"start"`
	End   string `json:"end"`
	jsonCount
}

type jsonNetworks struct {
	Gained  []string `json:"gained"`
	Lost    []string `json:"lost"`
	Touched []string `json:"touched"`
}

type jsonShare struct {
	How     How    `json:"how"`
	Profile string `json:"profile"`
	Network string `json:"network"`
	Kind    string `json:"kind"`
	jsonSet
}

// jsonRewriting is ICCIDs that are written with other numbers of digits.
type jsonRewriting struct {
	Before []int `json:"before"`
	After  []int `json:"after"`
	jsonSet
}

type jsonTarget struct {
	Change   Mark        `json:"change"`
	Target   string      `json:"target"`
	Counted  bool        `json:"counted"`
	Note     string      `json:"note"`
	Settings []jsonValue `json:"settings"`
}

type jsonConnection struct {
	Change     Mark        `json:"change"`
	Connection string      `json:"connection"`
	Settings   []jsonValue `json:"settings"`
}

// writeJSON writes the report as one JSON object, a profile a line. Profiles
// are written one by one, so that a great many need no memory of their own.
func writeJSON(w io.Writer, r *Report, _ Style) error {
	j := &jsonWriter{w: bufio.NewWriterSize(w, 1<<16)}
	j.json = json.NewEncoder(&j.buf)
	j.json.SetEscapeHTML(false)
	j.text("{")
	j.key("", "schema", schemaVersion)
	j.key(",", "tool", jsonTool{r.Tool, r.Version})
	j.key(",", "old", newJSONSide(&r.Old))
	j.key(",", "new", newJSONSide(&r.New))
	j.key(",", "scope", r.Scope)
	j.key(",", "leftAlone", r.LeftAlone)
	j.key(",", "summary", newJSONSummary(r.Diff))
	j.key(",", "package", newJSONValues(r.Package))
	j.text(",\n  \"changes\": [")
	for i := range r.Changes {
		if i > 0 {
			j.text(",")
		}
		j.text("\n    ")
		j.value(newJSONChange(&r.Changes[i]))
	}
	if len(r.Changes) > 0 {
		j.text("\n  ")
	}
	j.text("]")
	j.key(",", "notes", r.notes())
	j.text("\n}\n")
	if j.err != nil {
		return j.err
	}
	return j.w.Flush()
}

// jsonWriter writes JSON piece by piece and remembers the first error.
type jsonWriter struct {
	w    *bufio.Writer
	buf  bytes.Buffer
	json *json.Encoder
	err  error
}

func (j *jsonWriter) text(s string) {
	if j.err == nil {
		_, j.err = j.w.WriteString(s)
	}
}

func (j *jsonWriter) value(v any) {
	if j.err != nil {
		return
	}
	j.buf.Reset()
	if j.err = j.json.Encode(v); j.err == nil {
		_, j.err = j.w.Write(bytes.TrimSuffix(j.buf.Bytes(), []byte("\n")))
	}
}

func (j *jsonWriter) key(separator, key string, v any) {
	j.text(fmt.Sprintf("%s\n  %q: ", separator, key))
	j.value(v)
}

func newJSONCount(n uint64) jsonCount { return jsonCount{n, strconv.FormatUint(n, 10)} }

func newJSONSide(s *Side) jsonSide {
	return jsonSide{append([]string{}, s.Files...), s.Rows, s.Profiles, s.Database}
}

func newJSONSummary(d *Diff) jsonSummary {
	totals := func(kind cosa.NumberKind) jsonTotals {
		gained, lost := d.Totals(kind)
		return jsonTotals{newJSONCount(gained.Count()), newJSONCount(lost.Count())}
	}
	return jsonSummary{
		Added: d.Count(Added), Removed: d.Count(Removed), Changed: d.Count(Changed), Renamed: d.Count(Renamed),
		DeleteRequested: d.Count(DeleteRequested), DeleteWithdrawn: d.Count(DeleteWithdrawn),
		ICCID: totals(cosa.ICCID), IMSI: totals(cosa.IMSI),
	}
}

func newJSONValues(list []Value) []jsonValue {
	all := make([]jsonValue, len(list))
	for i := range list {
		all[i] = jsonValue{list[i].Name(), list[i].Old, list[i].New, list[i].Masked}
	}
	return all
}

func newJSONSet(s Set) jsonSet {
	set := jsonSet{newJSONCount(s.Count()), make([]jsonRange, 0, s.Len())}
	for r := range s.Runs() {
		set.Ranges = append(set.Ranges, jsonRange{r.Start, r.End, newJSONCount(r.Count)})
	}
	return set
}

func newJSONSIMs(s *SIMs) jsonSIMs {
	return jsonSIMs{newJSONCount(s.Old), newJSONCount(s.New), newJSONCount(s.Touched), newJSONSet(s.Gained), newJSONSet(s.Lost), newJSONCount(s.HeldBefore), newJSONCount(s.StillHeld)}
}

func newJSONChange(ch *Change) jsonChange {
	j := jsonChange{
		Kind: ch.Kind, Profile: ch.Name, OldProfile: ch.OldName, Settings: newJSONValues(ch.Settings),
		ICCID: newJSONSIMs(&ch.SIMs[cosa.ICCID]), IMSI: newJSONSIMs(&ch.SIMs[cosa.IMSI]),
		Networks: jsonNetworks{
			append([]string{}, ch.Whole.Gained...), append([]string{}, ch.Whole.Lost...), append([]string{}, ch.Whole.Touched...),
		},
		Rewritten: make([]jsonRewriting, len(ch.Rewritten)),
		Shares:    make([]jsonShare, len(ch.Shares)), Targets: make([]jsonTarget, len(ch.Targets)),
		Connections: make([]jsonConnection, len(ch.Connections)), Pairings: ch.Pairings,
	}
	for i, r := range ch.Rewritten {
		j.Rewritten[i] = jsonRewriting{r.Before, r.After, newJSONSet(r.SIMs)}
	}
	for i, s := range ch.Shares {
		j.Shares[i] = jsonShare{s.How, s.Other, s.Network, s.SIMs.Kind.String(), newJSONSet(s.SIMs)}
	}
	for i := range ch.Targets {
		t := &ch.Targets[i]
		j.Targets[i] = jsonTarget{t.Mark, t.Text(), t.Counted, t.Note, newJSONValues(t.Settings)}
	}
	for i := range ch.Connections {
		c := &ch.Connections[i]
		j.Connections[i] = jsonConnection{c.Mark, c.Name, newJSONValues(c.Settings)}
	}
	return j
}
