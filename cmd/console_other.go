//go:build !windows

package cmd

import "os"

// obeysColors reports whether the terminal obeys escape sequences.
func obeysColors(*os.File) bool { return true }
