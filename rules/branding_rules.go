package rules

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// brandingRules are about the operator's name and icon.
var brandingRules = []*Rule{
	{
		ID: "branding-icon-type", Severity: cosa.Warning, Group: GroupSIM, Page: pageSettings,
		Title: "BrandingIcon is an .ico file",
		Why:   "Windows reads icons of this one format; a picture of another kind is not shown.",
		Bad:   Example{Text: "BrandingIcon=contoso.png"},
		Good:  Example{Text: "BrandingIcon=contoso.ico"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.BrandingIcon}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if n := len(v.Text); n > 4 && strings.EqualFold(v.Text[n-4:], ".ico") {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is not the name of an .ico file", "save the icon as .ico with its thirteen images and name that file"}
		}},
	},
	{
		ID: "branding-icon-images", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "the icon holds all thirteen images",
		Why:   "Windows shows the icon in many sizes and on screens with few colours. It stretches what is missing, and without transparency a box stands around the logo.",
		Bad: Example{Form: FormFiles, Text: "BrandingIcon=contoso.ico\n" +
			"file contoso.ico: 48x32 32x32 24x32 16x32 48x8 32x8 24x8 16x8 48x4 32x4 24x4 16x4"},
		Good: Example{Form: FormFiles, Text: "BrandingIcon=contoso.ico\n" +
			"file contoso.ico: 256x32 48x32 32x32 24x32 16x32 48x8 32x8 24x8 16x8 48x4 32x4 24x4 16x4"},
		Whole: iconImages,
	},
	{
		ID: "branding-roaming-value", Severity: cosa.Error, Group: GroupSIM, Page: pageSettings,
		Title: "UseBrandingNameOnRoaming is 0, 1 or 2",
		Why:   "Windows knows three answers to where it shows the branding name; another one is not applied.",
		Bad:   Example{Text: "BrandingName=Contoso | UseBrandingNameOnRoaming=3"},
		Good:  Example{Text: "BrandingName=Contoso | UseBrandingNameOnRoaming=2"},
		Value: choice(cosa.UseBrandingNameOnRoaming),
	},
}

// iconImages looks at the icons that lie beside the submission.
func iconImages(in *Input, report Report) {
	const rule = "branding-icon-images"
	if !in.Submission.Used(cosa.Column(cosa.BrandingIcon)) {
		return
	}
	folders := make(map[string]*iconFolder)
	for _, source := range in.Submission.Sources() {
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
			icon := folder.icon(e.ID(cosa.BrandingIcon), e.Text(cosa.BrandingIcon))
			if icon.skipped != "" {
				in.Skip(rule, icon.skipped)
			} else if icon.problem != "" {
				report(At(e, cosa.BrandingIcon, icon.problem,
					"an icon holds 256x256, 48x48, 32x32, 24x24 and 16x16 in 32 bit with alpha, and the four small sizes in 8 and in 4 bit too"))
			}
		}
	}
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

// icon judges the icon that the value with a number names.
func (f *iconFolder) icon(id uint32, name string) judgedIcon {
	icon, ok := f.seen[id]
	if ok {
		return icon
	}
	if f.root == nil {
		icon.skipped = quote(name) + " was not looked at: " + f.trouble
	} else if data, reason := readIcon(f.root, name); reason != "" {
		icon.skipped = quote(name) + " " + reason
	} else if problem := checkIcon(data); problem != "" {
		icon.problem = "the icon " + quote(name) + " " + problem
	}
	f.seen[id] = icon
	return icon
}
