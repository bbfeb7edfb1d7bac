package wim

import (
	"errors"
	"fmt"
)

// What can be wrong with an archive. Every error of this package wraps one of
// these, an error of the underlying reader, or [io/fs.ErrNotExist].
var (
	// ErrNotWIM says that the data does not begin as an archive does.
	ErrNotWIM = errors.New("not a WIM archive")
	// ErrTruncated says that the archive refers to bytes after its end.
	ErrTruncated = errors.New("the WIM archive is truncated")
	// ErrCorrupt says that the archive contradicts itself or the format.
	ErrCorrupt = errors.New("the WIM archive is corrupt")
	// ErrHash says that content differs from what was captured.
	ErrHash = errors.New("the content does not match its SHA-1 hash")
	// ErrUnsupported says that the archive uses a variant of the format that
	// this package does not read; the message names it.
	ErrUnsupported = errors.New("this kind of WIM archive is not supported")
	// ErrEncrypted says that a file's content is encrypted.
	ErrEncrypted = errors.New("the file is encrypted")
	// ErrTooLarge says that the archive exceeds one of the [Limits].
	ErrTooLarge = errors.New("the WIM archive is too large")
)

// corrupt is an [ErrCorrupt] that says what is wrong.
func corrupt(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
}

// unsupported is an [ErrUnsupported] that names the variant.
func unsupported(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnsupported, fmt.Sprintf(format, args...))
}

// tooLarge is an [ErrTooLarge] that names what exceeds its limit.
func tooLarge(what string, got, limit int64) error {
	return fmt.Errorf("%w: %s is %d, allowed are %d", ErrTooLarge, what, got, limit)
}
