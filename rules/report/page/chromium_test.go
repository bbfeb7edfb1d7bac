package page

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa"
)

// The tests of this file open pages in a real browser. Where there is none
// they are skipped; COSA_REQUIRE_TOOLS=1 makes that a failure.

// browser runs a headless Chromium on a file and returns the document as it
// stands in the end, and what went to the console.
func browser(t *testing.T, file string, flags ...string) (dom, console string) {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		if os.Getenv("COSA_REQUIRE_TOOLS") == "1" {
			t.Fatal("Chromium is not installed")
		}
		t.Skip("Chromium is not installed")
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
	args := append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--user-data-dir=" + t.TempDir(),
		"--enable-logging=stderr", "--virtual-time-budget=5000", "--timeout=60000", "--dump-dom",
	}, flags...)
	command := exec.Command(program, append(args, address.String())...)
	var said strings.Builder
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	for line := range strings.Lines(said.String()) {
		if strings.Contains(line, "CONSOLE") {
			console += line
		}
	}
	return string(out), console
}

func save(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// hostile has cells that try to be more than text.
func hostile() *cosa.Submission {
	const image = `"><img src=x onerror="parent.postMessage('attack','*')">`
	return sheet(
		ranged(`<script>parent.postMessage('attack','*')</script>`, "8900100000000000000", "8900100000099999999", cells{cosa.BrandingName: image}),
		ranged(image, "8900100000050000000", "8900100000149999999", cells{cosa.IPType: "IP\u202e\u2066v4\u0007", cosa.SPN: "'onmouseover='parent.postMessage(1)"}),
		ranged(strings.Repeat("W", 32767), "8900100900000000000", "8900100900000009999", cells{cosa.FriendlyName: strings.Repeat("wide ", 6553), cosa.AppID: "", cosa.AccountExperienceURL: "javascript:parent.postMessage('attack','*')"}),
		ranged("</title></style><svg onload=parent.postMessage('attack','*')>", "89001009500000000000", "89001009500000999999", cells{cosa.AccessString: "{{.}} ${1+1} </textarea>", cosa.IPType: "IPv5"}),
		ranged("مشغل \u200f العربية", "8900100000200000000", "8900100000299999999", cells{cosa.UpdateType: "</script><b>"}),
	)
}

func TestBrowserFindsNothingToSay(t *testing.T) {
	for name, s := range map[string]*cosa.Submission{"small": small(), "hostile": hostile()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dom, console := browser(t, save(t, "page.html", written(t, checked(s))))
			if console != "" {
				t.Errorf("the console says %s", console)
			}
			if form := regexp.MustCompile(`<form[^>]*>`).FindString(dom); s.Len() > 0 && (form == "" || strings.Contains(form, "hidden")) {
				t.Errorf("the script did not run: %s", form)
			}
		})
	}
}

// driver is put at the end of a copy of the page. It uses the filter as a
// person does and tells the page around it what it sees.
const driver = `<script>
const form = document.getElementById("filter");
const seen = () => Array.from(document.querySelectorAll(".finding")).filter(e => e.checkVisibility()).length;
const type = text => { form.elements.search.value = text; form.elements.search.dispatchEvent(new Event("input", {bubbles: true})); };
const click = box => form.querySelector(box).click();
const result = {all: seen()};
const rows = () => document.querySelectorAll(".around[open]").length;
result.rows = rows();
click("[name=rows]"); result.folded = rows(); click("[name=rows]");
type("FABRIKAM ip-type-value"); result.words = seen(); result.said = form.querySelector("output").textContent;
type("no such words"); result.none = seen(); result.headings = Array.from(document.querySelectorAll(".level")).filter(e => e.checkVisibility()).length;
type("");
click("[value=error]"); result.withoutErrors = seen(); click("[value=error]");
result.again = seen();
for (const folded of document.querySelectorAll("details")) folded.open = true;
const root = document.documentElement;
result.tooWide = Math.max(0, root.scrollWidth - innerWidth);
result.outside = Array.from(document.body.querySelectorAll("main *:not(svg *)")).filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".unseen")).length;
result.elements = document.querySelectorAll("img, iframe, object, embed, link, b, textarea, [onerror], [onload], [onmouseover]").length;
result.scripts = document.scripts.length;
result.links = Array.from(document.links).filter(a => !/^(file|https):/.test(a.protocol)).length;
const ids = Array.from(document.querySelectorAll("[id]"), e => e.id);
result.twice = ids.length - new Set(ids).size;
result.dangling = Array.from(document.querySelectorAll("[aria-labelledby]")).filter(e => !document.getElementById(e.getAttribute("aria-labelledby"))).length
  + Array.from(document.querySelectorAll("a[href^='#']")).filter(a => !document.getElementById(a.getAttribute("href").slice(1))).length;
result.unlabelled = Array.from(document.querySelectorAll("input")).filter(e => !e.labels.length).length
  + document.querySelectorAll("svg:not([aria-label]):not([aria-hidden]):not(svg svg), table:not(:has(caption)), figure:not(:has(figcaption))").length;
let level = 0;
result.skipped = Array.from(document.querySelectorAll("h1, h2, h3, h4")).filter(h => { const n = +h.localName[1], bad = n > level + 1; level = n; return bad; }).length;
parent.postMessage(JSON.stringify(result), "*");
</script></body>`

