package cosa

// ValueType is how a file stores a value. Text formats hold text only.
type ValueType uint8

// The types of stored values.
const (
	Text    ValueType = iota
	Number            // a number in a cell; Text is its shortest decimal as stored, or padded by its number format
	Padded            // a number whose number format pads it with zeros: Text is what is shown
	Date              // a number in a cell formatted as a date or time
	Bool              // TRUE or FALSE in a cell
	Err               // an error value such as #N/A; Text is its name
	Missing           // a formula without a cached value; Text is empty
	Wrong             // a YAML or JSON value of the wrong shape, already reported by the reader
)

// Value is what a file says about one setting of one row.
type Value struct {
	Text    string    // as read: Raw without what nobody sees, see [Setting.Clean], or what the number format shows
	Raw     string    // exactly as the file holds it
	Type    ValueType //
	Formula bool      // the cell holds a formula; Text is its cached value
	Merged  bool      // the cell is covered by a merged one above it, whose value this is
}

// Blank reports that nothing was given. A damaged cell is not blank.
func (v Value) Blank() bool { return v.Text == "" && v.Type != Missing && v.Type != Wrong }

// Damaged reports that the value's text cannot be judged: an error value, a
// formula without a result or a value of the wrong shape.
func (v Value) Damaged() bool { return v.Type.damaged() }

func (t ValueType) damaged() bool { return t == Err || t == Missing || t == Wrong }
