package spreadsheet

import (
	"bufio"
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
	sum := sha256.New()
	w := bufio.NewWriterSize(sum, 1<<16)
	var buf []byte
	for e := range entries {
		buf = buf[:0]
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
		buf = append(buf, '\n')
		w.Write(buf) // a hash takes everything
	}
	w.Flush()
	return hex.EncodeToString(sum.Sum(nil))
}
