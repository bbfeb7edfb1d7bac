// Command cosa checks and writes COSA/APN submissions for Windows.
package main

import (
	"os"

	"github.com/cosakit/cosa/cmd"
)

func main() {
	os.Exit(cmd.Main(os.Args[1:], cmd.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
