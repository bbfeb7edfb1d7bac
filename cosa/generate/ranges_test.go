package generate_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/generate"
)

const rangeBase = "profiles: [{operator: Contoso, country: Argentina, connections: [{apn: a}]}]"

// TestRangesAgainstBigIntegers computes random lines a second time, with big
// integers and as an operator would count: 20-digit numbers ten to a SIM.
func TestRangesAgainstBigIntegers(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 200 {
		var table, want strings.Builder
		splitAll := uint64(0)
		if random.IntN(2) == 0 {
			splitAll = 1 + random.Uint64N(40)
		}
		for line := 1; line <= 5; line++ {
			width := 19 + random.IntN(2)
			count := 1 + random.Uint64N(120)
			size := splitAll
			text := ""
			if random.IntN(3) == 0 {
				size = 1 + random.Uint64N(50)
				text = fmt.Sprintf(`, "iccidSplit": %d`, size)
			}
			var start string
			if random.IntN(2) == 0 {
				prefix := "89" + digits(random, width-2-4) // room for 1000 SIMs at least
				start = prefix + strings.Repeat("0", 4)
				fmt.Fprintf(&table, `{"iccidPrefix": "%s", "iccidCount": "%d", "iccidDigits": %d%s}`+"\n", prefix, count, width, text)
			} else {
				start = "89" + digits(random, width-2)
				if strings.HasPrefix(start, "89999") {
					continue
				}
				fmt.Fprintf(&table, `{"iccid.start": %s, "iccidCount": %d%s}`+"\n", start, count, text)
			}
			for _, piece := range counted(start, count, size) {
				want.WriteString(piece + "\n")
			}
		}
		if table.Len() == 0 {
			continue
		}
		job, err := read(rangeBase, table.String())
		if err != nil {
			t.Fatal(err)
		}
		job.Split = splitAll
		if diff := cmp.Diff(want.String(), made(t, job)); diff != "" {
			t.Fatalf("%s(-want +got):\n%s", table.String(), diff)
		}
	}
}

// counted lists the pieces of a count of SIMs.
func counted(start string, count, size uint64) []string {
	if size == 0 {
		size = count
	}
	one := big.NewInt(1)
	first, _ := new(big.Int).SetString(start[:19], 10)
	last := new(big.Int).Add(first, new(big.Int).SetUint64(count-1))
	var pieces []string
	for lo := first; lo.Cmp(last) <= 0; {
		hi := new(big.Int).Add(lo, new(big.Int).SetUint64(size-1))
		if hi.Cmp(last) > 0 {
			hi = last
		}
		from, to := lo.String(), hi.String()
		if len(start) == 20 {
			from, to = from+"0", to+"9"
			if lo == first {
				from = start // the SIM's numbers before it are not ours
			}
		}
		pieces = append(pieces, from+"-"+to)
		lo = new(big.Int).Add(hi, one)
	}
	return pieces
}

// TestFreeRangesAgainstAWalk gives numbers out a second time by looking at
// every block of a hundred.
func TestFreeRangesAgainstAWalk(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	const parent, blocks = "89543100000000000", 40
	number := func(block, rest int) string { return fmt.Sprintf("%s%02d%02d", parent[:15], block, rest) }
	for range 150 {
		held := make([]bool, blocks*100)
		var table, want strings.Builder
		var job generate.Job
		type open struct{ line, count int }
		var opens []open
		lines := make([]string, 6)
		for line := range lines {
			if random.IntN(2) == 0 {
				count := 1 + random.IntN(900)
				opens = append(opens, open{line, count})
				fmt.Fprintf(&table, `{"iccidCount": %d}`+"\n", count)
				continue
			}
			from := random.IntN(blocks*100 - 300)
			to := from + random.IntN(300)
			lines[line] = number(from/100, from%100) + "-" + number(to/100, to%100)
			fmt.Fprintf(&table, `{"iccid": "%s"}`+"\n", lines[line])
			for n := from; n <= to; n++ {
				held[n] = true
			}
		}
		if len(opens) == 0 {
			continue
		}
		job, err := read(rangeBase, table.String())
		if err != nil {
			t.Fatal(err)
		}
		for range random.IntN(4) {
			n := random.IntN(blocks * 100)
			held[n] = true
			taken, err := cosa.NewRange(cosa.ICCID, number(n/100, n%100)+"3", number(n/100, n%100)+"7")
			if err != nil {
				t.Fatal(err)
			}
			job.Taken = append(job.Taken, taken)
		}
		within, err := cosa.NewRange(cosa.ICCID, number(0, 0), number(blocks-1, 99))
		if err != nil {
			t.Fatal(err)
		}
		job.Within = []cosa.Range{within}
		fits := true
		for _, o := range opens {
			from := -1
			for n := 0; n+o.count <= len(held) && from < 0; n += 100 {
				free := true
				for i := n; i < n+o.count; i++ {
					free = free && !held[i]
				}
				if free {
					from = n
				}
			}
			if from < 0 {
				fits = false
				continue
			}
			to := from + o.count - 1
			lines[o.line] = number(from/100, from%100) + "-" + number(to/100, to%100)
			for n := from; n <= to; n++ {
				held[n] = true
			}
		}
		if !fits {
			if _, err := generate.Rows(cosa.NewBuilder(), job); err == nil {
				t.Fatalf("%s: no error, though not all fit", table.String())
			}
			continue
		}
		want.WriteString(strings.Join(lines, "\n") + "\n")
		if diff := cmp.Diff(want.String(), made(t, job)); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", table.String(), diff)
		}
	}
}

