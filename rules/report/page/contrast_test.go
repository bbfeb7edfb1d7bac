package page

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast holds the colours of text against those behind them: WCAG 2
// asks for 4.5 to 1.
func TestContrast(t *testing.T) {
	colour := regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{3,6});`)
	themes := strings.Split(styleText, ":root {")[1:]
	if len(themes) != 3 {
		t.Fatalf("%d themes, want light, dark and print", len(themes))
	}
	for _, theme := range themes {
		theme, _, _ = strings.Cut(theme, "}")
		value := make(map[string]float64)
		for _, m := range colour.FindAllStringSubmatch(theme, -1) {
			value[m[1]] = luminance(t, m[2])
		}
		for _, pair := range [][2]string{
			{"text", "paper"}, {"text", "raised"}, {"muted", "paper"}, {"muted", "raised"}, {"link", "paper"}, {"link", "raised"},
			{"error", "paper"}, {"error", "error-soft"}, {"warning", "paper"}, {"warning", "warning-soft"}, {"info", "paper"}, {"info", "info-soft"},
			{"text", "error-soft"}, {"text", "warning-soft"}, {"text", "info-soft"},
		} {
			a, okA := value[pair[0]]
			b, okB := value[pair[1]]
			if ratio := (max(a, b) + .05) / (min(a, b) + .05); ratio < 4.5 || !okA || !okB {
				t.Errorf("%s on %s: %.2f in %s", pair[0], pair[1], ratio, theme)
			}
		}
		// Shapes need 3 to 1.
		if ratio := (max(value["bar-edge"], value["paper"]) + .05) / (min(value["bar-edge"], value["paper"]) + .05); ratio < 3 {
			t.Errorf("bar-edge on paper: %.2f", ratio)
		}
	}
}

// luminance is the relative luminance of a colour in hexadecimal digits.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 3 {
		hex = strings.Repeat(hex[:1], 2) + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:], 2)
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
