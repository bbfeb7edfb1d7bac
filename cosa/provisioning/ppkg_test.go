package provisioning

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// samples is the folder of the sample files.
var samples = filepath.Join("..", "..", "samples")

func sample(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(samples, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func readPackage(content []byte) (*cosa.Submission, error) {
	b := cosa.NewBuilder()
	err := ReadPackage(b, "x.ppkg", bytes.NewReader(content), int64(len(content)))
	return b.Submission(), err
}

// everything lists all that was read, with places but for the file's name.
func everything(s *cosa.Submission) []string {
	var all []string
	for _, d := range s.Details() {
		all = append(all, d.Key+"="+d.Text+" at "+d.Position.Short())
	}
	for e := range s.Entries() {
		for _, spec := range cosa.Settings() {
			all = append(all, spec.Header+"="+e.Value(spec.Setting).Raw+" at "+e.Position(spec.Setting).Short())
		}
	}
	return all
}

// TestSamplePackage proves that the sample package says what the sample
// database says.
func TestSamplePackage(t *testing.T) {
	s, err := readPackage(sample(t, "database.ppkg"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everything(readXML(t, sample(t, "customizations.xml"))), everything(s)); diff != "" {
		t.Error(diff)
	}
}

// TestPackagesOfWimlib has the real program make packages of the sample
// database in each compression.
func TestPackagesOfWimlib(t *testing.T) {
	program, err := exec.LookPath("wimlib-imagex")
	if err != nil {
		if os.Getenv("COSA_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skip("wimlib-imagex (package wimtools) is not installed")
	}
	contents := map[string][]byte{"sample": sample(t, "customizations.xml")}
	if os.Getenv("COSA_SHIPPED_DB") != "" {
		contents["shipped"] = shipped(t)
	}
	for name, content := range contents {
		want := everything(readXML(t, content))
		folder := t.TempDir()
		file := filepath.Join(folder, filepath.FromSlash(answerFile))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, compression := range []string{"XPRESS", "LZX", "none"} {
			archive := filepath.Join(t.TempDir(), "database.ppkg")
			if out, err := exec.Command(program, "capture", folder, archive, "--compress="+compression, "--no-acls").CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			packed, err := os.ReadFile(archive)
			if err != nil {
				t.Fatal(err)
			}
			s, err := readPackage(packed)
			if err != nil {
				t.Errorf("%s, %s: %v", name, compression, err)
				continue
			}
			if diff := cmp.Diff(want, everything(s)); diff != "" {
				t.Errorf("%s, %s: %s", name, compression, diff[:min(len(diff), 2000)])
			}
		}
	}
}

// TestFaultyPackages proves that what is no whole package ends in one clear
// error.
func TestFaultyPackages(t *testing.T) {
	content := sample(t, "database.ppkg")
	for n := range len(content) {
		if _, err := readPackage(content[:n]); err == nil || !strings.HasPrefix(err.Error(), "x.ppkg: ") {
			t.Fatalf("cut off at byte %d: the error is %v", n, err)
		}
	}
	whole, _ := readPackage(content)
	for n := range content {
		broken := bytes.Clone(content)
		broken[n] ^= 0x5a
		// A byte that nothing rests on may change; what is read must not.
		if s, err := readPackage(broken); err == nil && cmp.Diff(everything(whole), everything(s)) != "" {
			t.Fatalf("byte %d changed: another content is read without an error", n)
		}
	}
}
