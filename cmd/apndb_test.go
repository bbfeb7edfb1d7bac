package cmd

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestAPNScriptHoldsTheSample proves that the script reads the sample itself.
func TestAPNScriptHoldsTheSample(t *testing.T) {
	want, err := os.ReadFile(filepath.Join(samples, "apndatabase.xml"))
	if err != nil {
		t.Fatal(err)
	}
	script, err := txtar.ParseFile(filepath.Join("testdata", "script", "apndb.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range script.Files {
		if file.Name == "apndatabase.xml" {
			if diff := cmp.Diff(string(want), string(file.Data)); diff != "" {
				t.Errorf("apndatabase.xml of the script is not the sample (-sample +script):\n%s", diff)
			}
			return
		}
	}
	t.Error("the script has no apndatabase.xml")
}
