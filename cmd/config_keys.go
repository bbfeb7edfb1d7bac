package cmd

import (
	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/rules"
)

// configKey is a key of the configuration: how it is read, and what an editor
// should know of it.
type configKey struct {
	name   string
	means  string
	read   func(c *config, value *yaml.Node) error
	schema func() schemaNode
}

// configKeys lists the keys that a configuration may have.
var configKeys = []configKey{
	{
		"policy", "What the submission is for: mobile-plans demands Mobile Plans of every row, cosa of the rows that turn it on.",
		func(c *config, n *yaml.Node) error { return oneOf(n, "policy", rules.Policies(), &c.policy) },
		func() schemaNode { return oneOfThese(rules.Policies()) },
	},
	{
		"baseline", "The database or earlier submission to compare with, as --against; relative to the configuration's folder.",
		func(c *config, n *yaml.Node) error { return oneFile(n, &c.baseline) },
		func() schemaNode { return filledText },
	},
	{
		"fail-on", "Least severity that makes the exit code 1.",
		func(c *config, n *yaml.Node) error { return oneOf(n, "severity", thresholds, &c.failOn) },
		func() schemaNode { return oneOfThese(thresholds) },
	},
	{
		"severity", "Severities other than the rules' own, by rule.",
		func(c *config, n *yaml.Node) error { return severities(n, &c.severity) },
		func() schemaNode {
			names, level := oneOfThese(rules.IDs()), oneOfThese(severityNames)
			return schemaNode{Type: "object", Names: &names, Others: level}
		},
	},
	{
		"disable", "Rules to leave out.",
		func(c *config, n *yaml.Node) error { return ruleList(n, &c.disable) },
		func() schemaNode { return listOf(oneOfThese(rules.IDs())) },
	},
	{
		"only", "The only rules to apply.",
		func(c *config, n *yaml.Node) error { return ruleList(n, &c.only) },
		func() schemaNode { return listOf(oneOfThese(rules.IDs())) },
	},
	suppressionsKey,
}

// recordedKeys lists the keys of the file of recorded findings.
var recordedKeys = []configKey{suppressionsKey}

var suppressionsKey = configKey{
	"suppressions", "Findings that do not count, by rule and content, each with a reason.",
	func(c *config, n *yaml.Node) error { return suppressionList(n, &c.suppressions) },
	func() schemaNode { return listOf(suppressionSchema()) },
}
