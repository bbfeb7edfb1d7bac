package country

import "testing"

func TestCode(t *testing.T) {
	for text, want := range map[string]string{"AR": "AR", "arg": "AR", "GBR": "GB", "Argentina": "", "XY": "", "": "", "A": ""} {
		if got := Code(text); got != want {
			t.Errorf("Code(%q) = %q, want %q", text, got, want)
		}
	}
	for name, want := range map[string]string{"Argentina": "AR", "USA": "US", "South Korea": "KR", "Nowhere": "", "": ""} {
		if got := CodeOf(name); got != want {
			t.Errorf("CodeOf(%q) = %q, want %q", name, got, want)
		}
	}
}
