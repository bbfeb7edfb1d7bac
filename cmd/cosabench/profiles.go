package main

// Names of the programs that read YAML.
const (
	nodeTreeName = "yaml.v3, one tree of nodes"
	pyYAMLName   = "PyYAML, C loader"
	jsYAMLName   = "js-yaml"
)

// measureProfiles has cosa check profiles in YAML and the others merely read
// them.
func measureProfiles(m *machine) (outcome, error) {
	c := contest{
		title: "Checking YAML", unit: "profiles", sizes: m.rows,
		text: "Files of profiles with one target and one connection, 730 bytes each.\n" +
			"`cosa validate` reads and applies every rule; the others merely decode the file, and find as many profiles.\n",
	}
	c.add(m.itself(), program{name: validateName, enter: func(n int) (entrant, error) {
		path, err := m.input(profilesInput, n)
		return entrant{args: m.validated(path), inner: tells(" rows, # profiles", n)}, err
	}})
	for _, loader := range []struct {
		name string
		tool tool
		args []string
	}{
		{nodeTreeName, m.itself(), []string{"-peer", nodeTreePeer}},
		{pyYAMLName, m.tools.pyYAML, []string{m.tools.script("load.py")}},
		{jsYAMLName, m.tools.jsYAML, []string{heap, m.tools.script("jsyaml.js")}},
	} {
		c.add(loader.tool, program{name: loader.name, rival: validateName, most: m.slow, enter: func(n int) (entrant, error) {
			path, err := m.input(profilesInput, n)
			return loader.tool.entrant(says(n), append(loader.args, path)...), err
		}})
	}
	return c.run(m)
}
