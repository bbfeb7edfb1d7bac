package spreadsheet

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"slices"

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
	var columns []cosa.Setting
	settled := new(columnTexts)
	for i := range t {
		if t[i] != nil {
			columns = append(columns, cosa.Setting(i))
			settled[i] = settledTexts(t[i])
		}
	}
	sum := sha256.New()
	w := bufio.NewWriterSize(sum, 1<<16)
	var buf []byte
	for e := range entries {
		buf = buf[:0]
		for _, setting := range columns {
			text := settled.of(e, setting)
			if text == "" {
				continue
			}
			buf = append(buf, setting.Spec().Key...)
			buf = append(buf, 0)
			buf = binary.AppendUvarint(buf, uint64(len(text)))
			buf = append(buf, text...)
		}
		buf = append(buf, '\n')
		w.Write(buf) // a hash takes everything
	}
	w.Flush()
	return hex.EncodeToString(sum.Sum(nil))
}

// settledTexts are the settled forms of texts; without a difference they are
// texts itself.
func settledTexts(texts []string) []string {
	own := false
	for i, text := range texts {
		clean := settle(text)
		if clean == text {
			continue
		}
		if !own {
			texts, own = slices.Clone(texts), true
		}
		texts[i] = clean
	}
	return texts
}

// settle returns text after any number of readings: reading cleans a text, and a
// cleaned text may be cleaned again when its export is read.
func settle(text string) string {
	for {
		clean := cosa.CleanText(text)
		if clean == text {
			return text
		}
		text = clean
	}
}
