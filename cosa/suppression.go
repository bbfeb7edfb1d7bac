package cosa

// Suppression says of findings that they do not count, and why. It goes by
// rule and content, never by place or message.
type Suppression struct {
	Rule        string
	Fingerprint string  // of the finding, "" for any
	Profile     string  // Operator (Country), "" for any
	Setting     string  // canonical header, "" for any
	Value       *string // exact text, nil for any
	Reason      string
	Owner       string
	Expires     string // last day on which it holds, as 2006-01-02; "" for ever
	Position    Position
	Origin      Origin
}

// Origin is where a suppression comes from.
type Origin uint8

// The origins.
const (
	Configured Origin = iota // the configuration, by hand
	Recorded                 // the recorded findings beside it
	Embedded                 // the submission itself
)

// Expired reports whether the suppression does not hold any more on a day,
// which is written as 2006-01-02.
func (s *Suppression) Expired(today string) bool { return s.Expires != "" && s.Expires < today }

// Matches reports whether the finding is one that the suppression means. Beside
// a fingerprint, which does not depend on how a value is spelt, another
// spelling of the value will do, as do other capitals and blanks of the profile, and of two places the finding may stand at
// either. What a file brings along is about that file only.
func (s *Suppression) Matches(f *Finding) bool {
	if s.Origin == Embedded && s.Position.File != f.Position.File {
		return false
	}
	if s.Fingerprint != "" && f.Pair != "" {
		return s.Rule == f.Rule && s.Fingerprint == f.Fingerprint()
	}
	return s.Rule == f.Rule &&
		(s.Profile == "" || FoldName(s.Profile) == FoldName(f.Profile)) &&
		(s.Setting == "" || s.Setting == f.Setting) &&
		(s.Value == nil || *s.Value == f.Value || s.Fingerprint != "" && canonicalText(f.Setting, *s.Value) == canonicalText(f.Setting, f.Value)) &&
		(s.Fingerprint == "" || s.Fingerprint == f.Fingerprint())
}

// About names what the suppression means, for a person. The fingerprint is
// left out: it says nothing.
func (s *Suppression) About() string {
	about := s.Rule
	if s.Setting != "" {
		about += " of " + s.Setting
	}
	if s.Profile != "" {
		about += " in " + s.Profile
	}
	return about
}
