package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosakit/cosa/spreadsheet/sheettest"
)

// TestDiffOfShippedDatabase writes the database that Windows ships in every
// format that can be written: nothing may differ.
func TestDiffOfShippedDatabase(t *testing.T) {
	shipped := os.Getenv("COSA_SHIPPED_DB")
	if shipped == "" {
		t.Skip("COSA_SHIPPED_DB does not name the customizations.xml that Windows ships")
	}
	run := func(want int, args ...string) string {
		t.Helper()
		var out, complaints bytes.Buffer
		if code := Main(append(args, "--no-config"), Streams{In: strings.NewReader(""), Out: &out, Err: &complaints}); code != want {
			t.Fatalf("cosa %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), code, want, &complaints, &out)
		}
		return out.String()
	}
	folder := t.TempDir()
	for _, extension := range []string{"yaml", "json", "csv", "xlsx", "xml"} {
		other := filepath.Join(folder, "other."+extension)
		run(0, "convert", "--allow-loss", shipped, "-o", other)
		run(0, "diff", shipped, other)
		run(0, "diff", "--whole", other, shipped)
	}
	// A submission of one profile leaves the others alone.
	one := filepath.Join(folder, "one.csv")
	err := os.WriteFile(one, []byte("UpdateType,Operator,Country/Region,MCC,MNC,AccessString\nAdd,Contoso,Argentina,999,70,internet.contoso.example\n"), 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if out := run(1, "diff", shipped, one); !strings.Contains(out, "\n1 profile added\n") {
		t.Errorf("one profile is added, but diff says\n%s", out)
	}
}

// TestDiffOfMergedCells compares a sheet whose operator is merged over two rows
// with one that has it in both: nothing differs, and it is told why.
func TestDiffOfMergedCells(t *testing.T) {
	folder := t.TempDir()
	write := func(name, second string, merged ...string) string {
		path := filepath.Join(folder, name)
		var b bytes.Buffer
		err := sheettest.Write(&b, sheettest.Sheet{Name: "APN", Merged: merged, Rows: [][]sheettest.Cell{
			sheettest.Row("UpdateType", "Country/Region", "Operator", "MCC", "MNC", "AccessString"),
			sheettest.Row("Add", "Chile", "Contoso", "999", "70", "a.example"),
			sheettest.Row("Add", "Chile", second, "999", "71", "a.example"),
		}})
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, path, b.Bytes())
		return path
	}
	code, out, complaints := cosaOutput(t, "diff", "--no-config", write("old.xlsx", "", "C2:C3"), write("new.xlsx", "Contoso"))
	want := "note: filled in: " + filepath.Join(folder, "old.xlsx") + ":APN!C2: the cells C2:C3 are merged"
	if code != 0 || !strings.Contains(out, want) || strings.Contains(out, "not compared") {
		t.Errorf("exit code %d, want %q in\n%s%s", code, want, out, complaints)
	}
}
