package provisioning

import (
	"path"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// derived are the elements that follow from a setting: the shipped file has
// them, and no form asks for them. A profile that has the setting without the
// element carries a blank one.
var derived = []struct {
	element string
	path    []string
	from    cosa.Setting
	value   func(text string) string // "" for none
}{
	{"BrandingIconPath", cellularSIM, cosa.BrandingIcon, func(icon string) string {
		return `%PROGRAMDATA%\Microsoft\Provisioning\AssetCache\CellularUx\` + baseName(icon)
	}},
	{"MobilePlansIdentifier", marketplaceSIM, cosa.SupportDataMarketplace, func(support string) string {
		if cosa.SupportDataMarketplace.True(support) {
			return "iccid"
		}
		return ""
	}},
}

// baseName is the name of a file without its folder.
func baseName(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// takeDerived takes the elements that follow from the settings of a profile
// out of Settings.
func takeDerived(p *part, e *element) {
	for _, d := range derived {
		for _, v := range p.values {
			want := ""
			if v.setting == d.from {
				want = d.value(v.text)
			}
			if want == "" {
				continue
			}
			container := reach(e, d.path...)
			switch has := container.child(d.element); {
			case has == nil:
				insert(container, newElement(d.element, ""))
			case has.plain() && has.text == want:
				container.remove(has)
			}
		}
	}
}

// addDerived adds them again.
func addDerived(first cosa.Entry, e *element) {
	for _, d := range derived {
		text := first.Text(d.from)
		if text == "" || d.value(text) == "" {
			continue
		}
		container := reach(e, d.path...)
		switch has := container.child(d.element); {
		case has == nil:
			insert(container, newElement(d.element, d.value(text)))
		case has.empty():
			container.remove(has)
		}
	}
}
