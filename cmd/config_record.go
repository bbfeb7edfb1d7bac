package cmd

import (
	"bytes"

	"gopkg.in/yaml.v3"

	"github.com/cosakit/cosa/cosa"
)

// The file of recorded findings, as YAML.
type (
	recordedFile struct {
		Suppressions []recordedItem `yaml:"suppressions"`
	}
	recordedItem struct {
		Rule        string  `yaml:"rule"`
		Profile     string  `yaml:"profile,omitempty"`
		Setting     string  `yaml:"setting,omitempty"`
		Value       *string `yaml:"value,omitempty"`
		Fingerprint quoted  `yaml:"fingerprint,omitempty"`
		Reason      string  `yaml:"reason"`
		Owner       string  `yaml:"owner,omitempty"`
		Expires     string  `yaml:"expires,omitempty"`
	}
)

// quoted is a text that is written with quotes always: without them some
// programs take 6342e02704459624 for a number.
type quoted string

// MarshalYAML implements [yaml.Marshaler].
func (q quoted) MarshalYAML() (any, error) {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: string(q)}, nil
}

const recordedHead = `# Findings that were known when they were recorded, so that only new ones count.
# cosa validate --write-baseline writes this file anew: it adds what is found and
# drops what is corrected. Reason, owner and expires are yours to edit; other
# comments are lost.
`

// recordedYAML writes suppressions as the file of recorded findings.
func recordedYAML(list []cosa.Suppression) ([]byte, error) {
	file := recordedFile{Suppressions: []recordedItem{}}
	for i := range list {
		s := &list[i]
		file.Suppressions = append(file.Suppressions, recordedItem{
			Rule: s.Rule, Profile: s.Profile, Setting: s.Setting, Value: s.Value,
			Fingerprint: quoted(s.Fingerprint), Reason: s.Reason, Owner: s.Owner, Expires: s.Expires,
		})
	}
	out := bytes.NewBufferString(recordedHead)
	e := yaml.NewEncoder(out)
	e.SetIndent(2)
	if err := e.Encode(file); err != nil {
		return nil, err
	}
	return out.Bytes(), e.Close()
}
