package main

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTableIsCurrent(t *testing.T) {
	want, err := render()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../regions_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("regions_table.go is out of date, run go generate ./rules/country (-want +got):\n%s", diff)
	}
}
