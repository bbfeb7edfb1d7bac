package diff

import (
	"encoding/xml"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// hashedSIMs is what is known of the SIMs of an operator of an APN database.
const hashedSIMs = "SIMs of hardware ids that are hashes"

// hashed reports that the entry names its SIMs by hardware ids, as APN
// databases do. What was converted from one carries them as XML.
func hashed(e cosa.Entry) bool {
	return e.Source().Format == cosa.APNDB || e.ID(cosa.ProfileXML) != 0 && strings.Contains(e.Text(cosa.ProfileXML), "<HardwareIdList")
}

// hashes numbers the hardware ids of an entry, as a demand that cannot be told.
func (us *units) hashes(e cosa.Entry) uint32 {
	text := e.Text(cosa.ProfileXML)
	n, ok := us.hashesOf[text]
	if !ok {
		n = us.keys.other(strings.Join(append([]string{hashedSIMs}, hardwareIDs(text)...), "\n"), nil)
		us.hashesOf[text] = n
	}
	return n
}

// hardwareIDs lists the hardware ids in the carried XML of an operator, in
// order.
func hardwareIDs(text string) []string {
	var ids []string
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			slices.Sort(ids)
			return slices.Compact(ids)
		}
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "HardwareId" {
			for _, a := range t.Attr {
				if strings.EqualFold(a.Name.Local, "id") {
					ids = append(ids, a.Value)
				}
			}
		}
	}
}

// butHashes is what an operator of an APN database says of its SIMs but for
// their hardware ids.
func (c *comparison) butHashes(u *unit) (unit, bool) {
	k := &c.units.keys.list[u.key]
	return unit{key: -1}, k.counting == countsUnknown && c.idsOf(u) != nil
}

// idsOf are the hardware ids of a unit behind the name of them, nil for one
// that has none.
func (c *comparison) idsOf(u *unit) []string {
	text := c.units.keys.others[c.units.keys.list[u.key].other].text
	if !strings.HasPrefix(text, hashedSIMs) {
		return nil
	}
	return strings.Split(text, "\n")
}

// hashesNote tells how many hardware ids come and go.
func (c *comparison) hashesNote(before, after *unit) string {
	old, new := c.idsOf(before), c.idsOf(after)
	count := func(list, others []string) int {
		n := 0
		for _, id := range list {
			if _, both := slices.BinarySearch(others[1:], id); !both {
				n++
			}
		}
		return n
	}
	return "hardware ids: " + grouped(uint64(count(new[1:], old))) + " gained, " + grouped(uint64(count(old[1:], new))) + " lost"
}
