package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	source "github.com/yuin/goldmark/text"

	"github.com/cosakit/cosa/cosa"
)

// TestMarkdownIsInert reads the comments as code hosts do.
func TestMarkdownIsInert(t *testing.T) {
	for name, r := range reports() {
		for _, o := range []Options{{}, {All: true}} {
			out := render(t, "markdown", r, o)
			if n := utf8.RuneCount(out); n >= 65_536 || !utf8.Valid(out) {
				t.Errorf("%s: %d characters", name, n)
			}
			document := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(source.NewReader(out))
			err := ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				if !entering {
					return ast.WalkContinue, nil
				}
				switch n := n.(type) {
				case *ast.Link:
					if !strings.HasPrefix(string(n.Destination), cosa.DocumentationRoot) {
						t.Errorf("%s: a link to %s", name, n.Destination)
					}
				case *ast.AutoLink, *ast.Image:
					t.Errorf("%s: a cell became %s", name, n.Kind())
				case *ast.RawHTML:
					if html := string(n.Segments.Value(out)); html != "<br>" {
						t.Errorf("%s: a cell became %s", name, html)
					}
				case *ast.HTMLBlock:
					if html := string(n.Lines().Value(out)); !strings.HasPrefix(html, "<details>") && !strings.HasPrefix(html, "</details>") {
						t.Errorf("%s: a cell became %s", name, html)
					}
				case *ast.Text:
					if _, isCode := n.Parent().(*ast.CodeSpan); !isCode && bytes.ContainsAny(n.Segment.Value(out), "@#<>|`*_") {
						t.Errorf("%s: the text %q is not code", name, n.Segment.Value(out))
					}
				}
				return ast.WalkContinue, nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestMarkdownRows counts the rows that a reader of tables sees.
func TestMarkdownRows(t *testing.T) {
	r := everything()
	var rendered bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(render(t, "markdown", r, Options{}), &rendered); err != nil {
		t.Fatal(err)
	}
	html := rendered.String()
	want := len(Fold(r.Findings)) + len(r.Silenced)
	if rows, cells := strings.Count(html, "<tr>")-4, strings.Count(html, "<td>"); rows != want || cells != 3*want {
		t.Errorf("%d rows with %d cells, want %d", rows, cells, want)
	}
	if !strings.Contains(html, "8 errors") || strings.Contains(html, "<script>") {
		t.Error(html)
	}
}

func TestMarkdownSaysWhatIsLeftOut(t *testing.T) {
	out := string(render(t, "markdown", many(300), Options{All: true}))
	rows := strings.Count(out, "\n| `ops.xlsx:")
	left := 0
	for line := range strings.Lines(out) {
		var n int
		if _, err := fmt.Sscanf(line, "%d more findings left out of this comment", &n); err == nil {
			left += n
		}
	}
	if rows == 0 || rows+left != 900 {
		t.Errorf("%d rows and %d left out, want 900 together", rows, left)
	}
}
