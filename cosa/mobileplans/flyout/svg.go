package flyout

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/cosakit/cosa/cosa"
)

// Measures of the drawing in pixels.
const (
	margin     = 24
	cardWidth  = 320
	cardHeight = 168
	cardGap    = 20
	captions   = 118 // below a card
	heading    = 84  // above the cards of a profile
	perRow     = 4
)

// drawing writes SVG.
type drawing struct{ bytes.Buffer }

// SVG draws the flyouts, a row of cards for each. Equal flyouts make equal
// bytes.
func SVG(w io.Writer, flyouts []Flyout) error {
	columns := 1
	for i := range flyouts {
		columns = max(columns, min(perRow, len(flyouts[i].Cards)))
	}
	width := 2*margin + columns*cardWidth + (columns-1)*cardGap
	width = max(width, 2*margin+2*cardWidth+cardGap) // so that the headings have room
	var body drawing
	y := margin
	for i := range flyouts {
		y = body.flyout(&flyouts[i], y, width)
	}
	var d drawing
	fmt.Fprintf(&d, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="Segoe UI, Helvetica, Arial, sans-serif" role="img">`+"\n", width, y)
	d.WriteString("<title>The network flyout of Windows, a mock-up</title>\n")
	fmt.Fprintf(&d, `<rect width="%d" height="%d" fill="#eef1f5"/>`+"\n", width, y)
	d.Write(body.Bytes())
	d.WriteString("</svg>\n")
	_, err := d.WriteTo(w)
	return err
}

// flyout draws one profile at y and returns where the next one begins.
func (d *drawing) flyout(f *Flyout, y, width int) int {
	room := width - 2*margin
	d.text(margin, y+20, font{18, `font-weight="600" fill="#1b1b1f"`}, f.Profile, room)
	d.text(margin, y+42, font{13, faint}, f.Naming, room)
	d.text(margin, y+62, font{13, faint}, f.Why, room)
	y += heading
	for i := range f.Cards {
		x := margin + i%perRow*(cardWidth+cardGap)
		d.card(f, &f.Cards[i], x, y+i/perRow*(cardHeight+captions))
	}
	rows := (len(f.Cards) + perRow - 1) / perRow
	return y + rows*(cardHeight+captions) + margin
}

func (d *drawing) card(f *Flyout, c *Card, x, y int) {
	const room = cardWidth - 32
	fmt.Fprintf(d, `<rect x="%d" y="%d" width="%d" height="%d" rx="10" fill="#ffffff" stroke="#cfd4dc"/>`+"\n", x, y, cardWidth, cardHeight)
	for i := range 4 { // bars of the signal
		fmt.Fprintf(d, `<rect x="%d" y="%d" width="5" height="%d" rx="1" fill="#0067c0"/>`+"\n", x+18+i*8, y+44-6-i*6, 6+i*6)
	}
	name := f.Name
	if name == "" {
		name = "(name of the network)"
	}
	d.text(x+60, y+32, font{15, strong}, name, room-44)
	d.text(x+60, y+52, font{13, faint}, "Connected", room-44)
	if c.Amount {
		d.text(x+18, y+88, font{13, `fill="#1b1b1f"`}, "500 MB, 12 days left (an example)", room)
	}
	fmt.Fprintf(d, `<line x1="%d" y1="%d" x2="%d" y2="%[2]d" stroke="#e3e6eb"/>`+"\n", x+1, y+cardHeight-54, x+cardWidth-1)
	d.text(x+18, y+cardHeight-22, font{14, `fill="#0067c0" text-decoration="underline"`}, c.Link.Text, room)
	title := c.Balance
	if title == "" {
		title = "GetBalance is not called"
	}
	d.text(x, y+cardHeight+22, font{13, strong}, title, cardWidth)
	d.text(x, y+cardHeight+40, font{13, faint}, c.Means, cardWidth)
	does := font{13, faint}
	for i, line := range does.lines(`"`+c.Link.Text+`" `+c.Link.Does, cardWidth, 3) {
		d.text(x, y+cardHeight+62+i*18, does, line, cardWidth)
	}
}

// Colours and weights of text.
const (
	strong = `font-weight="600" fill="#1b1b1f"`
	faint  = `fill="#50555f"`
)

// font is a size in pixels and a style.
type font struct {
	size  int
	style string
}

// width is how much room text takes in pixels, by a generous guess: fonts
// differ from machine to machine.
func (f font) width(text string) int { return (f.tenths(text) + 9) / 10 }

func (f font) tenths(text string) int {
	tenths := 0
	for clusters := uniseg.NewGraphemes(text); clusters.Next(); {
		switch c := clusters.Str(); {
		case clusters.Width() > 1:
			tenths += 12
		case strings.Contains("WM@%m", c):
			tenths += 11
		case len(c) > 1 || strings.ToLower(c) != c:
			tenths += 8
		case strings.Contains(" iljt.,:;!|'", c):
			tenths += 4
		default:
			tenths += 7
		}
	}
	return tenths * f.size
}

// text writes a line that is cut off where it has no room, in pixels.
func (d *drawing) text(x, y int, f font, line string, room int) {
	fmt.Fprintf(d, `<text x="%d" y="%d" font-size="%d" %s>`, x, y, f.size, f.style)
	_ = xml.EscapeText(d, []byte(f.fitted(cosa.Harmless(line), room))) // a buffer takes everything
	d.WriteString("</text>\n")
}

// fitted cuts text to a width.
func (f font) fitted(text string, room int) string {
	if f.width(text) <= room {
		return text
	}
	return f.head(text, room-f.width("…")) + "…"
}

// head is as much of the beginning of text as has room.
func (f font) head(text string, room int) string {
	end, left := 0, 10*room
	for clusters := uniseg.NewGraphemes(text); clusters.Next(); {
		if left -= f.tenths(clusters.Str()); left < 0 {
			break
		}
		end += len(clusters.Str())
	}
	return text[:end]
}

// lines breaks text into at most count lines; the last one is cut off. A word
// that has no room on a line is broken.
func (f font) lines(text string, room, count int) []string {
	var list []string
	line := ""
	for word := range strings.FieldsSeq(cosa.Harmless(text)) {
		if len(list) > count {
			break
		}
		if line != "" && f.width(line+" "+word) > room {
			list, line = append(list, line), ""
		}
		for f.width(word) > room && len(list) < count {
			head := f.head(word, room)
			list, word = append(list, head), word[len(head):]
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	if line != "" {
		list = append(list, line)
	}
	if len(list) > count {
		list = list[:count]
		list[count-1] = f.fitted(list[count-1]+" …", room)
	}
	return list
}
