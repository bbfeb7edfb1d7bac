package rules

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Bounds of an icon file: thirteen images come to some 400 KB.
const (
	maxIconBytes  = 8 << 20
	maxIconImages = 256
)

// iconImage is one picture of an icon, square.
type iconImage struct {
	size, bits int
}

func (i iconImage) String() string { return fmt.Sprintf("%dx%d at %d bit", i.size, i.size, i.bits) }

// wantedImages are those that the documentation demands of an icon.
var wantedImages = [...]iconImage{
	{256, 32}, {48, 32}, {32, 32}, {24, 32}, {16, 32},
	{48, 8}, {32, 8}, {24, 8}, {16, 8},
	{48, 4}, {32, 4}, {24, 4}, {16, 4},
}

// ReadBeside reads a picture that travels beside a submission, in the folder or
// below it; reason says why there is none, or none of a size that a picture
// has.
func ReadBeside(folder *os.Root, name string) (data []byte, reason string) {
	data, reason = readIcon(folder, name)
	if len(data) > maxIconBytes {
		return nil, fmt.Sprintf("is larger than %d MiB", maxIconBytes>>20)
	}
	return data, reason
}

// readIcon reads a file of a folder; reason says why there is none to judge.
func readIcon(folder *os.Root, name string) (data []byte, reason string) {
	path := strings.ReplaceAll(name, `\`, "/")
	if !isInside(path) {
		return nil, "is outside the submission's folder"
	}
	path = filepath.FromSlash(path)
	info, err := folder.Stat(path)
	switch {
	case err != nil:
		return nil, "is not in the submission's folder"
	case !info.Mode().IsRegular():
		return nil, "is no file"
	}
	f, err := folder.Open(path)
	if err != nil {
		return nil, "cannot be read"
	}
	defer f.Close()
	if data, err = io.ReadAll(io.LimitReader(f, maxIconBytes+1)); err != nil {
		return nil, "cannot be read"
	}
	return data, ""
}

// checkIcon says what an icon lacks, or returns "".
func checkIcon(data []byte) string {
	if len(data) > maxIconBytes {
		return fmt.Sprintf("is larger than %d MiB", maxIconBytes>>20)
	}
	images, problem := readImages(data)
	if problem != "" {
		return problem
	}
	var missing, opaque []string
	for _, want := range wantedImages {
		alpha, found := images[want]
		switch {
		case !found:
			missing = append(missing, want.String())
		case want.bits == 32 && !alpha:
			opaque = append(opaque, want.String())
		}
	}
	switch {
	case len(missing) == len(wantedImages):
		return "holds none of the thirteen images"
	case len(missing) > 0:
		return "lacks " + listed(missing, "and")
	case len(opaque) > 0:
		return "has no alpha channel in " + listed(opaque, "and")
	}
	return ""
}

// readImages lists the images of an icon, and of each whether it has an alpha
// channel with something in it.
func readImages(data []byte) (images map[iconImage]bool, problem string) {
	const header, entry = 6, 16
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		return nil, "is a PNG picture under another name"
	}
	if len(data) < header || binary.LittleEndian.Uint32(data) != 0x00010000 {
		return nil, "is no icon file"
	}
	count := int(binary.LittleEndian.Uint16(data[4:]))
	if count > maxIconImages || len(data) < header+count*entry {
		return nil, "is damaged: its directory is cut off"
	}
	images = make(map[iconImage]bool)
	for n := range count {
		e := data[header+n*entry:]
		size, offset := uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:]))
		if offset+size > uint64(len(data)) {
			return nil, fmt.Sprintf("is damaged: image %d is cut off", n+1)
		}
		img, alpha, ok := readImage(data[offset : offset+size])
		if !ok {
			return nil, fmt.Sprintf("is damaged: image %d cannot be read", n+1)
		}
		images[img] = images[img] || alpha
	}
	return images, ""
}

// readImage reads size and depth of a picture, a PNG file or a bitmap whose
// header counts the mask below it as more height.
func readImage(data []byte) (img iconImage, alpha, ok bool) {
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		config, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || len(data) < 26 || config.Width != config.Height {
			return img, false, err == nil && len(data) >= 26
		}
		depth, colour := int(data[24]), data[25]
		switch colour {
		case 2: // red, green and blue
			return iconImage{config.Width, 3 * depth}, false, true
		case 4, 6: // with alpha
			return iconImage{config.Width, 32}, true, true
		}
		return iconImage{config.Width, depth}, false, true
	}
	if len(data) < 40 || binary.LittleEndian.Uint32(data) < 40 {
		return img, false, false
	}
	start := uint64(binary.LittleEndian.Uint32(data))
	width, height := int32(binary.LittleEndian.Uint32(data[4:])), int32(binary.LittleEndian.Uint32(data[8:]))
	bits := int(binary.LittleEndian.Uint16(data[14:]))
	if width <= 0 || width > 1024 || int64(height) != 2*int64(width) {
		return img, false, width > 0 && height > 0
	}
	if bits == 32 {
		pixels := 4 * uint64(width) * uint64(width)
		if start+pixels > uint64(len(data)) {
			return img, false, false
		}
		for i := start + 3; i < start+pixels; i += 4 {
			if data[i] != 0 {
				alpha = true
				break
			}
		}
	}
	return iconImage{int(width), bits}, alpha, true
}
