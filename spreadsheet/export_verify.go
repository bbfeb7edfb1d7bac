package spreadsheet

import (
	"fmt"
	"io"

	"github.com/cosakit/cosa/cosa"
)

// Verify reads an exported workbook back and compares every value with what
// [Export] should have written for s. The error names the first cell that
// differs.
func Verify(file string, r io.ReaderAt, size int64, s *cosa.Submission) error {
	return VerifySheet(file, r, size, s, dataSheet)
}

// VerifySheet is [Verify] for a workbook whose rows stand in the named sheet,
// as [Fill] writes it.
func VerifySheet(file string, r io.ReaderAt, size int64, s *cosa.Submission, sheet string) error {
	b := cosa.NewBuilder()
	if err := ReadWorkbook(b, file, r, size, ReadOptions{Sheet: sheet}); err != nil {
		return err
	}
	back := b.Submission()
	if s.Len() != back.Len() {
		return mismatch(cosa.Position{File: file, Sheet: sheet},
			fmt.Sprintf("the written file has %d rows instead of %d", back.Len(), s.Len()))
	}
	texts := newColumnTexts(s)
	digest := texts.digest(s.Entries())
	for _, source := range back.Sources() {
		if source.Digest != nil && source.Digest.Recorded != digest {
			return mismatch(cosa.Position{File: file}, "the written file records another digest of the rows")
		}
	}
	for i := range cosa.SettingCount {
		setting := cosa.Setting(i)
		if !exports(setting) || !s.Used(cosa.Column(i)) && !back.Used(cosa.Column(i)) {
			continue
		}
		for row := range s.Len() {
			e := back.Entry(row)
			want, got := texts.of(s.Entry(row), setting), e.Value(setting)
			if got.Raw != want || got.Type != cosa.Text || got.Formula {
				if setting.Spec().Secret {
					return mismatch(e.Position(setting), fmt.Sprintf("%s is not as written", setting))
				}
				return mismatch(e.Position(setting), fmt.Sprintf("%s reads back as %q instead of %q", setting, got.Raw, want))
			}
		}
	}
	return nil
}

func mismatch(at cosa.Position, problem string) error {
	return &cosa.ReadError{Position: at, Problem: problem, Hint: "do not send this file; write it again, to another disk if that repeats"}
}
