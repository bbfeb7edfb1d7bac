package main

import "fmt"

// bound is what was asked of cosa for a job of a size.
type bound struct {
	job  string
	what string
	size int // as the job counts it

	// value takes the measured value from what the job found, 0 where it was
	// not measured.
	value func(found figures, size int) float64
	most  float64
	unit  string // of value, blank for a ratio
}

const (
	hundredThousand = 100_000
	million         = 1_000_000
)

// bounds are the figures that were asked for when cosa was begun, for two
// processors. Ratios are of seconds unless something else is said.
func bounds() []bound {
	return []bound{
		{job: "workbooks", size: hundredThousand, what: "validate a workbook, of unzip -p", value: times(validateName, unzipName), most: 1},
		{job: "workbooks", size: million, what: "validate a workbook, of unzip -p", value: times(validateName, unzipName), most: 1},
		{job: "workbooks", size: hundredThousand, what: "validate a workbook, peak memory", value: peak(validateName), most: 150, unit: mib},
		{job: "workbooks", size: million, what: "validate a workbook, peak memory", value: peak(validateName), most: 640, unit: mib},
		{job: "workbooks", size: hundredThousand, what: "validate a workbook, of openpyxl merely reading", value: times(validateName, openpyxlName), most: 1. / 30},
		{job: "workbooks", size: hundredThousand, what: "validate a workbook, of SheetJS merely reading", value: times(validateName, sheetJSName), most: 1. / 15},
		{job: "workbooks", size: hundredThousand, what: "validate a workbook, of excelize merely reading", value: times(validateName, getRowsName), most: 1. / 22},

		{job: "export", size: hundredThousand, what: "export from CSV, of StreamWriter merely writing", value: times(exportCSVName, streamName), most: 0.35},
		{job: "export", size: hundredThousand, what: "export from xlsx, of StreamWriter merely writing", value: times(exportBookName, streamName), most: 0.35},
		{job: "export", size: hundredThousand, what: "export from YAML, of StreamWriter merely writing", value: times(exportYAMLName, streamName), most: 0.35},
		{job: "export", size: hundredThousand, what: "export from CSV, peak memory", value: peak(exportCSVName), most: 200, unit: mib},
		{job: "export", size: hundredThousand, what: "export from xlsx, peak memory", value: peak(exportBookName), most: 200, unit: mib},
		{job: "export", size: hundredThousand, what: "export from YAML, peak memory", value: peak(exportYAMLName), most: 200, unit: mib},
		{job: "export", size: million, what: "export from CSV, peak memory", value: peak(exportCSVName), most: 768, unit: mib},
		{job: "export", size: million, what: "export from xlsx, peak memory", value: peak(exportBookName), most: 768, unit: mib},
		{job: "export", size: million, what: "export from YAML, peak memory", value: peak(exportYAMLName), most: 768, unit: mib},
		{job: "export", size: hundredThousand, what: "export, size of the file, of StreamWriter's", value: fileTimes(exportCSVName, streamName), most: 1.1},

		{job: "overlap", size: million, what: "overlaps of parsed ranges, slowest shape", value: worstShape(innerSeconds), most: 0.15, unit: seconds},
		{job: "overlap", size: million, what: "overlaps of parsed ranges, of an interval tree, worst shape", value: worstShape(innerShare(treeName)), most: 1. / 15},
		{job: "overlap", size: million, what: "overlaps of parsed ranges, of bedtools from the file, worst shape", value: worstShape(innerOfWhole(bedtoolsName)), most: 1. / 8},
		{job: "overlap", size: million, what: "overlaps, of bedtools, both from the file, worst shape", value: worstShape(wholeShare(bedtoolsName)), most: 1. / 8},

		{job: "yaml", size: hundredThousand, what: "validate YAML, of yaml.v3 merely decoding", value: times(validateName, nodeTreeName), most: 0.8},
		{job: "yaml", size: hundredThousand, what: "validate YAML, peak memory", value: peak(validateName), most: 100, unit: mib},
		{job: "yaml", size: million, what: "validate YAML, peak memory, of that of a tenth of the profiles", value: peakGrowth(validateName), most: flat},

		{job: "convert", size: hundredThousand, what: "convert xlsx to YAML, of openpyxl + PyYAML", value: times(toYAMLName, pyToYAMLName), most: 0.1},
		{job: "convert", size: hundredThousand, what: "convert YAML to xlsx, of PyYAML + openpyxl", value: times(fromYAMLName, pyFromYAMLName), most: 0.1},
		{job: "convert", size: million, what: "convert xlsx to YAML, peak memory", value: peak(toYAMLName), most: 1024, unit: mib},
		{job: "convert", size: million, what: "convert YAML to xlsx, peak memory", value: peak(fromYAMLName), most: 1024, unit: mib},

		{job: "diff", size: million, what: "diff of workbooks, peak memory", value: peak(diffName), most: 1024, unit: mib},

		{job: "csv", size: million, what: "validate CSV, peak memory", value: peak(validateName), most: 1024, unit: mib},

		{job: "coverage", size: simsPerRow * million, what: "coverage of SIMs, each", value: perItem(coverageName), most: 100, unit: nanoseconds},
		{job: "coverage", size: simsPerRow * million, what: "coverage of SIMs, peak memory, of that of a tenth of the SIMs", value: peakGrowth(coverageName), most: flat},

		{job: "generate", size: million, what: "generate from CSV to xlsx, of export writing the rows", value: times(generateName, exportedName), most: 1.3},
		{job: "generate", size: million, what: "generate from CSV to xlsx, of convert merely writing the rows", value: times(generateName, writtenName), most: 1.3},
		{job: "generate", size: million, what: "generate from CSV to xlsx, of StreamWriter merely writing the rows", value: times(generateName, streamCSVName), most: 1.3},
		{job: "generate", size: million, what: "generate from CSV to xlsx, peak memory", value: peak(generateName), most: 1024, unit: mib},

		{job: "start", size: 1, what: "start and end", value: func(found figures, size int) float64 { return found[startName][size].seconds }, most: 0.015, unit: seconds},
	}
}

