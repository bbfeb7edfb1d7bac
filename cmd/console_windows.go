package cmd

import (
	"os"

	"golang.org/x/sys/windows"
)

// obeysColors switches the console's escape sequences on, which older ones
// leave off, and reports whether it has them.
func obeysColors(f *os.File) bool {
	handle := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(handle, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
