package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// mostServices bounds the profiles that a note names.
const mostServices = 5

// serviceNote says of which profiles the service configuration of Mobile Plans
// differs, "" where it does of none. Files of a format that cannot hold one say
// nothing about it.
func serviceNote(old, new *cosa.Submission) string {
	if !holdsServices(old) || !holdsServices(new) {
		return ""
	}
	before, after := services(old), services(new)
	var names []string
	for name := range maps.Keys(before) {
		if before[name] != after[name] {
			names = append(names, name)
		}
	}
	for name := range maps.Keys(after) {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	if more := len(names) - mostServices; more > 0 {
		names = append(names[:mostServices], plural(uint64(more), "other profile"))
	}
	return "the service configuration of Mobile Plans (mobilePlans) differs, which no device reads: " + strings.Join(names, ", ")
}

func holdsServices(s *cosa.Submission) bool {
	for _, source := range s.Sources() {
		if source.Format == cosa.YAML || source.Format == cosa.JSON || source.Format == cosa.JSONL {
			return true
		}
	}
	return false
}

// services are the service configurations as texts, by the names of profiles.
func services(s *cosa.Submission) map[string]string {
	texts := make(map[string]string)
	for i := range s.Profiles() {
		p := &s.Profiles()[i]
		config := p.Service()
		if config == nil {
			continue
		}
		var b strings.Builder
		for _, k := range cosa.ServiceKeys() {
			if k.Text != nil {
				fmt.Fprintf(&b, "%q;", k.Text(config).Text)
				continue
			}
			for _, item := range k.List(config).Items {
				fmt.Fprintf(&b, "%q,", item.Text)
			}
			b.WriteByte(';')
		}
		texts[p.Name()] += b.String()
	}
	return texts
}
