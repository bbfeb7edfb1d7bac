package provisioning

import (
	"crypto/sha1"
	"fmt"
	"strings"
)

// guidSpace is the name space of the GUIDs that are made here.
var guidSpace = [16]byte{0x5d, 0x0b, 0x9c, 0x1e, 0x6a, 0x57, 0x4f, 0x0c, 0x9a, 0x41, 0x3e, 0x8f, 0x1b, 0x72, 0xc4, 0xd6}

// guidOf makes a GUID of names, the same on every run: version 5 of RFC 9562.
func guidOf(names ...string) string {
	hash := sha1.New()
	hash.Write(guidSpace[:])
	hash.Write([]byte(strings.Join(names, "\x00")))
	id := hash.Sum(nil)[:16]
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