// observed is what the driver sees.
type observed struct {
	All, Words, None, Headings, WithoutErrors, Again, Rows, Folded int
	Said                                                           string
	TooWide, Outside, Elements, Scripts, Links                     int
	Twice, Dangling, Unlabelled, Skipped                           int
}

// drive opens a copy of the page, without its own policy that forbids other
// scripts, in a frame of a width.
func drive(t *testing.T, page string, width int) observed {
	t.Helper()
	copied := regexp.MustCompile(`script-src '[^']*'`).ReplaceAllString(page, "script-src 'unsafe-inline'")
	copied = strings.Replace(copied, "</body>", driver, 1)
	file := save(t, "copy.html", copied)
	frame := fmt.Sprintf(`<!DOCTYPE html><body style="margin:0"><pre></pre><script>
addEventListener("message", e => document.querySelector("pre").textContent += encodeURIComponent(e.data) + "\n");
</script><iframe src="file://%s" style="border:0;width:%dpx;height:900px"></iframe>`, filepath.ToSlash(file), width)
	dom, console := browser(t, save(t, "frame.html", frame), "--window-size=1400,1000")
	if console != "" {
		t.Errorf("the console says %s", console)
	}
	_, told, _ := strings.Cut(dom, "<pre>")
	told, _, _ = strings.Cut(told, "</pre>")
	messages := strings.Fields(told)
	if len(messages) != 1 {
		t.Fatalf("the page sent %q", messages)
	}
	text, err := url.QueryUnescape(messages[0])
	if err != nil {
		t.Fatal(err)
	}
	var o observed
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return o
}

func TestBrowserFiltersAndFits(t *testing.T) {
	for name, s := range map[string]*cosa.Submission{"small": small(), "hostile": hostile()} {
		for _, width := range []int{360, 1280} {
			if name == "small" && width == 360 {
				continue // what fits in the hostile page fits here
			}
			t.Run(fmt.Sprint(name, " ", width), func(t *testing.T) {
				t.Parallel()
				p := checked(s)
				got := drive(t, written(t, p), width)
				all, words, withoutErrors := 0, 0, 0
				for _, f := range p.Findings {
					all++
					if f.Severity != cosa.Error {
						withoutErrors++
					}
					if f.Rule == "ip-type-value" && strings.Contains(f.Profile, "Fabrikam") {
						words++
					}
				}
				want := observed{
					All: all, Words: words, WithoutErrors: withoutErrors, Again: all, Scripts: 2, Rows: got.Rows,
					Said: fmt.Sprintf("%d of the %d findings on this page are shown", words, all),
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
				if all == 0 || got.Rows < all/2 {
					t.Errorf("%d findings with %d rows", all, got.Rows)
				}
			})
		}
	}
}

// TestBrowserPrints makes sure that a printed page has what is folded on the screen.
func TestBrowserPrints(t *testing.T) {
	t.Parallel()
	text, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	pdf := filepath.Join(t.TempDir(), "page.pdf")
	browser(t, save(t, "page.html", written(t, checked(small()))), "--print-to-pdf="+pdf, "--no-pdf-header-footer")
	out, err := exec.Command(text, "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, folded := range []string{"ICCID ranges by number", "A row as it should be", "MODIRECTPAYG", "Microsoft's documentation"} {
		if !strings.Contains(string(out), folded) {
			t.Errorf("the printed page lacks %q", folded)
		}
	}
}
