package spreadsheet

import (
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/cosakit/cosa/cosa"
)

// Verify reads an exported workbook back, compares every value with what
// [Export] should have written for s, and returns the digest of the rows. The
// error names the first cell that differs.
func Verify(file string, r io.ReaderAt, size int64, s *cosa.Submission) (digest string, err error) {
	return VerifySheet(file, r, size, s, dataSheet)
}

// VerifySheet is [Verify] for a workbook whose rows stand in the named sheet,
// as [Fill] writes it; such a workbook need not record a digest.
func VerifySheet(file string, r io.ReaderAt, size int64, s *cosa.Submission, sheet string) (digest string, err error) {
	texts := newColumnTexts(s)
	sum := make(chan string, 1)
	go func() { sum <- texts.digest(s.Entries()) }()
	b := cosa.NewBuilder()
	if err := ReadWorkbook(b, file, r, size, ReadOptions{Sheet: sheet}); err != nil {
		return "", err
	}
	back := b.Submission()
	if s.Len() != back.Len() {
		return "", mismatch(cosa.Position{File: file, Sheet: sheet},
			fmt.Sprintf("the written file has %d rows instead of %d", back.Len(), s.Len()))
	}
	if err := verifyColumns(s, back, texts); err != nil {
		return "", err
	}
	digest = <-sum
	for _, source := range back.Sources() {
		if source.Digest != nil && source.Digest.Recorded != digest {
			return "", mismatch(cosa.Position{File: file}, "the written file records another digest of the rows")
		}
	}
	return digest, nil
}

// verifyColumns compares the values of all settings, of several at a time, and
// returns the error of the first column that differs.
func verifyColumns(s, back *cosa.Submission, texts *columnTexts) error {
	var errs [cosa.SettingCount]error
	var next atomic.Int32
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < cosa.SettingCount; i = int(next.Add(1)) - 1 {
				if exports(cosa.Setting(i)) && (s.Used(cosa.Column(i)) || back.Used(cosa.Column(i))) {
					errs[i] = verifyColumn(s, back, texts, cosa.Setting(i))
				}
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// verifyColumn compares the values of a setting. Values are compared once for
// each pair of distinct ones.
func verifyColumn(s, back *cosa.Submission, texts *columnTexts, setting cosa.Setting) error {
	same := make([]uint32, back.DistinctCount(cosa.Column(setting))) // number in s + 1, by the number in back
	for row := range s.Len() {
		wanted, e := s.Entry(row), back.Entry(row)
		known, id := &same[e.ID(setting)], wanted.ID(setting)+1
		if *known == id {
			continue
		}
		want, got := texts.of(wanted, setting), e.Value(setting)
		switch {
		case got.Raw == want && got.Type == cosa.Text && !got.Formula:
			*known = id
		case setting.Spec().Secret:
			return mismatch(e.Position(setting), fmt.Sprintf("%s is not as written", setting))
		default:
			return mismatch(e.Position(setting), fmt.Sprintf("%s reads back as %q instead of %q", setting, got.Raw, want))
		}
	}
	return nil
}

func mismatch(at cosa.Position, problem string) error {
	return &cosa.ReadError{Position: at, Problem: problem, Hint: "do not send this file; write it again, to another disk if that repeats"}
}
