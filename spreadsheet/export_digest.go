package spreadsheet

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"

	"github.com/cosakit/cosa/cosa"
)

// DataDigest returns the SHA-256 of the rows in hexadecimal digits. It covers
// the rows' order and every value in its documented spelling; the order of
// columns, columns without values, unknown columns and all styling do not
// matter, so that an exported workbook that was only formatted keeps its
// digest.
func DataDigest(s *cosa.Submission) string { return newColumnTexts(s).digest(s.Entries()) }

// SourceDigest is [DataDigest] of the rows of one file. An exported workbook
// whose [cosa.Digest] differs from it was changed since.
func SourceDigest(s *cosa.Submission, source *cosa.Source) string {
	return newColumnTexts(s).digest(s.EntriesOf(source))
}

func (t *columnTexts) digest(entries iter.Seq[cosa.Entry]) string {
	type column struct {
		setting cosa.Setting
		head    string
		texts   []string
	}
	var columns []column
	for i := range t {
		if t[i] != nil {
			columns = append(columns, column{cosa.Setting(i), cosa.Setting(i).Spec().Key + "\x00", t[i]})
		}
	}
	sum := newDigester()
	for e := range entries {
		buf := sum.room()
		for i := range columns {
			c := &columns[i]
			text := c.texts[e.ID(c.setting)]
			if text == "" {
				continue
			}
			buf = append(buf, c.head...)
			buf = binary.AppendUvarint(buf, uint64(len(text)))
			buf = append(buf, text...)
		}
		sum.add(append(buf, '\n'))
	}
	return sum.close()
}

// digestBlock is how many bytes are hashed at a time, about.
const digestBlock = 128 << 10

// digester hashes blocks of bytes while the next one is made.
type digester struct {
	block []byte
	full  chan []byte // to be hashed
	free  chan []byte
	sum   chan string
}

func newDigester() *digester {
	d := &digester{full: make(chan []byte, 1), free: make(chan []byte, 3), sum: make(chan string, 1)}
	for range cap(d.free) {
		d.free <- nil
	}
	go func() {
		sum := sha256.New()
		for block := range d.full {
			sum.Write(block) // a hash takes everything
			d.free <- block[:0]
		}
		d.sum <- hex.EncodeToString(sum.Sum(nil))
	}()
	d.block = <-d.free
	return d
}

// room returns what the next bytes are to be appended to.
func (d *digester) room() []byte { return d.block }

// add takes what room returned, with more bytes.
func (d *digester) add(block []byte) {
	if d.block = block; len(block) >= digestBlock {
		d.full <- block
		d.block = <-d.free
	}
}

// close returns the hash in hexadecimal digits.
func (d *digester) close() string {
	d.full <- d.block
	close(d.full)
	return <-d.sum
}
