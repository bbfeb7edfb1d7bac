package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// figure is what one program took for one size.
type figure struct {
	seconds float64 // from start to end of the process
	inner   float64 // counted by the program itself, 0 where it does not
	cpu     float64 // seconds of all processors
	peak    int64   // largest resident size, bytes; 0 where the system does not tell
	written int64   // size of the file that it wrote, bytes
}

func wholeTime(f figure) float64 { return f.seconds }
func innerTime(f figure) float64 { return f.inner }

func (f figure) mib() float64 { return float64(f.peak) / (1 << 20) }

// figures are those of all programs, by name and size.
type figures map[string]map[int]figure

func (fs figures) add(size int, medians map[string]figure) {
	for name, f := range medians {
		if fs[name] == nil {
			fs[name] = make(map[int]figure)
		}
		fs[name][size] = f
	}
}

// growth is the exponent e of seconds ~ size^e between the two largest sizes
// of a program, or a dash.
func (fs figures) growth(name string, seconds func(figure) float64) string {
	sizes := slices.Sorted(maps.Keys(fs[name]))
	n := len(sizes)
	if n < 2 {
		return "-"
	}
	small, large := sizes[n-2], sizes[n-1]
	a, z := seconds(fs[name][small]), seconds(fs[name][large])
	if a <= 0 || z <= 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", math.Log(z/a)/math.Log(float64(large)/float64(small)))
}

// ratio writes a as a multiple of b, or a dash where one was not measured.
func ratio(a, b float64) string {
	if a == 0 || b == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", a/b)
}
