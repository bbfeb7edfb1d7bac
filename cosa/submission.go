package cosa

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Submission is a set of entries from one or more files, with what the
// readers found while reading them.
type Submission struct {
	sources []*Source
	columns []*column // settings, then extras
	extras  []string  // headers of the extra columns
	lines   numbers[uint32]

	// What rows are asked for all the time, by the number of the value of
	// UpdateType and SupportDataMarketplace.
	deletes, marketplace []bool

	given    numbers[int32] // profile numbers of the files; may be shorter
	places   places
	sections [sectionCount]numbers[uint32]
	findings []Finding
	answers  []Answer
	details  []Answer // of the package, see Builder.Detail
	services []placedService
	profiles []Profile
	owner    []int32 // profile of each row, from row first
	first    int     // first row: those before it are another submission's
	end      int     // row after the last
	uses     []int   // values so far, by column, when the last row was read
	used     []bool  // by column: a row of this submission has a value
	baseline *Submission
}

// Format is a kind of input or output file.
type Format string

// The formats, named as on the command line.
const (
	XLSX  Format = "xlsx"
	YAML  Format = "yaml"
	JSON  Format = "json"
	JSONL Format = "jsonl" // JSON Lines: one profile a line
	CSV   Format = "csv"
	TSV   Format = "tsv"

	XML   Format = "xml"   // customizations.xml, the answer file of a COSA package
	PPKG  Format = "ppkg"  // a provisioning package that holds one
	APNDB Format = "apndb" // apndatabase.xml of Windows before 10 1703
)

// Source is a file that entries came from: one sheet of a workbook, or one
// text file.
type Source struct {
	File         string
	Format       Format
	Sheet        string            // name of the sheet, "" outside workbooks
	Header       int               // line of the (lower) header row, 0 outside sheets
	Columns      [SettingCount]int // sheet column or field number of each setting from 1, 0 where it has none
	Digest       *Digest           // what an exported workbook says of itself, nil elsewhere
	Suppressions []Suppression     // that the file brings along, from the run that exported it
	Notes        []string          // what the reader did that is no fault, such as leaving out a legend
	Package      bool              // the content of a COSA package, in another form than its own
	Base         string            // file that the values with a place of their own stand in, where that is another one
	Extras       []int             // sheet column or field number of each extra column, 0 where it has none

	first, rows int
	merged      []merge // by column and line
}

// merge is a run of merged cells of one column.
type merge struct {
	column      Column
	first, last int // lines
}

func (m merge) compare(o merge) int {
	return cmp.Or(cmp.Compare(m.column, o.column), cmp.Compare(m.first, o.first))
}

// mergedFrom is the line of the cell that the column's cell at line is a part
// of: its own, or the first of the merged cells.
func (s *Source) mergedFrom(c Column, line int) int {
	i, found := slices.BinarySearchFunc(s.merged, merge{column: c, first: line}, merge.compare)
	if !found && i > 0 {
		if m := s.merged[i-1]; m.column == c && line <= m.last {
			return m.first
		}
	}
	return line
}

// Digest is what an exported workbook records of its data.
type Digest struct {
	Recorded string // digest in the document's properties
	Rules    string // rule set that was applied
}

// HasColumns reports that the source is a sheet or a CSV file, where a whole
// column can be missing.
func (s *Source) HasColumns() bool { return s.Header > 0 }

// HasPlaces reports that every value of the source stands at a place of its
// own, made by [Builder.Place].
func (s *Source) HasPlaces() bool {
	return s.Format == YAML || s.Format == JSON || s.Format == JSONL || s.Database()
}

// extra is the sheet column of an extra one, 0 where it has none.
func (s *Source) extra(c Column) int {
	if i := int(c) - SettingCount; i < len(s.Extras) {
		return s.Extras[i]
	}
	return 0
}

// Database reports that the source is what a device has, not a submission: it
// knows no bookkeeping such as UpdateType, and its order is that in which the
// targets are defined.
func (s *Source) Database() bool {
	return s.Package || s.Format == XML || s.Format == PPKG || s.Format == APNDB
}

// Entries yields the source's entries.
func (s *Submission) EntriesOf(source *Source) iter.Seq[Entry] {
	return s.span(source.first, source.rows)
}

// Entries yields all entries in the order of the files.
func (s *Submission) Entries() iter.Seq[Entry] { return s.span(s.first, s.Len()) }

func (s *Submission) span(first, n int) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for row := first; row < first+n; row++ {
			if !yield(Entry{s, int32(row)}) {
				return
			}
		}
	}
}

// Len returns the number of entries.
func (s *Submission) Len() int { return s.end - s.first }

// Entry returns the i-th entry, from 0.
func (s *Submission) Entry(i int) Entry { return Entry{s, int32(s.first + i)} }

// Baseline returns what the submission is compared with, or nil. Values have
// the same numbers in both, see [Entry.ID], and no row of one has the number
// of a row of the other, see [Entry.Row].
func (s *Submission) Baseline() *Submission { return s.baseline }

// Sources lists the files in the order they were read.
func (s *Submission) Sources() []*Source { return s.sources }

// Findings lists what the readers found.
func (s *Submission) Findings() []Finding { return s.findings }

// Answers lists the questionnaire's answers that the files give.
func (s *Submission) Answers() []Answer { return s.answers }

// Details lists what the files say of the COSA package itself.
func (s *Submission) Details() []Answer { return s.details }

// Extras lists the headers of columns that are no known settings.
func (s *Submission) Extras() []string { return s.extras }

// Column is a setting, or one of the extra columns after them.
type Column int

// Used reports whether any entry has a value in the column.
func (s *Submission) Used(c Column) bool { return int(c) < len(s.used) && s.used[c] }

// Distinct yields the column's distinct values, each with its number; the
// blank value is left out. Numbers are below [Submission.DistinctCount].
func (s *Submission) Distinct(c Column) iter.Seq2[uint32, Value] {
	return func(yield func(uint32, Value) bool) {
		col := s.columns[c]
		for id := 1; id < col.values.n; id++ {
			if !yield(uint32(id), col.value(uint32(id))) {
				return
			}
		}
	}
}

// DistinctCount is the number of distinct values of a column, the blank one
// included.
func (s *Submission) DistinctCount(c Column) int { return s.columns[c].values.n }

// know finds the values that mean that a row deletes its profile, or turns
// Mobile Plans on.
func (s *Submission) know() {
	means := func(setting Setting, is func(text string) bool) []bool {
		known := make([]bool, s.DistinctCount(Column(setting)))
		for id, v := range s.Distinct(Column(setting)) {
			known[id] = is(v.Text)
		}
		return known
	}
	s.deletes = means(UpdateType, func(text string) bool { return strings.EqualFold(text, "Delete") })
	s.marketplace = means(SupportDataMarketplace, SupportDataMarketplace.True)
}
