package spreadsheet

// forgetRows takes out of the package what belonged to the replaced rows and
// lies beside their sheet: where their links led to.
func (f *filler) forgetRows() error {
	if len(f.facts.targetsGone) == 0 {
		return nil
	}
	links, err := f.book.links(f.plan.sheet.part, f.dialect)
	if err != nil || links.isNew {
		return err
	}
	changed := false
	for _, e := range links.doc.root.children {
		if id := e.attr("Id"); f.facts.targetsGone[id] && !f.facts.targetsKept[id] {
			links.remove(e)
			changed = true
		}
	}
	if changed {
		f.edit.saveLinks(links)
	}
	return nil
}
