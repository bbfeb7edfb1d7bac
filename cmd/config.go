package cmd

import (
	"path/filepath"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/rules"
)

// config is what a configuration file says, with the recorded findings beside
// it. What it does not say is left to the defaults.
type config struct {
	policy       string
	baseline     baselineFile
	failOn       string
	only         []string
	disable      []string
	severity     map[string]string
	suppressions []cosa.Suppression

	recorded     []cosa.Suppression // of the file of recorded findings
	recordedPath string             // where that is or would be
}

// apply puts the configuration in the place of the defaults.
func (c *config) apply(to *checks) {
	if c.policy != "" {
		to.Policy, to.chosen = rules.Policy(c.policy), true
	}
	to.against = c.baseline
	if c.failOn != "" {
		to.failOn = threshold(c.failOn)
	}
	to.Only, to.Disable = c.only, c.disable
	for id, level := range c.severity {
		to.Severities[id], _ = cosa.ParseSeverity(level)
	}
	to.suppressions, to.recorded, to.recordedPath = c.suppressions, c.recorded, c.recordedPath
}

// configuration reads the file that --config names, or the nearest one from
// the working directory upward, and the recorded findings beside it. Without
// any the configuration is empty.
func (p *program) configuration() (*config, error) {
	path := p.global.config
	switch {
	case p.global.noConfig && path != "":
		return nil, usagef("--config and --no-config exclude each other")
	case p.global.noConfig:
		return &config{}, nil
	case path == "":
		var err error
		if path, err = nearestConfig(); err != nil {
			return nil, err
		}
	}
	c := &config{}
	if path != "" {
		text, err := readConfig(path)
		if err != nil {
			return nil, err
		}
		if err := c.parse(path, text, configKeys); err != nil {
			return nil, err
		}
		if name := c.baseline.name; name != "" {
			if !filepath.IsAbs(name) {
				c.baseline.name = filepath.Join(filepath.Dir(path), name)
			}
			c.baseline.configured, c.baseline.namedAt = c.baseline.name, path+":"+c.baseline.namedAt
		}
	}
	return c, c.readRecorded(filepath.Join(filepath.Dir(path), recordedName))
}