// Units of values.
const (
	mib         = "MiB"
	seconds     = "s"
	nanoseconds = "ns"
)

// flat is the growth of memory that passes for none where the input is ten
// times as large.
const flat = 1.2

func times(name, other string) func(figures, int) float64 {
	return func(found figures, size int) float64 {
		return quotient(found[name][size].seconds, found[other][size].seconds)
	}
}

func fileTimes(name, other string) func(figures, int) float64 {
	return func(found figures, size int) float64 {
		return quotient(float64(found[name][size].written), float64(found[other][size].written))
	}
}

func peak(name string) func(figures, int) float64 {
	return func(found figures, size int) float64 { return found[name][size].mib() }
}

func peakGrowth(name string) func(figures, int) float64 {
	return func(found figures, size int) float64 {
		return quotient(float64(found[name][size].peak), float64(found[name][size/10].peak))
	}
}

func perItem(name string) func(figures, int) float64 {
	return func(found figures, size int) float64 { return 1e9 * found[name][size].seconds / float64(size) }
}

// worstShape is the largest value of all shapes of ranges.
func worstShape(value func(found figures, s shape, size int) float64) func(figures, int) float64 {
	return func(found figures, size int) float64 {
		worst := 0.
		for _, s := range shapes() {
			worst = max(worst, value(found, s, size))
		}
		return worst
	}
}

func innerSeconds(found figures, s shape, size int) float64 {
	return found[s.figure(sweepName)][size].inner
}

func innerShare(other string) func(figures, shape, int) float64 {
	return func(found figures, s shape, size int) float64 {
		return quotient(innerSeconds(found, s, size), found[s.figure(other)][size].inner)
	}
}

func innerOfWhole(other string) func(figures, shape, int) float64 {
	return func(found figures, s shape, size int) float64 {
		return quotient(innerSeconds(found, s, size), found[s.figure(other)][size].seconds)
	}
}

func wholeShare(other string) func(figures, shape, int) float64 {
	return func(found figures, s shape, size int) float64 {
		return quotient(found[s.figure(sweepName)][size].seconds, found[s.figure(other)][size].seconds)
	}
}

// quotient is 0 where one was not measured.
func quotient(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// text writes a value in the bound's unit.
func (b bound) text(value float64) string {
	switch b.unit {
	case mib, nanoseconds:
		return fmt.Sprintf("%.0f %s", value, b.unit)
	case seconds:
		return fmt.Sprintf("%.3f %s", value, b.unit)
	}
	return fmt.Sprintf("%.3f", value)
}
