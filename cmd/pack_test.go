package cmd

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/pack"
)

// tree lists the files below a folder with their contents.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPacksAreWholeOrNotThere(t *testing.T) {
	fault := errors.New("out of ink")
	sound := []packFile{{name: "a.txt", write: writes("a")}, {name: "icons/b.ico", write: writes("b")}}
	for name, last := range map[string]packFile{
		"half a file":        {name: "c.txt", write: func(w io.Writer) error { _ = writes("ne")(w); return fault }},
		"mistaken":           {name: "c.txt", write: writes("c"), check: func(io.ReaderAt, int64) error { return fault }},
		"twice the name":     {name: "a.txt", write: writes("c")},
		"a file as a folder": {name: "a.txt/c", write: writes("c")},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			at, err := findPackFolder(filepath.Join(dir, "below", "pack"), nil)
			if err != nil {
				t.Fatal(err)
			}
			p := new(program)
			if _, err := p.writePack(at, false, append(sound, last), pack.Manifest{}); err == nil {
				t.Error("no error")
			}
			if got := tree(t, dir); len(got) > 0 {
				t.Errorf("left behind: %v", got)
			}
			if _, err := os.Stat(filepath.Join(dir, "below")); err == nil {
				t.Error("a folder is left behind")
			}
			// What is there already stays.
			if _, err := p.writePack(at, false, sound, pack.Manifest{}); err != nil {
				t.Fatal(err)
			}
			before := tree(t, dir)
			if _, err := p.writePack(at, false, append(sound, last), pack.Manifest{}); err == nil {
				t.Error("no error")
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("changed (-before +after):\n%s", diff)
			}
			if err := at.check(false); err != nil {
				t.Errorf("not an unchanged pack: %v", err)
			}
		})
	}
}

// TestAbandonedPacks interrupts the program while it writes a file of a pack.
func TestAbandonedPacks(t *testing.T) {
	dir := t.TempDir()
	at, err := findPackFolder(filepath.Join(dir, "below", "pack"), nil)
	if err != nil {
		t.Fatal(err)
	}
	p := new(program)
	files := []packFile{
		{name: "a.txt", write: writes("a")},
		{name: "icons/b.ico", write: func(w io.Writer) error { p.unfinished.abandon(); return writes("b")(w) }},
		{name: "c.txt", write: writes("c")},
	}
	if _, err := p.writePack(at, false, files, pack.Manifest{}); err == nil {
		t.Error("no error")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// TestPacksKeepTheirFolder packs into a folder that is there: an empty one is
// filled, since it may be one that cannot be renamed, and permissions stay.
func TestPacksKeepTheirFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	at, err := findPackFolder(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := new(program)
	sound := []packFile{{name: "a.txt", write: writes("a")}, {name: "icons/b.ico", write: writes("b")}}
	torn := packFile{name: "c.txt", write: func(io.Writer) error { return errors.New("out of ink") }}
	if _, err := p.writePack(at, false, append(slices.Clone(sound), torn), pack.Manifest{}); err == nil {
		t.Error("no error")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	for _, round := range []string{"empty", "an earlier pack"} {
		if _, err := p.writePack(at, false, sound, pack.Manifest{}); err != nil {
			t.Fatal(err)
		}
		after, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if after.Mode() != before.Mode() {
			t.Errorf("%s: mode %v became %v", round, before.Mode(), after.Mode())
		}
		if round == "empty" && !os.SameFile(before, after) {
			t.Error("the empty folder was replaced")
		}
		if err := at.check(false); err != nil {
			t.Errorf("%s: not an unchanged pack: %v", round, err)
		}
		if got := tree(t, dir); len(got) != 4 || got["icons/b.ico"] != "b" {
			t.Errorf("%s: %v", round, got)
		}
	}
}

// TestPacksTellNoPasswords looks for the passwords of a submission in all files
// of its pack, and for where the files lay.
func TestPacksTellNoPasswords(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "ops.yaml"), []byte(`
submission: {background: "https://ana:hush-url@contoso.example"}
profiles:
  - operator: Contoso
    country: Argentina
    updateType: Add
    targets: [{mcc: 999, mnc: 70, iccid: 8954310000000000000-8954310099999999999}]
    sim: {supportDataMarketplace: Yes, dataMarketplaceRoamingUIEnabled: 1, accountExperienceURL: "http://ana:hush-url@contoso.example"}
    connections: [{accessString: internet.contoso.example, alwaysOn: true, purposeGroups: [Internet], userName: hush-user, password: hush-password, authProtocol: PAP, ipType: IPv6}]
`))
	old := strings.NewReplacer("hush-password", "hush-former", "mnc: 70", "mnc: 71").Replace(tree(t, dir)["ops.yaml"])
	writeFile(t, filepath.Join(dir, "old.yaml"), []byte(old))
	out := filepath.Join(dir, "pack")
	var stdout, stderr bytes.Buffer
	args := []string{"pack", filepath.Join(dir, "ops.yaml"), "--against", filepath.Join(dir, "old.yaml"), "-o", out, "--no-config"}
	if code := Main(args, Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, &stdout, &stderr)
	}
	for name, content := range tree(t, out) {
		if name == packWorkbook || name == packXML {
			continue
		}
		for _, bad := range []string{"hush-", dir} {
			if strings.Contains(content, bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
	}
}

// TestPacksOfHostileNames names icons as no system should see them.
func TestPacksOfHostileNames(t *testing.T) {
	dir := t.TempDir()
	names := []string{"a\x1b[31mb.ico", strings.Repeat("long", 50) + ".ico", "submission.xlsx", "-rf.ico", "a.", "icons/x.ico", "ICONS", "sha256sums", "deep/er/and/deep/er/x.ico", "two", "TWO", "icons/../up.ico"}
	var text strings.Builder
	text.WriteString("profiles:\n")
	for i, name := range names {
		path := filepath.Join(dir, "in", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if os.WriteFile(path, []byte(name), 0o666) != nil {
			continue // not a name that this system takes
		}
		quoted := strings.NewReplacer("\x1b", `\e`, "\u202e", `\u202e`).Replace(name)
		text.WriteString("  - {operator: O" + string(rune('A'+i)) + ", country: Argentina, updateType: Add, targets: [{mcc: 999, mnc: 70, spn: S" + string(rune('A'+i)) +
			`}], sim: {brandingIcon: "` + quoted + `"}, connections: [{accessString: a.example, alwaysOn: true, purposeGroups: [Internet]}]}` + "\n")
	}
	writeFile(t, filepath.Join(dir, "in", "ops.yaml"), []byte(text.String()))
	before := tree(t, dir)
	out := filepath.Join(dir, "out", "pack")
	var stdout, stderr bytes.Buffer
	args := []string{"pack", filepath.Join(dir, "in", "ops.yaml"), "-o", out, "--no-config", "--policy", "cosa", "--disable", "branding-icon-images"}
	if code := Main(args, Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, &stdout, &stderr)
	}
	icons := make(map[string]bool)
	for name, content := range tree(t, dir) {
		name, ours := strings.CutPrefix(name, "out/pack/")
		switch {
		case ours && !pack.Plain(name):
			t.Errorf("the pack holds %q", name)
		case ours:
			icons[content] = true
		case before[name] != content:
			t.Errorf("%q was written", name)
		}
	}
	for name, content := range before {
		if name != "in/ops.yaml" && !icons[content] {
			t.Errorf("%q is not in the pack", name)
		}
	}
	if at, err := findPackFolder(out, nil); err != nil || at.check(false) != nil {
		t.Errorf("not an unchanged pack: %v, %v", err, at.check(false))
	}
}