// made writes the ranges that a job makes, one a line.
func made(t *testing.T, job generate.Job) string {
	t.Helper()
	b := cosa.NewBuilder()
	if _, err := generate.Rows(b, job); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for e := range b.Submission().Entries() {
		got.WriteString(e.Text(cosa.ICCIDStart) + "-" + e.Text(cosa.ICCIDEnd) + "\n")
	}
	return got.String()
}

func digits(random *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + random.IntN(10))
	}
	return string(b)
}

// TestRowsAgainstYAML makes random profiles from a table and compares them
// with what the YAML reader makes of the same profiles written out.
func TestRowsAgainstYAML(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 17))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	for range 60 {
		targets, connections := 1+random.IntN(3), 1+random.IntN(3)
		write := func(operator, country string, lines []map[string]string) string {
			var b strings.Builder
			fmt.Fprintf(&b, "  - operator: %q\n    country: %q\n    updateType: Add\n    targets:\n", operator, country)
			for _, line := range lines {
				for n := range targets {
					fmt.Fprintf(&b, "      - {mcc: \"722\", mnc: %q, spn: %q, iccid: %q}\n", line["mnc"], line["x"]+fmt.Sprint(n), line["start"]+"-"+line["end"])
				}
			}
			fmt.Fprintf(&b, "    sim: {brandingName: %q}\n    connections:\n", "The "+operator)
			for n := range connections {
				fmt.Fprintf(&b, "      - {apn: %q, purposeGroups: [Internet, MMS]}\n", fmt.Sprintf("a%d.%s", n, strings.ToLower(operator)))
			}
			return b.String()
		}
		base := "profiles:\n" + write("${operator}", "${country}", []map[string]string{{"mnc": "${MNC}", "x": "${x}", "start": "${start}", "end": "${end}"}})
		base = strings.ReplaceAll(base, ".${operator}", ".${low}")
		type name struct{ operator, country string }
		var names []name
		profiles := make(map[name][]map[string]string)
		var table strings.Builder
		for range 1 + random.IntN(8) {
			n := name{pick("Contoso", "Fabrikam"), pick("Argentina", "Chile")}
			line := map[string]string{"mnc": pick("01", "310"), "x": pick("", "x y"), "start": "89" + digits(random, 17), "end": "89" + digits(random, 17)}
			if line["x"] == "" {
				line["x"] = "plain"
			}
			if profiles[n] == nil {
				names = append(names, n)
			}
			profiles[n] = append(profiles[n], line)
			fmt.Fprintf(&table, `{"operator": %q, "country": %q, "low": %q, "MNC": %q, "x": %q, "start": %q, "end": %q}`+"\n",
				n.operator, n.country, strings.ToLower(n.operator), line["mnc"], line["x"], line["start"], line["end"])
		}
		hand := "profiles:\n"
		for _, n := range names {
			hand += write(n.operator, n.country, profiles[n])
		}
		job, err := read(base, table.String())
		if err != nil {
			t.Fatal(err)
		}
		got := cosa.NewBuilder()
		if _, err := generate.Rows(got, job); err != nil {
			t.Fatalf("%s\n%s\n%s", err, base, table.String())
		}
		want := cosa.NewBuilder()
		if err := form.ReadYAML(want, "hand.yaml", strings.NewReader(hand), form.Limits{}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows(want.Submission()), rows(got.Submission())); diff != "" {
			t.Fatalf("%s\n%s(-want +got):\n%s", base, table.String(), diff)
		}
	}
}

// rows writes all values of all rows.
func rows(s *cosa.Submission) []string {
	var all []string
	for e := range s.Entries() {
		var row strings.Builder
		for i := range cosa.Settings() {
			row.WriteString(e.Value(cosa.Setting(i)).Raw + "|")
		}
		all = append(all, row.String())
	}
	return all
}
