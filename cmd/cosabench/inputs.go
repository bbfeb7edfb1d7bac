package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// inputKind is a kind of file that the jobs read.
type inputKind struct {
	name  string
	ext   string
	write func(w *bufio.Writer, n int, seed uint64) error
}

// Names of the kinds.
const (
	workbookInput = "workbook"
	editedInput   = "edited"
	csvInput      = "csv"
	yamlInput     = "yaml"
	profilesInput = "profiles"
	simsInput     = "sims"
	listInput     = "list"
	tableInput    = "table"
	baseInput     = "bulk"
)

func inputKinds() []inputKind {
	return []inputKind{
		{name: workbookInput, ext: ".xlsx", write: func(w *bufio.Writer, n int, seed uint64) error {
			return writeWorkbook(w, sheet{rows: n, seed: seed})
		}},
		{name: editedInput, ext: ".xlsx", write: func(w *bufio.Writer, n int, seed uint64) error {
			return writeWorkbook(w, sheet{rows: n, seed: seed, edited: true})
		}},
		{name: csvInput, ext: ".csv", write: func(w *bufio.Writer, n int, seed uint64) error {
			return writeCSV(w, sheet{rows: n, seed: seed})
		}},
		{name: yamlInput, ext: ".yaml", write: func(w *bufio.Writer, n int, seed uint64) error {
			return writeYAML(w, sheet{rows: n, seed: seed})
		}},
		{name: profilesInput, ext: ".yaml", write: writeProfiles},
		{name: simsInput, ext: ".txt", write: writeSIMs},
		{name: listInput, ext: ".txt", write: writeList},
		{name: tableInput, ext: ".csv", write: writeTable},
		{name: baseInput, ext: ".yaml", write: func(w *bufio.Writer, _ int, _ uint64) error {
			_, err := w.WriteString(bulkProfile)
			return err
		}},
	}
}

// writeInput writes a file of n items of the named kind, or of n ranges of the
// named shape.
func writeInput(path, name string, n int, seed uint64) error {
	for _, kind := range inputKinds() {
		if kind.name == name {
			return writeFile(path, func(w *bufio.Writer) error { return kind.write(w, n, seed) })
		}
	}
	return writeRanges(path, name, n, seed)
}

// input returns the path of a generated file, which is made when it is first
// asked for.
func (m *machine) input(name string, n int) (string, error) {
	for _, kind := range inputKinds() {
		if kind.name != name {
			continue
		}
		path := filepath.Join(m.dir, fmt.Sprintf("%s-%d-%d%s", name, n, m.seed, kind.ext))
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
		fmt.Fprintf(m.progress, "generating %s of %d\n", name, n)
		part := path + ".part"
		if err := m.apart("-generate", part, "-shape", name, "-rows", fmt.Sprint(n), "-seed", fmt.Sprint(m.seed)); err != nil {
			return "", err
		}
		return path, os.Rename(part, path)
	}
	return "", fmt.Errorf("there is no input %q", name)
}

// writeProfiles writes n profiles of one target and one connection as YAML,
// about 730 bytes each.
func writeProfiles(w *bufio.Writer, n int, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, seed))
	if _, err := w.WriteString("version: 1\ndefaults:\n  updateType: Add\nprofiles:\n"); err != nil {
		return err
	}
	block := uint64(0)
	for i := range n {
		block += 1 + r.Uint64N(3)
		_, err := fmt.Fprintf(w, `  - operator: Contoso %[1]d
    country: Argentina
    updateType: Add
    targets:
      - mcc: "999"
        mnc: "70"
        spn: Contoso Mobile
        iccid: {start: "89%013[2]d0000", end: "89%013[2]d9999"}
    sim:
      supportDataMarketplace: Yes
      dataMarketplaceRoamingUIEnabled: 1
      appID: Microsoft.OneConnect_8wekyb3d8bbwe!App
      brandingName: Contoso %[1]d
      brandingIcon: contoso.ico
    connections:
      - accessString: internet%[1]d.contoso.example
        friendlyName: Contoso Internet %[1]d
        ipType: IPv4v6
        purposeGroups: [Internet]
        alwaysOn: true
        autoConnectOrder: 1
        authProtocol: NONE
        compression: DISABLE
        roaming: 1
`, i, block)
		if err != nil {
			return err
		}
	}
	return nil
}

// Of the list of ranges that SIMs are compared with.
const (
	listed    = 10_000 // ranges
	perListed = 10_000 // numbers of a range; as many lie between it and the next
	strays    = 1000   // one SIM of so many is in no range
)

// writeList writes n ranges of ICCIDs with gaps, one START-END a line.
func writeList(w *bufio.Writer, n int, _ uint64) error {
	for i := range n {
		if _, err := fmt.Fprintf(w, "89%013d0000-89%013d9999\n", 2*i, 2*i); err != nil {
			return err
		}
	}
	return nil
}

// writeSIMs writes n ICCIDs of all ranges of the list, in no order.
func writeSIMs(w *bufio.Writer, n int, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, seed))
	const first = 8_900_000_000_000_000_000
	var line []byte
	for i := range n {
		number := first + 2*r.Uint64N(listed)*perListed + r.Uint64N(perListed)
		if i%strays == 0 {
			number += perListed
		}
		line = append(strconv.AppendUint(line[:0], number, 10), '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// strayed is how many of n SIMs are in no range.
func strayed(n int) int { return (n + strays - 1) / strays }

// bulkProfile is what the profiles of [writeTable] have in common.
const bulkProfile = `version: 1
defaults:
  updateType: Add
profiles:
  - operator: "${operator}"
    country: "${country}"
    targets:
      - {mcc: "999", mnc: "70", spn: "${operator}", iccid: {start: "${start}", end: "${end}"}}
    sim:
      supportDataMarketplace: Yes
      dataMarketplaceRoamingUIEnabled: 1
      appID: Microsoft.OneConnect_8wekyb3d8bbwe!App
      brandingName: "${operator}"
      brandingIcon: contoso.ico
      hotspot: Always
    connections:
      - accessString: "${apn}"
        friendlyName: "${operator}"
        ipType: IPv4v6
        purposeGroups: [Internet]
        alwaysOn: true
        autoConnectOrder: 1
        authProtocol: NONE
        roaming: 1
`

// writeTable writes n lines of ranges, twenty an operator.
func writeTable(w *bufio.Writer, n int, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, seed))
	if _, err := w.WriteString("operator,country,start,end,apn\n"); err != nil {
		return err
	}
	block := uint64(0)
	for i := range n {
		block += 1 + r.Uint64N(3)
		operator := i / 20
		if _, err := fmt.Fprintf(w, "Contoso %[1]d,Argentina,89%013[2]d0000,89%013[2]d9999,internet%[1]d.contoso.example\n", operator, block); err != nil {
			return err
		}
	}
	return nil
}
