package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// These make the function that reads what a program printed, and refuses
// another answer than the right one: a program that does less is not compared.

// says wants one number and nothing else.
func says(want int) func(stdout []byte) (float64, error) {
	return func(stdout []byte) (float64, error) {
		if text := strings.TrimSpace(string(stdout)); text != strconv.Itoa(want) {
			return 0, fmt.Errorf("the answer is %q, want %d", text, want)
		}
		return 0, nil
	}
}

// tells wants a number in the words around it; # stands for it.
func tells(words string, want int) func(stdout []byte) (float64, error) {
	before, after, _ := strings.Cut(words, "#")
	pattern := regexp.MustCompile(regexp.QuoteMeta(before) + `([0-9,]+)` + regexp.QuoteMeta(after))
	return func(stdout []byte) (float64, error) {
		found := pattern.FindSubmatch(stdout)
		if found == nil || strings.ReplaceAll(string(found[1]), ",", "") != strconv.Itoa(want) {
			return 0, fmt.Errorf("%q does not say %q of %d", stdout, words, want)
		}
		return 0, nil
	}
}
