package pack

import (
	"bytes"
	_ "embed" // the page
	"html/template"
)

//go:embed portal.html
var portalPage string

// HTML writes the sheet as a web page that needs nothing else. A click on a
// value selects the whole of it.
func (p *Portal) HTML() ([]byte, error) {
	page, err := template.New("portal").Funcs(template.FuncMap{"safe": safeLines, "next": func(i int) int { return i + 1 }}).Parse(portalPage)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = page.Execute(&b, p)
	return b.Bytes(), err
}
