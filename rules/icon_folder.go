package rules

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/cosakit/cosa/cosa"
)

// iconImages looks at the icons that lie beside the submission.
func iconImages(in *Input, report Report) {
	if !in.Submission.Used(cosa.Column(cosa.BrandingIcon)) {
		return
	}
	folders := make(map[string]*iconFolder)
	var skipped skippedIcons
	for _, source := range in.Submission.Sources() {
		if source.Database() {
			continue // its icons lie in the package
		}
		path := in.folderOf(source)
		folder := folders[path]
		if folder == nil {
			folder = openIcons(path)
			folders[path] = folder
			defer folder.close()
		}
		for e := range in.Submission.EntriesOf(source) {
			if e.ID(cosa.BrandingIcon) == 0 || e.Deletes() || !in.Good(e, cosa.BrandingIcon) {
				continue
			}
			icon, first := folder.icon(e.ID(cosa.BrandingIcon), e.Text(cosa.BrandingIcon))
			if icon.skipped != "" && first {
				skipped.add(quote(e.Text(cosa.BrandingIcon)), icon.skipped)
			} else if icon.problem != "" {
				report(At(e, cosa.BrandingIcon, icon.problem,
					"an icon holds 256x256, 48x48, 32x32, 24x24 and 16x16 in 32 bit with alpha, and the four small sizes in 8 and in 4 bit too"))
			}
		}
	}
	for _, s := range skipped {
		in.Skip("branding-icon-images", s.String())
	}
}

// skippedIcons are the icons that were not judged, by the reason.
type skippedIcons []*skippedIcon

type skippedIcon struct {
	reason string
	names  []string // the first of them
	more   int
}

// namedIcons bounds the icons that a reason names.
const namedIcons = 5

func (all *skippedIcons) add(name, reason string) {
	i := slices.IndexFunc(*all, func(s *skippedIcon) bool { return s.reason == reason })
	if i < 0 {
		i = len(*all)
		*all = append(*all, &skippedIcon{reason: reason})
	}
	s := (*all)[i]
	switch {
	case slices.Contains(s.names, name):
	case len(s.names) < namedIcons:
		s.names = append(s.names, name)
	default:
		s.more++
	}
}

func (s *skippedIcon) String() string {
	text := s.names[0] + " " + s.reason
	others := s.names[1:]
	if s.more > 0 {
		others = append(others, count(s.more, "other"))
	}
	if len(others) > 0 {
		text += "; likewise " + listed(others, "and")
	}
	return text
}

// folderOf is where the files lie that travel beside a source, "" where
// nobody knows, as with standard input.
func (in *Input) folderOf(source *cosa.Source) string {
	if in.Dir != "" {
		return in.Dir
	}
	if info, err := os.Stat(source.File); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return filepath.Dir(source.File)
}

// iconFolder is a folder with icons. Each icon is looked at once.
type iconFolder struct {
	root    *os.Root
	trouble string // why the folder cannot be looked into
	seen    map[uint32]judgedIcon
}

// judgedIcon is what there is to say of an icon: why it could not be judged,
// or what is wrong with it.
type judgedIcon struct{ skipped, problem string }

func openIcons(path string) *iconFolder {
	folder := &iconFolder{seen: make(map[uint32]judgedIcon)}
	if path == "" {
		folder.trouble = "there is no folder to look for it in"
		return folder
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		folder.trouble = "its folder cannot be opened"
		return folder
	}
	folder.root = root
	return folder
}

func (f *iconFolder) close() {
	if f.root != nil {
		f.root.Close() // it was only read from
	}
}

// icon judges the icon that the value with a number names; first is true
// where it was not asked for before.
func (f *iconFolder) icon(id uint32, name string) (icon judgedIcon, first bool) {
	icon, ok := f.seen[id]
	if ok {
		return icon, false
	}
	if f.root == nil {
		icon.skipped = "was not looked at: " + f.trouble
	} else if data, reason := readIcon(f.root, name); reason != "" {
		icon.skipped = reason
	} else if problem := checkIcon(data); problem != "" {
		icon.problem = "the icon " + quote(name) + " " + problem
	}
	f.seen[id] = icon
	return icon, true
}
