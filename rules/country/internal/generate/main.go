package main

import (
	"fmt"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func main() {
	namer := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err != nil {
				continue
			}
			fmt.Println(string(a)+string(b), r, r.ISO3(), r.IsCountry(), r.IsGroup(), r.IsPrivateUse(), namer.Name(r), "canon", r.Canonicalize())
		}
	}
}
