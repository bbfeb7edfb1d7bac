package pack

import (
	"fmt"
	"time"
)

// leadDays are the days between the end of the review's intake and a release.
const leadDays = 42

// secondWeekDay is the day of the month that stands for its second week. The
// documentation names the week without saying how weeks are counted. The first
// may be the days 1 to 7, or end on the first Saturday or Sunday, be it on the
// 1st; the second week is then from the 2nd to the 8th at the earliest and from
// the 8th to the 14th at the latest. The 8th is the one day that lies in it
// however it is counted.
const secondWeekDay = 8

// Deadline is the last day for a request that is to be in a month's release.
type Deadline struct {
	Year    int
	Month   time.Month
	Release time.Time // the fourth Tuesday of the month
	Lead    time.Time // 42 days before it
	Week    time.Time // in the second week of the month before
	Latest  time.Time // the earlier of the two
}

// DeadlineFor reckons the deadline for the release of a month.
func DeadlineFor(year int, month time.Month) Deadline {
	d := Deadline{Year: year, Month: month}
	first := day(year, month, 1)
	toTuesday := (int(time.Tuesday) - int(first.Weekday()) + 7) % 7
	d.Release = first.AddDate(0, 0, toTuesday+21)
	d.Lead = d.Release.AddDate(0, 0, -leadDays)
	d.Week = day(year, month-1, secondWeekDay)
	d.Latest = d.Lead
	if d.Week.Before(d.Lead) {
		d.Latest = d.Week
	}
	return d
}

// ParseDeadline is [DeadlineFor] for a month written as 2026-10.
func ParseDeadline(text string) (Deadline, error) {
	at, err := time.Parse("2006-01", text)
	if err != nil || at.Year() < 2017 {
		return Deadline{}, fmt.Errorf("%q is no month from 2017 on; write year and month, as in 2026-10", text)
	}
	return DeadlineFor(at.Year(), at.Month()), nil
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Name is the month of the release, as 2026-10.
func (d Deadline) Name() string { return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month)) }

// String names the day, as 2026-09-08 (Tuesday).
func (d Deadline) String() string { return dated(d.Latest) }

func dated(t time.Time) string { return t.Format("2006-01-02 (Monday)") }

// Reason says how the day was reckoned.
func (d Deadline) Reason() string {
	return fmt.Sprintf("the earlier of %s, %d days before the release on %s, and %s, in the second week of the month before",
		dated(d.Lead), leadDays, dated(d.Release), dated(d.Week))
}
