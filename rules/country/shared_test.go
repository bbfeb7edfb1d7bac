package country

import (
	"slices"
	"testing"
)

func TestShared(t *testing.T) {
	for name, want := range map[string]bool{
		"Worldwide":                         true,
		"GLOBAL":                            true,
		"International":                     true,
		"IoT":                               true,
		"DataMarketplace":                   true,
		"Data Marketplace":                  true,
		"Europe & Russia":                   true,
		"Europe and Asia":                   true,
		"eSIM provisioning profile":         true,
		"Canada eSIM provisioning profile":  true,
		"Contoso eSIM provisioning profile": false,
		"Argentina":                         false,
		"Trinidad & Tobago":                 false,
		"Canada and Mexico":                 false,
		"Europe and Contoso":                false,
		"Contoso":                           false,
		"internet":                          false,
		"":                                  false,
		"and":                               false,
	} {
		if got := Shared(name); got != want {
			t.Errorf("Shared(%q) = %v", name, got)
		}
	}
	for _, name := range shared {
		if fold(name) != name || Known(name) {
			t.Errorf("%q: folded %q, known %v", name, fold(name), Known(name))
		}
	}
	if !slices.IsSorted(shared[:]) {
		t.Error("the list is not sorted")
	}
}
