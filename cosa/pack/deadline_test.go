package pack

import (
	"testing"
	"time"
)

func TestDeadlines(t *testing.T) {
	for month, want := range map[string][4]string{ // release, lead, week, latest
		"2026-10": {"2026-10-27", "2026-09-15", "2026-09-08", "2026-09-08"}, // the documented example: the second week of September
		"2023-10": {"2023-10-24", "2023-09-12", "2023-09-08", "2023-09-08"},
		"2027-01": {"2027-01-26", "2026-12-15", "2026-12-08", "2026-12-08"}, // over the turn of the year
		"2026-03": {"2026-03-24", "2026-02-10", "2026-02-08", "2026-02-08"},
		"2022-03": {"2022-03-22", "2022-02-08", "2022-02-08", "2022-02-08"}, // both at once
		"2028-03": {"2028-03-28", "2028-02-15", "2028-02-08", "2028-02-08"}, // after a leap day
		"2017-08": {"2017-08-22", "2017-07-11", "2017-07-08", "2017-07-08"},
	} {
		d, err := ParseDeadline(month)
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range []time.Time{d.Release, d.Lead, d.Week, d.Latest} {
			if got := got.Format(time.DateOnly); got != want[i] {
				t.Errorf("%s: date %d is %s, want %s", month, i, got, want[i])
			}
		}
		if d.Name() != month {
			t.Errorf("%s is called %s", month, d.Name())
		}
	}
	for _, text := range []string{"", "2026", "2026-13", "2026-00", "2026-1", "26-10", "October", "2016-12", "2026-10-01", "0000-01"} {
		if d, err := ParseDeadline(text); err == nil {
			t.Errorf("%q is taken for %s", text, d.Name())
		}
	}
}

// TestDeadlineOfEveryMonth looks each day up, a day at a time, and counts weeks
// in every way there is.
func TestDeadlineOfEveryMonth(t *testing.T) {
	for year := 2017; year < 2120; year++ {
		for month := time.January; month <= time.December; month++ {
			d := DeadlineFor(year, month)
			tuesdays := 0
			for day := 1; day <= 31; day++ {
				at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
				if at.Month() == month && at.Weekday() == time.Tuesday {
					if tuesdays++; tuesdays == 4 && !at.Equal(d.Release) {
						t.Fatalf("%s: the fourth Tuesday is %s, not %s", d.Name(), at, d.Release)
					}
				}
			}
			if days := d.Release.Sub(d.Lead).Hours() / 24; days != 42 {
				t.Fatalf("%s: %v days before the release", d.Name(), days)
			}
			if d.Latest.After(d.Lead) || d.Latest.After(d.Week) || !d.Latest.Equal(d.Lead) && !d.Latest.Equal(d.Week) {
				t.Fatalf("%s: %s is not the earlier of %s and %s", d.Name(), d.Latest, d.Lead, d.Week)
			}
			before := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -1)
			if d.Week.Month() != before.Month() || d.Week.Year() != before.Year() {
				t.Fatalf("%s: %s is not in the month before", d.Name(), d.Week)
			}
			for begin := time.Sunday; begin <= time.Saturday; begin++ {
				if week := weekOf(d.Week, begin); week != 2 {
					t.Fatalf("%s: %s is in week %d where weeks begin on %s", d.Name(), d.Week, week, begin)
				}
			}
			if week := (d.Week.Day()-1)/7 + 1; week != 2 {
				t.Fatalf("%s: %s is in week %d of seven days each", d.Name(), d.Week, week)
			}
		}
	}
}

// weekOf is the week of the month, where weeks begin on a day of the week and
// the first one has the 1st.
func weekOf(at time.Time, begin time.Weekday) int {
	week := 1
	for day := 2; day <= at.Day(); day++ {
		if time.Date(at.Year(), at.Month(), day, 0, 0, 0, 0, time.UTC).Weekday() == begin {
			week++
		}
	}
	return week
}
