package rules

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"

	"github.com/cosakit/cosa/cosa"
)

// Bounds of a logo. A picture that is larger is not decoded: a few bytes can
// stand for any number of pixels, and a JPEG can draw them over and over.
const (
	logoSide      = 300
	maxLogoBytes  = 1 << 20
	maxLogoPixels = 1 << 20
)

// logo is a picture that a service configuration names.
type logo struct {
	name          string
	problem       string // why there is nothing to judge
	width, height int
	clear         *image.Point // a pixel that is not opaque
}

// eachLogo makes a check of the logos of all profiles; check returns what is
// wrong and what to do.
func eachLogo(rule string, check func(l *logo) (message, hint string)) func(in *Input, report Report) {
	return func(in *Input, report Report) {
		folders := make(map[string]*os.Root)
		logos := make(map[[2]string]*logo)
		var skipped skippedIcons
		for i := range in.Submission.Profiles() {
			p := &in.Submission.Profiles()[i]
			config := p.Service()
			if config == nil || p.Deletes() || !config.Logo.Given() || config.Logo.Wrong {
				continue
			}
			name := config.Logo.Text
			path := in.folderOfFile(config.Logo.Position.File)
			folder, opened := folders[path]
			if !opened && path != "" {
				if root, err := os.OpenRoot(path); err == nil {
					folder = root
					defer root.Close()
				}
				folders[path] = folder
			}
			if folder == nil {
				skipped.add(quote(name), "was not looked at: there is no folder to look for it in")
				continue
			}
			key := [2]string{path, name}
			if logos[key] == nil {
				logos[key] = readLogo(folder, name)
			}
			if message, hint := check(logos[key]); message != "" {
				service{config, p, report}.at(config.Logo.Position, "logo", name, message, hint)
			}
		}
		for _, s := range skipped {
			in.Skip(rule, s.String())
		}
	}
}

// folderOfFile is where the files lie that travel beside a file, "" where
// nobody knows, as with standard input.
func (in *Input) folderOfFile(file string) string {
	if in.Dir != "" {
		return in.Dir
	}
	return in.folderOf(&cosa.Source{File: file})
}

// readLogo reads a picture of a folder, as far as its bounds allow.
func readLogo(folder *os.Root, name string) *logo {
	l := &logo{name: name}
	data, reason := readIcon(folder, name)
	if reason == "" && len(data) > maxLogoBytes {
		reason = fmt.Sprintf("is larger than %d MiB", maxLogoBytes>>20)
	}
	if reason != "" {
		l.problem = "the logo " + quote(name) + " " + reason
		return l
	}
	config, decode := png.DecodeConfig, png.Decode
	isJPEG := bytes.HasPrefix(data, []byte("\xff\xd8\xff"))
	switch {
	case isJPEG:
		config, decode = jpeg.DecodeConfig, jpeg.Decode
	case !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		l.problem = "the logo " + quote(name) + " is no PNG or JPEG picture"
		return l
	}
	size, err := config(bytes.NewReader(data))
	if err != nil {
		l.problem = "the logo " + quote(name) + " is damaged: its size cannot be read"
		return l
	}
	l.width, l.height = size.Width, size.Height
	if l.width*l.height > maxLogoPixels || isJPEG && !l.sized() {
		return l
	}
	picture, err := decode(bytes.NewReader(data))
	if err != nil {
		l.problem = "the logo " + quote(name) + " is damaged: its picture cannot be read"
		return l
	}
	l.clear = firstClear(picture)
	return l
}

// firstClear finds a pixel that is not opaque, nil for none.
func firstClear(picture image.Image) *image.Point {
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if _, _, _, alpha := picture.At(x, y).RGBA(); alpha < 0xffff {
				return &image.Point{X: x, Y: y}
			}
		}
	}
	return nil
}

func (l *logo) sized() bool { return l.width == logoSide && l.height == logoSide }

func (l *logo) sizeFault() (message, hint string) {
	if l.problem != "" || l.sized() {
		return "", ""
	}
	return fmt.Sprintf("the logo %s has %dx%d pixels, not %dx%d", quote(l.name), l.width, l.height, logoSide, logoSide),
		"save it with 300x300 pixels"
}

func (l *logo) transparencyFault() (message, hint string) {
	if l.clear == nil {
		return "", ""
	}
	return fmt.Sprintf("the logo %s is not opaque: the pixel at column %d, row %d lets the background through", quote(l.name), l.clear.X+1, l.clear.Y+1),
		"put the logo on a background of one colour and save it without transparency"
}
