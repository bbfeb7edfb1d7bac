package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// command is a workflow command as the runner reads it.
type command struct {
	name       string
	properties map[string]string
	data       string
}

// obey reads a line as GitHub's runner does: :: begins a command at the start
// of a line, ##[ begins one of the old kind anywhere.
func obey(line string) (command, bool) {
	head, data, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "::"), "::")
	if !strings.HasPrefix(strings.TrimSpace(line), "::") || !ok {
		return command{name: "old"}, strings.Contains(line, "##[")
	}
	c := command{properties: make(map[string]string), data: strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)}
	name, properties, _ := strings.Cut(head, " ")
	c.name = name
	for _, pair := range strings.Split(properties, ",") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			c.properties[key] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
		}
	}
	return c, true
}

func TestGitHubObeysNoCell(t *testing.T) {
	for name, r := range reports() {
		for _, o := range []Options{{}, {All: true}} {
			shown := make(map[string]int)
			for _, line := range strings.Split(string(render(t, "github", r, o)), "\n") {
				c, is := obey(line)
				switch {
				case !is && line != "" && !strings.HasPrefix(line, "- "):
					t.Errorf("%s: line %q", name, line)
				case is && !slices.Contains([]string{"error", "warning", "notice", "group", "endgroup"}, c.name):
					t.Errorf("%s: a cell gives the command %q in %q", name, c.name, line)
				case is:
					shown[c.name]++
				}
			}
			for level, n := range shown {
				if n > annotations {
					t.Errorf("%s: %d annotations of the level %s", name, n, level)
				}
			}
		}
	}
}

func TestGitHubAnnotation(t *testing.T) {
	r := everything()
	var got []command
	for _, line := range strings.Split(string(render(t, "github", r, Options{})), "\n") {
		if c, is := obey(line); is && strings.Contains(line, "100%25") {
			got = append(got, c)
		}
	}
	want := []command{
		{"error", map[string]string{"file": "rows, 100%: ü.csv", "line": "3", "col": "14", "title": "credential-length"},
			"a password has at most 255 characters\nPassword = \"********\", profile Fabrikam (Germany)"},
		{"error", map[string]string{"file": "rows, 100%: ü.csv", "line": "4", "col": "4", "title": "target-duplicate"},
			"the baseline has this target too\nMCC = \"001\", profile Fabrikam (Germany)\nbaseline/customizations.xml:120:7: in the baseline\nhint: give one of them another identifier"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(command{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestGitHubTellsHowManyMore(t *testing.T) {
	out := string(render(t, "github", many(12), Options{}))
	for _, level := range []string{"error", "warning"} {
		if !strings.Contains(out, "::"+level+" title=3 more "+level+"s::") {
			t.Errorf("no word of the other %ss", level)
		}
	}
	if n := strings.Count(out, "\n- ops.xlsx:S!"); n != 9 {
		t.Errorf("%d findings stand in the log, want 9", n)
	}
}
