package cmd

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// numberFlag is a flag that takes a whole number from 1 on. It is written in
// decimal digits; commas and underscores may stand between them.
type numberFlag struct{ n uint64 }

// register adds the flag to a set; standard is its value where it is not given,
// 0 for none.
func (f *numberFlag) register(flags *pflag.FlagSet, name, short string, standard uint64, usage string) {
	f.n = standard
	flags.VarP(f, name, short, usage)
}

// errNumber says what a number has to be.
var errNumber = errors.New("want a whole number from 1 on")

// Set reads the number.
func (f *numberFlag) Set(text string) error {
	digits := strings.NewReplacer(",", "", "_", "").Replace(text)
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return errNumber
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	switch {
	case err != nil:
		return fmt.Errorf("%d is the most", uint64(math.MaxUint64))
	case n == 0:
		return errNumber
	}
	f.n = n
	return nil
}

// String writes the number.
func (f *numberFlag) String() string { return strconv.FormatUint(f.n, 10) }

// Type is what help calls a value that its usage does not name.
func (*numberFlag) Type() string { return "number" }

// int is the number, where a flag of that many is as good as one without end.
func (f *numberFlag) int() int { return int(min(f.n, math.MaxInt32)) }
