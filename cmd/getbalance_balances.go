package cmd

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/form"
	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/endpoint"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
	"github.com/cosakit/cosa/cosa/ranges"
)

// balanceKey is a key of an item of the file of balances.
type balanceKey struct {
	key string
	set func(b *endpoint.Balance, text string) error
}

// keyICCID is the key that names the SIMs of a balance.
const keyICCID = "iccid"

var balanceKeys = []balanceKey{
	{keyICCID, func(b *endpoint.Balance, text string) (err error) {
		if !strings.Contains(text, "-") {
			number, fault := ranges.ParseNumber(cosa.ICCID, text)
			if fault != "" {
				return fmt.Errorf("%q %s", text, fault)
			}
			b.SIMs = number
			return nil
		}
		b.SIMs, err = ranges.Parse(cosa.ICCID, text)
		return err
	}},
	{mobileplans.MemberID, func(b *endpoint.Balance, text string) error {
		b.ID = text
		return nil
	}},
	{mobileplans.MemberType, func(b *endpoint.Balance, text string) error {
		b.Type = text
		return choice("type", text, mobileplans.BalanceTypeNames())
	}},
	{mobileplans.MemberDataRemaining, func(b *endpoint.Balance, text string) (err error) {
		b.DataRemaining, err = strconv.ParseFloat(text, 64)
		if err != nil || b.DataRemaining < 0 || math.IsInf(b.DataRemaining, 0) || math.IsNaN(b.DataRemaining) {
			return fmt.Errorf("%q is no number of megabytes; want 0 or more, as in 123.5", text)
		}
		return nil
	}},
	{mobileplans.MemberTimeRemaining, func(b *endpoint.Balance, text string) error {
		b.TimeRemaining = text
		_, err := getbalance.ParseDuration(text)
		return err
	}},
	{"locations", func(b *endpoint.Balance, text string) error {
		for _, code := range strings.Split(text, ",") {
			code = strings.TrimSpace(code)
			if !endpoint.IsLocation(code) {
				return fmt.Errorf("%q is no code of a country or region, two capital letters as in US", code)
			}
			b.Locations = append(b.Locations, code)
		}
		return nil
	}},
}

// readBalances reads what an endpoint is to answer.
func (p *program) readBalances(path string) ([]endpoint.Balance, error) {
	keys := make([]string, len(balanceKeys))
	for i := range balanceKeys {
		keys[i] = balanceKeys[i].key
	}
	var items []form.Balance
	err := p.stream(path, standardStream, func(name string, r io.Reader) (err error) {
		items, err = form.ReadBalances(name, r, keys)
		return err
	})
	if err != nil {
		return nil, err
	}
	list := make([]endpoint.Balance, len(items))
	for i, item := range items {
		b := &list[i]
		*b = endpoint.Balance{ID: strconv.Itoa(i + 1), TimeRemaining: mobileplans.NoTimeRemaining}
		for _, v := range item.Values {
			if err := balanceKeys[slices.Index(keys, v.Key)].set(b, v.Text); err != nil {
				return nil, &cosa.ReadError{Position: v.Position, Problem: v.Key + ": " + err.Error()}
			}
		}
		for _, required := range []struct{ key, text string }{{keyICCID, b.SIMs.Start}, {mobileplans.MemberType, b.Type}} {
			if required.text == "" {
				return nil, &cosa.ReadError{
					Position: item.Position, Problem: fmt.Sprintf("the balance has no %s", required.key),
					Hint: "iccid is an ICCID or START-END, type is " + orList(mobileplans.BalanceTypeNames()),
				}
			}
		}
	}
	return list, nil
}
