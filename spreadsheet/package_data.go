package spreadsheet

import (
	"fmt"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// dataSheet is the name of the sheet that holds the rows.
const dataSheet = "COSA"

// dataColumns lists the settings of a workbook for s in their order: all that
// today's Windows reads, and those of old Windows that are used.
func dataColumns(s *cosa.Submission) []cosa.Setting {
	var columns []cosa.Setting
	for i := range cosa.Settings() {
		spec := &cosa.Settings()[i]
		rare := spec.Kind == cosa.KindLegacy || spec.Kind == cosa.KindPackage || spec.Setting == cosa.Compression
		if !rare || s != nil && s.Used(cosa.Column(spec.Setting)) {
			columns = append(columns, spec.Setting)
		}
	}
	return columns
}

// addData adds the data sheet: header, notes, drop-downs, checks, and the
// column's cells formatted as Text. Filters cover the rows up to filtered;
// longest is the length of the longest value of a setting.
func (b *book) addData(columns []cosa.Setting, p page, filtered int, longest func(cosa.Setting) int) error {
	p.name, p.gridLines = dataSheet, true
	if err := b.add(p); err != nil {
		return err
	}
	lastColumn := cosa.ColumnName(len(columns))
	// Filters come first: excelize resets the sheet's properties with them.
	if err := b.file.AutoFilter(p.name, fmt.Sprintf("A1:%s%d", lastColumn, filtered), nil); err != nil {
		return err
	}
	l := layout{freeze: "D2", titleRow: true, titleColumns: "A:C", pagesWide: 3}
	for _, s := range columns {
		l.widths = append(l.widths, dataWidth(s, longest(s)))
	}
	if err := b.layOut(p.name, l); err != nil {
		return err
	}
	if err := b.file.SetColStyle(p.name, "A:"+lastColumn, b.styles.text); err != nil {
		return err
	}
	for i, s := range columns {
		spec := s.Spec()
		if err := b.note(p.name, cosa.ColumnName(i+1)+"1", spec); err != nil {
			return err
		}
		if err := b.validate(p.name, i+1, spec); err != nil {
			return err
		}
	}
	return nil
}

// header writes the header row.
func (b *book) header(w *cellWriter, columns []cosa.Setting) {
	w.start(30)
	for i, s := range columns {
		w.text(i+1, b.styles.header(s.Spec()), s.Spec().Header)
	}
	w.end()
}

// dataWidth is the width of a data column, in characters, for values of at
// most so many.
func dataWidth(s cosa.Setting, longest int) float64 {
	least := 10
	switch s {
	case cosa.MCC, cosa.MNC:
		least = 7
	case cosa.IMSIStart, cosa.IMSIEnd:
		least = 18
	case cosa.ICCIDStart, cosa.ICCIDEnd:
		least = 23
	case cosa.CountryRegion, cosa.Operator, cosa.FriendlyName, cosa.BrandingName, cosa.PurposeGroups:
		least = 18
	case cosa.AccountExperienceURL, cosa.AppID, cosa.AccessString:
		least = 28
	}
	// Half the header, since it wraps into two lines where it has several words.
	head := utf8.RuneCountInString(s.Spec().Header)
	if head > 14 && s.Spec().Type != cosa.TypeDigits {
		head = head*6/10 + 3
	} else if s.Spec().Type == cosa.TypeDigits {
		head = 0
	}
	return float64(min(46, max(least, head+4, longest+2)))
}
