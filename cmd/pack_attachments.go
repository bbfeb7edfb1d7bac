package cmd

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/pack"
	"github.com/cosakit/cosa/rules"
)

// attachments are the files beside the submission that go with a pack.
type attachments struct {
	files []packFile
	open  []string // what is missing or has another name

	pictures []pack.Pictures // of the profiles, where they have another name
	icons    [][2]string     // names in the pack and in the submission

	taken map[string]bool              // names in the pack, of folders too, in lower case
	sums  map[string][sha256.Size]byte // by name in the pack
	names map[string]string            // in the pack, by path; "" for what is missing
}

// attachments finds icons and logos. They were checked with the submission; a
// file that is there and lacks something was a finding.
func (p *program) attachments(l *loaded) *attachments {
	a := &attachments{taken: make(map[string]bool), sums: make(map[string][sha256.Size]byte), names: make(map[string]string)}
	for _, name := range []string{
		packChecklist, packWorkbook, packReport, packChanges, packQuestions, packDeletion, packPortal, packPage,
		packXML, packSteps, packAllowlist, pack.ManifestName, pack.SumsName,
	} {
		a.taken[strings.ToLower(name)] = true
	}
	for _, source := range l.submission.Sources() {
		if source.Database() {
			continue // its icons lie in the package
		}
		folder := l.besides(source.File)
		icons, networks := make(map[uint32]bool), make(map[uint32]bool)
		for e := range l.submission.EntriesOf(source) {
			if e.Deletes() {
				continue
			}
			if id := e.ID(cosa.BrandingIcon); id != 0 && !icons[id] && e.HasOwn(cosa.BrandingIcon) {
				icons[id] = true
				a.add(folder, e.Text(cosa.BrandingIcon), "icon", "the branding icon")
			}
			if id := e.ID(cosa.WifiProfiles); id != 0 && !networks[id] && e.Has(cosa.WifiProfiles) {
				networks[id] = true
				a.open = append(a.open, fmt.Sprintf("WifiProfiles names %q: not copied, since such a file may hold keys; send it along by itself", e.Text(cosa.WifiProfiles)))
			}
		}
	}
	for i := range l.submission.Profiles() {
		profile := &l.submission.Profiles()[i]
		var pictures pack.Pictures
		if s := profile.Service(); s != nil && s.Logo.Given() && !profile.Deletes() {
			folder := l.besides(s.Logo.Position.File)
			a.add(folder, s.Logo.Text, "logo", "the logo for Mobile Plans")
			pictures.Logo = a.other(folder, s.Logo.Text)
		}
		if e := profile.First(); e.Has(cosa.BrandingIcon) {
			pictures.Icon = a.other(l.besides(e.Source().File), e.Text(cosa.BrandingIcon))
		}
		a.pictures = append(a.pictures, pictures)
	}
	return a
}

// besides is the folder in which the files beside an input lie, "" for none.
func (l *loaded) besides(file string) string {
	if folder := l.folder(); folder != "" {
		return folder
	}
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return filepath.Dir(file)
}

// add takes a file along.
func (a *attachments) add(folder, name, kind, means string) {
	key := pathBeside(folder, name)
	if _, seen := a.names[key]; seen {
		return
	}
	a.names[key] = ""
	content, reason := readBeside(folder, name)
	if reason != "" {
		a.open = append(a.open, fmt.Sprintf("%s %q %s", means, name, reason))
		return
	}
	sum := sha256.Sum256(content)
	to := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if before, ok := a.sums[strings.ToLower(to)]; ok && before == sum {
		a.names[key] = to
		return
	}
	given := to
	if !pack.Plain(to) || !a.free(to) {
		kept, reason := to, "another file of the pack has that name"
		if !pack.Plain(to) {
			reason = "not every system takes that name"
		}
		for n := 1; ; n++ {
			if to = fmt.Sprintf("%ss/%s-%d%s", kind, kind, n, plainExtension(kept)); a.free(to) {
				break
			}
		}
		a.open = append(a.open, fmt.Sprintf("%s %q is %s here, because %s: give the file a plain name of its own", means, name, to, reason))
	}
	a.take(to)
	a.names[key] = to
	if kind == "icon" {
		a.icons = append(a.icons, [2]string{to, given})
	}
	a.sums[strings.ToLower(to)] = sum
	a.files = append(a.files, packFile{name: to, means: means, write: func(w io.Writer) error {
		content, reason := readBeside(folder, name)
		if reason == "" && sha256.Sum256(content) != sum {
			reason = "was changed while it was read"
		}
		if reason != "" {
			return &cosa.ReadError{Position: at(name), Problem: reason}
		}
		_, err := w.Write(content)
		return err
	}})
}

func pathBeside(folder, name string) string {
	return filepath.Join(folder, filepath.FromSlash(strings.ReplaceAll(name, `\`, "/")))
}

// other is the name that a picture has in the pack, "" where it is the one that
// the submission gives.
func (a *attachments) other(folder, name string) string {
	to := a.names[pathBeside(folder, name)]
	if to == path.Clean(strings.ReplaceAll(name, `\`, "/")) {
		return ""
	}
	return to
}

// free reports that nothing in the pack has the name, and that no file is in
// the place of one of its folders.
func (a *attachments) free(name string) bool {
	name = strings.ToLower(name)
	if a.taken[name] || a.taken[name+"/"] {
		return false
	}
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if a.taken[folder] {
			return false
		}
	}
	return true
}

func (a *attachments) take(name string) {
	name = strings.ToLower(name)
	a.taken[name] = true
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		a.taken[folder+"/"] = true
	}
}

// plainExtension is the extension of a name if it is that of a picture.
func plainExtension(name string) string {
	switch e := strings.ToLower(path.Ext(name)); e {
	case ".ico", ".png", ".jpg", ".jpeg":
		return e
	}
	return ""
}

func readBeside(folder, name string) (content []byte, reason string) {
	if folder == "" {
		return nil, "was not found: there is no folder to look for it in"
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, "was not found: its folder cannot be opened"
	}
	defer root.Close()
	return rules.ReadBeside(root, name)
}
