package notification

// kind is what a value is.
type kind uint8

const (
	unknown     kind = iota // cannot be told from the text
	text                    // a string
	number                  // text holds it as written
	boolean                 // text is true or false
	null                    // null or undefined
	object                  //
	array                   //
	enumerated              // text is the member of the enumeration of
	stringified             // what JSON.stringify makes of items[0]
	operation               // what a callback returns
)

// String names the kind for a person.
func (k kind) String() string {
	return [...]string{"a value that cannot be told", "a string", "a number", "a boolean", "null", "an object", "an array", "a value of an enumeration", "a string of JSON", "an operation"}[k]
}

// value is something that a notification holds. It is never changed; who
// wants another one makes a copy.
type value struct {
	kind    kind
	at      int // byte of the file
	text    string
	offsets []int // bytes of the file that the bytes of text stand at, and its end; nil where that cannot be told
	of      string
	members []member
	items   []value
	open    bool   // an object may have more members than can be told
	path    string // dotted name of a global object or function that an unknown value is
	why     string // why a value, or the rest of an open object, cannot be told
}

// member is one of an object's.
type member struct {
	name  string
	at    int
	value value
}

// member returns the last member with a name.
func (v *value) member(name string) (member, bool) {
	for i := len(v.members) - 1; i >= 0; i-- {
		if v.members[i].name == name {
			return v.members[i], true
		}
	}
	return member{}, false
}

// memberPath is the dotted name of a global object's member.
func (v *value) memberPath(name string) string {
	if v.path == "" {
		return ""
	}
	return v.path + "." + name
}

// with returns a copy of an object in which a member has another value.
func (v value) with(m member) value {
	members := make([]member, 0, len(v.members)+1)
	for _, old := range v.members {
		if old.name != m.name {
			members = append(members, old)
		}
	}
	v.members = append(members, m)
	return v
}
