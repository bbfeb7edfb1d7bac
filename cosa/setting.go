package cosa

import "strings"

// Setting is a column of the COSA/APN update spreadsheet. Its properties are
// in [Settings]; the order of the constants is the order of the columns in a
// workbook.
type Setting uint8

// Spec holds everything known of one setting.
type Spec struct {
	Setting  Setting
	Header   string      // canonical header
	Aliases  []string    // other headers seen in editions of the spreadsheet
	Key      string      // key in the YAML form; "iccid.start" is the key start in the mapping iccid
	Element  string      // element of customizations.xml or, for a target, the condition's name
	Kind     Kind        //
	Section  Section     // mapping of the YAML form that holds it
	Required Requirement //
	Type     Type        //
	Choices  []Choice    // allowed values, for TypeChoice and TypeBoolean
	MaxLen   int         // longest allowed text in characters, 0 for any
	Default  string      // what Windows assumes where the value is blank
	Since    string      // first Windows version that reads it
	Secret   bool        // a credential: never shown in a report
	Marked   bool        // a digit string that spreadsheets damage: kept as a text cell
	Page     string      // documentation page
	Help     string      // one sentence for a person who fills the cell
	Example  string
}

// Choice is one allowed value of an enumerated setting.
type Choice struct {
	Text  string   // documented spelling, as exported
	XML   string   // spelling in the shipped customizations.xml
	Also  []string // other documented spellings
	Means string   // what it does, where the text does not say
}

// SettingCount is the number of known settings.
const SettingCount = int(settingEnd)

// Settings lists all settings in the order of a workbook's columns.
func Settings() []Spec { return settings[:] }

// Spec returns the properties of s.
func (s Setting) Spec() *Spec { return &settings[s] }

// String returns the canonical header.
func (s Setting) String() string { return settings[s].Header }

// Canonical returns the documented spelling of text, a value of s, and whether
// text is allowed. For settings without enumerated values text itself is
// returned. Lists of purpose groups are canonical item by item.
func (s Setting) Canonical(text string) (string, bool) {
	info := s.Spec()
	switch info.Type {
	case TypeChoice, TypeBoolean:
		c, ok := info.Choice(text)
		if !ok {
			return text, false
		}
		return c.Text, true
	case TypePurposes:
		return canonicalPurposes(text)
	}
	return text, true
}

// Choice finds the allowed value that text spells, regardless of case and
// surrounding blanks.
func (i *Spec) Choice(text string) (*Choice, bool) {
	text = strings.TrimSpace(text)
	for n := range i.Choices {
		c := &i.Choices[n]
		if strings.EqualFold(c.Text, text) || strings.EqualFold(c.XML, text) && c.XML != "" {
			return c, true
		}
		for _, also := range c.Also {
			if strings.EqualFold(also, text) {
				return c, true
			}
		}
	}
	return nil, false
}

// Allowed lists the documented spellings of an enumerated setting.
func (i *Spec) Allowed() []string {
	var names []string
	for _, c := range i.Choices {
		names = append(names, c.Text)
	}
	return names
}

// True reports whether text is a spelling of true for the boolean setting s.
func (s Setting) True(text string) bool {
	c, ok := s.Spec().Choice(text)
	return ok && c == &s.Spec().Choices[0]
}

// MatchHeader finds the setting that a header cell names in any edition's
// spelling: case, blanks, line breaks, the kind of dash, an asterisk for
// "required" and the prefix "Connection Information" do not matter.
func MatchHeader(header string) (Setting, bool) {
	s, ok := headerIndex[headerKey(header)]
	return s, ok
}

// SettingByKey finds a setting by its key in a section of the YAML form.
func SettingByKey(section Section, key string) (Setting, bool) {
	for i := range settings {
		if settings[i].Section == section && settings[i].Key == key {
			return Setting(i), true
		}
	}
	return 0, false
}

// headerIndex maps headerKey of every known header to its setting.
var headerIndex = func() map[string]Setting {
	index := make(map[string]Setting)
	for i := range settings {
		for _, name := range append([]string{settings[i].Header}, settings[i].Aliases...) {
			index[headerKey(name)] = Setting(i)
		}
	}
	return index
}()

// headerKey folds a header to the letters and digits that tell headers apart.
func headerKey(header string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(CleanText(header)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 0x7f && !isDash(r):
			b.WriteRune(r)
		}
	}
	key := b.String()
	if rest, ok := strings.CutPrefix(key, "connectioninformation"); ok && rest != "" {
		key = rest
	}
	for _, note := range [...]string{"required", "optional"} {
		if rest, ok := strings.CutSuffix(key, note); ok && rest != "" {
			key = rest
		}
	}
	return key
}

func isDash(r rune) bool {
	return r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0xfe58 || r == 0xfe63 || r == 0xff0d
}
