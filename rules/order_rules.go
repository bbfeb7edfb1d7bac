package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// orderRules are about the order in which Windows tries connections.
var orderRules = []*Rule{
	{
		ID: "auto-connect-order-value", Severity: cosa.Error, Group: GroupConnections, Page: pageSettings,
		Title: "AutoConnectOrder is a whole number, 1 or more",
		Why:   "Windows tries the connections of a target in this order; it cannot sort by anything else.",
		Bad:   Example{Text: "AutoConnectOrder=0"},
		Good:  Example{Text: "AutoConnectOrder=1"},
		Value: &ValueCheck{Settings: []cosa.Setting{cosa.AutoConnectOrder}, Judge: func(_ cosa.Setting, v cosa.Value) Fault {
			if valid("ordinal", v.Text) {
				return Fault{}
			}
			return Fault{quote(v.Text) + " is no place in an order", "number the connections of a target 1, 2, 3 ..."}
		}},
	},
	{
		ID: "auto-connect-order-duplicate", Severity: cosa.Warning, Group: GroupConnections, Page: pagePlanning,
		Title: "the connections of a target have different orders",
		Why:   "Of two connections with one number nobody knows which Windows tries first.",
		Bad:   Example{Text: "AutoConnectOrder=1\nAutoConnectOrder=1 | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Good:  Example{Text: "AutoConnectOrder=1\nAutoConnectOrder=2 | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Whole: func(in *Input, report Report) { reportAll(in.orderFindings().duplicate, report) },
	},
	{
		ID: "auto-connect-order-missing", Severity: cosa.Info, Group: GroupConnections, Page: pagePlanning,
		Title: "all connections of a target have an order, or none has",
		Why:   "Nobody knows whether Windows tries a connection without a number before or after those that have one.",
		Bad:   Example{Text: "AutoConnectOrder=1\nAccessString=mms.contoso.example | PurposeGroups=MMS"},
		Good:  Example{Text: "AutoConnectOrder=1\nAutoConnectOrder=2 | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Whole: func(in *Input, report Report) { reportAll(in.orderFindings().missing, report) },
	},
	{
		ID: "auto-connect-order-gap", Severity: cosa.Info, Group: GroupConnections, Page: pagePlanning,
		Title: "the orders of a target's connections run 1, 2, 3",
		Why:   "A gap works, but most often a connection was lost or a number mistyped.",
		Bad:   Example{Text: "AutoConnectOrder=1\nAutoConnectOrder=3 | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Good:  Example{Text: "AutoConnectOrder=1\nAutoConnectOrder=2 | AccessString=mms.contoso.example | PurposeGroups=MMS"},
		Whole: func(in *Input, report Report) { reportAll(in.orderFindings().gap, report) },
	},
}

// orderFindings are what there is to say of orders, by rule.
type orderFindings struct {
	duplicate, missing, gap []cosa.Finding
}

// orderFindings looks at the orders, once for all rules that ask.
func (in *Input) orderFindings() *orderFindings {
	if in.orders == nil {
		f := &orderFindings{}
		in.orders = f
		in.eachOrder(func(t *orders) {
			t.duplicates(func(finding cosa.Finding) { f.duplicate = append(f.duplicate, finding) })
			t.missing(func(finding cosa.Finding) { f.missing = append(f.missing, finding) })
			t.gap(func(finding cosa.Finding) { f.gap = append(f.gap, finding) })
		})
	}
	return in.orders
}

func reportAll(findings []cosa.Finding, report Report) {
	for _, f := range findings {
		report(f)
	}
}

// orders are the rows of one target in a profile, of which at least one has
// an order and none a malformed one.
type orders struct {
	in      *Input
	rows    []cosa.Entry
	numbers []int // 0 for none
	// doubtful reports whether a row may be missing that a fault of another
	// rule puts elsewhere; it is asked only where something seems missing
	doubtful func() bool
}

// targetSettings are those that tell the targets of a profile apart.
var targetSettings = func() []cosa.Setting {
	var list []cosa.Setting
	for _, spec := range cosa.Settings() {
		if spec.Section == cosa.SectionTarget {
			list = append(list, spec.Setting)
		}
	}
	return list
}()

// eachOrder visits the targets whose connections have orders.
func (in *Input) eachOrder(visit func(*orders)) {
	if !in.Submission.Used(cosa.Column(cosa.AutoConnectOrder)) {
		return
	}
	parsed := make([]int, in.Submission.DistinctCount(cosa.Column(cosa.AutoConnectOrder)))
	for id, v := range in.Submission.Distinct(cosa.Column(cosa.AutoConnectOrder)) {
		if bad := in.malformed[cosa.AutoConnectOrder]; v.Damaged() || v.Merged || bad != nil && bad[id] == everywhere {
			parsed[id] = -1
		} else if n, err := strconv.Atoi(v.Text); err == nil {
			parsed[id] = n
		}
	}
	var used []meaning
	for _, s := range targetSettings {
		if in.Submission.Used(cosa.Column(s)) {
			used = append(used, *in.means(s))
		}
	}
	groups := newGrouping()
	inDoubt := in.targetsInDoubt(groups, used)
	t := orders{in: in}
	profiles := in.Submission.Profiles()
	for i := range profiles {
		rows, entry := in.rowsOf(&profiles[i])
		heads := groups.of(rows, entry, used)
		t.doubtful = func() bool {
			return len(inDoubt) > 0 && inDoubt[groups.hash(t.rows[0], used)] ||
				slices.ContainsFunc(heads, func(n int32) bool { return !in.soundTarget(entry(int(n))) })
		}
		for _, n := range heads {
			t.rows, t.numbers = t.rows[:0], t.numbers[:0]
			given, malformed := false, false
			for ; n >= 0; n = groups.next[n] {
				e := entry(int(n))
				number := parsed[e.ID(cosa.AutoConnectOrder)]
				given, malformed = given || number > 0, malformed || number < 0
				t.rows, t.numbers = append(t.rows, e), append(t.numbers, number)
			}
			if given && !malformed {
				visit(&t)
			}
		}
	}
}

// rowsOf returns the rows of a profile whose orders belong together. In a sheet
// these are all rows of the name, even if different SIM settings make them
// several profiles: the first of those has them all, the others none.
func (in *Input) rowsOf(p *cosa.Profile) (n int, entry func(int) cosa.Entry) {
	names := in.names()
	id := names.identity[p.Index]
	switch {
	case p.Deletes():
		return 0, nil
	case id < 0 || len(names.groups[id]) == 1 || !p.First().Source().HasColumns():
		return p.Len(), p.Entry
	}
	profiles := in.Submission.Profiles()
	var rows []cosa.Entry
	for _, i := range names.groups[id] {
		if q := &profiles[i]; q.First().Source().HasColumns() {
			if len(rows) == 0 && q.Index != p.Index {
				return 0, nil
			}
			rows = slices.AppendSeq(rows, q.Entries())
		}
	}
	slices.SortFunc(rows, func(a, b cosa.Entry) int { return a.Row() - b.Row() })
	return len(rows), func(i int) cosa.Entry { return rows[i] }
}

// targetsInDoubt lists the targets, by their hashes, of which a row stands
// under a name that is in doubt.
func (in *Input) targetsInDoubt(groups *grouping, used []meaning) map[uint64]bool {
	targets := make(map[uint64]bool)
	profiles := in.Submission.Profiles()
	for i := range profiles {
		if first := profiles[i].First(); !first.Deletes() && (in.doubtfulOperator(first) || in.doubtfulCountry(first)) {
			for e := range profiles[i].Entries() {
				targets[groups.hash(e, used)] = true
			}
		}
	}
	return targets
}

// soundTarget reports whether nothing is wrong with the row's target.
func (in *Input) soundTarget(e cosa.Entry) bool {
	if _, ok := in.key(e); !ok || e.Has(cosa.MCC) != e.Has(cosa.MNC) || !hasIdentifier(e) ||
		in.MobilePlans(e) && !hasRange(e, cosa.ICCID) {
		return false
	}
	for _, kind := range [...]cosa.NumberKind{cosa.ICCID, cosa.IMSI} {
		if hasRange(e, kind) && in.rangeOf(e, kind) == nil {
			return false
		}
	}
	return true
}

// duplicated reports whether two rows of different connections have one
// order; visit is called with their places.
func (t *orders) duplicated(visit func(earlier, later int)) bool {
	if len(t.rows) < 2 {
		return false
	}
	// Orders that rise row by row, as most do, hold no duplicate.
	rising := true
	for i := 1; i < len(t.numbers) && rising; i++ {
		rising = t.numbers[i] > t.numbers[i-1]
	}
	if rising {
		return false
	}
	found := false
	first := make(map[int]int)
	for i, n := range t.numbers {
		if n == 0 {
			continue
		}
		before, ok := first[n]
		switch {
		case !ok:
			first[n] = i
		case !t.in.sameConnection(t.rows[before], t.rows[i]): // else duplicate-row says it
			found = true
			visit(before, i)
		}
	}
	return found
}

// sameConnection reports whether the connections of two rows mean the same.
func (in *Input) sameConnection(a, b cosa.Entry) bool {
	for _, spec := range cosa.Settings() {
		if s := spec.Setting; spec.Section == cosa.SectionConnection && !in.means(s).same(a, b) {
			return false
		}
	}
	return true
}

// text tells which profile and target the orders are of.
func (t *orders) text() string { return t.rows[0].Name() + "\x01" + identifiersText(t.rows[0]) }

func (t *orders) duplicates(report Report) {
	t.duplicated(func(earlier, later int) {
		f := At(t.rows[later], cosa.AutoConnectOrder, "the order "+strconv.Itoa(t.numbers[later])+" is taken by another connection of this target",
			"number the connections of a target 1, 2, 3 ...")
		f.Related = []cosa.Related{Also(t.rows[earlier], cosa.AutoConnectOrder, "the other connection")}
		f.Pair = t.text() + "\x01" + either(connectionText(t.rows[earlier]), connectionText(t.rows[later]))
		report(f)
	})
}

func (t *orders) missing(report Report) {
	if i := slices.Index(t.numbers, 0); i >= 0 && !t.doubtful() {
		f := At(t.rows[i], cosa.AutoConnectOrder, "this connection has no order, but others of its target have one",
			"number all connections of a target 1, 2, 3 ..., or none")
		f.Pair = t.text()
		report(f)
	}
}

// gap reports orders that do not run from 1, unless a duplicate or a missing
// order is the cause.
func (t *orders) gap(report Report) {
	inOrder := true
	for i, n := range t.numbers {
		if n == 0 {
			return
		}
		inOrder = inOrder && n == i+1
	}
	if inOrder {
		return
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(t.numbers)))
	if sorted[len(sorted)-1] == len(sorted) || t.duplicated(func(int, int) {}) || t.doubtful() {
		return
	}
	const shown = 10
	var words []string
	for _, n := range sorted[:min(shown, len(sorted))] {
		words = append(words, strconv.Itoa(n))
	}
	if len(sorted) > shown {
		words = append(words, "...")
	}
	missing := 1
	for missing <= len(sorted) && sorted[missing-1] == missing {
		missing++
	}
	behind := slices.IndexFunc(t.numbers, func(n int) bool { return n > missing })
	f := At(t.rows[behind], cosa.AutoConnectOrder, "the orders of this target's connections are "+strings.Join(words, ", "), "number them 1, 2, 3 ... without gaps")
	f.Pair = t.text() + "\x01" + strings.Join(words, " ")
	report(f)
}
