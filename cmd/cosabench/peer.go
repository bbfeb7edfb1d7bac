package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"

	"github.com/cosakit/cosa/spreadsheet/peer"
	"gopkg.in/yaml.v3"
)

// Names of what this program does as a peer of cosa, in a child of itself.
const (
	getRowsPeer  = "get-rows"
	streamPeer   = "stream-writer"
	setCellPeer  = "set-cell-value"
	nodeTreePeer = "node-tree"
	csvPeer      = "csv"
)

// peer does the named thing with the paths given as arguments and prints its
// answer.
func (o options) peer(name string, args []string, stdout io.Writer) error {
	paths := map[string]int{getRowsPeer: 1, streamPeer: 1, setCellPeer: 1, nodeTreePeer: 1, csvPeer: 1}
	if want, known := paths[name]; !known || len(args) < want {
		return fmt.Errorf("-peer: there is no %q of %d files", name, len(args))
	}
	var n int
	var err error
	switch name {
	case getRowsPeer:
		n, err = peer.GetRows(args[0])
	case streamPeer:
		n, err = peer.StreamRows(args[0], o.source(args[1:]))
	case setCellPeer:
		n, err = peer.SetCells(args[0], o.source(args[1:]))
	case nodeTreePeer:
		n, err = nodeTree(args[0])
	case csvPeer:
		n, err = countCSV(args[0])
	}
	if err == nil {
		_, err = fmt.Fprintln(stdout, n)
	}
	return err
}

// source gives the rows to write, headers first: those of the CSV file, or
// else generated ones.
func (o options) source(files []string) func(row func(cells []string) error) error {
	if len(files) > 0 {
		return func(row func(cells []string) error) error { return eachRecord(files[0], row) }
	}
	return func(row func(cells []string) error) error {
		if err := row(headers()); err != nil {
			return err
		}
		return sheet{rows: o.rows[0], seed: o.seed}.each(row)
	}
}

func eachRecord(path string, each func(cells []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.ReuseRecord = true
	for {
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = each(record)
		}
		if err != nil {
			return err
		}
	}
}

// countCSV reads a CSV file and returns how many cells it fills.
func countCSV(path string) (n int, err error) {
	err = eachRecord(path, func(cells []string) error {
		n += filled(cells)
		return nil
	})
	return n, err
}

func filled(cells []string) int {
	n := 0
	for _, text := range cells {
		if text != "" {
			n++
		}
	}
	return n
}

// nodeTree decodes a YAML file to one tree of nodes, which keeps every text as
// it is written and its place, as cosa does, and returns how many profiles it
// holds.
func nodeTree(path string) (int, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	var document yaml.Node
	if err := yaml.NewDecoder(file).Decode(&document); err != nil {
		return 0, err
	}
	root := document.Content[0]
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "profiles" {
			return len(root.Content[i+1].Content), nil
		}
	}
	return 0, fmt.Errorf("%s holds no profiles", path)
}
