package cmd

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pictures are what the walk-through in samples/review shows of the page for
// reviewers: parts of it, at a width, in light or dark.
var pictures = []struct {
	name  string
	part  string // id of the section's heading, "" for the whole page
	width string
	most  int // height in pixels
	dark  bool
}{
	{name: "summary", part: "summary", width: "1100", most: 900},
	{name: "map", part: "map", width: "1100", most: 1200},
	{name: "findings", part: "findings", width: "1100", most: 1500},
	{name: "flyout", part: "flyouts", width: "1100", most: 900},
	{name: "narrow", width: "380", most: 1300, dark: true},
}

// TestReviewPictures makes the pictures of the walk-through. They depend on
// the fonts of the machine, so that they are made with -update only; otherwise
// the test makes sure that the walk-through has its pictures and no other.
func TestReviewPictures(t *testing.T) {
	folder := filepath.Join(samples, "review")
	if *update {
		makePictures(t, folder)
	}
	t.Run("comment", reviewComment)
	text, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.png"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pictures", err)
	}
	for _, file := range files {
		if !strings.Contains(string(text), "("+filepath.Base(file)+")") {
			t.Errorf("%s is not shown", file)
		}
	}
	if n := strings.Count(string(text), ".png)"); n != len(files) {
		t.Errorf("%d pictures are shown, %d are there", n, len(files))
	}
}

// reviewComment compares the walk-through's comment with what the program writes.
func reviewComment(t *testing.T) {
	t.Chdir(samples)
	code, comment, stderr := cosaOutput(t, "validate", "--no-config", "faulty.xlsx", "-f", "markdown")
	if code != 1 || stderr != "" {
		t.Fatalf("exit code %d, %s", code, stderr)
	}
	file := filepath.Join("review", "comment.md")
	if *update {
		writeFile(t, file, []byte(comment))
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(kept), "\r\n", "\n"), comment); diff != "" {
		t.Errorf("go test ./cmd -run Review -update writes it (-kept +written):\n%s", diff)
	}
}

func makePictures(t *testing.T, folder string) {
	chromium, err1 := exec.LookPath("chromium")
	soffice, err2 := exec.LookPath("soffice")
	pdftoppm, err3 := exec.LookPath("pdftoppm")
	if err1 != nil || err2 != nil || err3 != nil {
		t.Log("pictures need chromium, soffice and pdftoppm: left as they are")
		return
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	t.Chdir(samples)
	page, workbook := filepath.Join(work, "review.html"), filepath.Join(work, "annotated.xlsx")
	if code, _, stderr := cosaOutput(t, "validate", "--no-config", "faulty.xlsx", "-f", "html="+page, "--annotate", workbook); code != 1 {
		t.Fatal(stderr)
	}
	html, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		// The picture of a part is one of a page without the other parts.
		style := "<style>"
		if p.part != "" {
			others := `main > section:not([aria-labelledby="` + p.part + `"])`
			if p.part == "findings" {
				others += `:not([data-severity])`
			}
			style += "body > header, nav, footer, " + others + " { display: none !important }"
		}
		style += "</style></head>"
		file := filepath.Join(work, p.name+".html")
		writeFile(t, file, []byte(strings.Replace(string(html), "</head>", style, 1)))
		shot := filepath.Join(work, p.name+".png")
		args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + t.TempDir(), "--window-size=" + p.width + ",3000", "--screenshot=" + shot}
		if p.dark {
			args = append(args, "--force-dark-mode")
		}
		address := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
		run(t, chromium, append(args, address.String())...)
		trim(t, shot, filepath.Join(folder, p.name+".png"), p.most)
	}
	run(t, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "pdf", "--outdir", work, workbook)
	run(t, pdftoppm, "-r", "110", "-png", strings.TrimSuffix(workbook, "xlsx")+"pdf", filepath.Join(work, "sheet"))
	trim(t, filepath.Join(work, "sheet-1.png"), filepath.Join(folder, "sheet-findings.png"), 1200)
	trim(t, filepath.Join(work, "sheet-2.png"), filepath.Join(folder, "sheet-marked.png"), 1200)
}

func run(t *testing.T, program string, args ...string) {
	t.Helper()
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", program, err, out)
	}
}

// trim copies a picture without the empty space around what it shows.
func trim(t *testing.T, from, to string, most int) {
	t.Helper()
	f, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	const margin = 16
	all, shown := picture.Bounds(), image.Rectangle{}
	empty := color.RGBAModel.Convert(picture.At(all.Max.X-1, all.Min.Y))
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			if color.RGBAModel.Convert(picture.At(x, y)) != empty {
				shown = shown.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	shown = shown.Inset(-margin).Intersect(all)
	shown.Max.Y = min(shown.Max.Y, shown.Min.Y+most)
	cut := image.NewRGBA(image.Rect(0, 0, shown.Dx(), shown.Dy()))
	draw.Draw(cut, cut.Bounds(), picture, shown.Min, draw.Src)
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(out, cut); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
