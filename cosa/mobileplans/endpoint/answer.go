package endpoint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans"
)

// write answers balances.
func (e *Endpoint) write(w http.ResponseWriter, balances []Balance, full bool) {
	var b bytes.Buffer
	b.WriteString("[")
	for i := range balances {
		if i > 0 {
			b.WriteString(",")
		}
		e.writeBalance(&b, &balances[i], full)
	}
	b.WriteString("]")
	body := `{"` + mobileplans.MemberBalances + `":` + b.String() + "}\n"
	if e.faulty(wrongShape) {
		body = b.String() + "\n"
	}
	if e.faulty(typographicQuotes) {
		body = typographic(body)
	}
	w.Header().Set("Content-Type", "application/json")
	if e.faulty(contentType) {
		w.Header().Set("Content-Type", "text/html")
	}
	_, _ = w.Write([]byte(body)) // the client may have gone
}

func (e *Endpoint) writeBalance(b *bytes.Buffer, balance *Balance, full bool) {
	kind, data, spelling, time := balance.Type, strconv.FormatFloat(balance.DataRemaining, 'f', -1, 64), mobileplans.MemberDataRemaining, balance.TimeRemaining
	if !strings.Contains(data, ".") {
		data += ".0"
	}
	switch e.config.Fault {
	case otherType:
		kind = mobileplans.NotSupported
		if balance.Type == kind {
			kind = mobileplans.MODirect
		}
	case unknownType:
		kind = "PREPAID"
	case dataAsText:
		data = `"` + data + `"`
	case otherSpelling:
		spelling = "dataRemainingMB"
	case badDuration:
		time = "23:23:00"
	}
	b.WriteString("{")
	if id := quoted(balance.ID); full && !e.faulty(noID) {
		if e.faulty(numericID) {
			id = "1"
		}
		fmt.Fprintf(b, "%q:%s,", mobileplans.MemberID, id)
	}
	fmt.Fprintf(b, "%q:%s,%q:%s", mobileplans.MemberType, quoted(kind), spelling, data)
	if !e.faulty(missingMember) {
		fmt.Fprintf(b, ",%q:%s", mobileplans.MemberTimeRemaining, quoted(time))
	}
	if e.faulty(duplicateMember) {
		fmt.Fprintf(b, ",%q:%s", mobileplans.MemberType, quoted(kind))
	}
	b.WriteString("}")
}

// quoted writes a JSON string.
func quoted(text string) string {
	b, _ := json.Marshal(text) // a string always can be
	return string(b)
}

// typographic writes quotation marks as word processors do.
func typographic(text string) string {
	var b strings.Builder
	open := true
	for _, r := range text {
		if r != '"' {
			b.WriteRune(r)
			continue
		}
		if open {
			b.WriteRune('“')
		} else {
			b.WriteRune('”')
		}
		open = !open
	}
	return b.String()
}

// refuseParameter says which parameter is wrong.
func (e *Endpoint) refuseParameter(w http.ResponseWriter, name string) {
	switch {
	case e.faulty(parameterUnnamed):
		e.refuse(w, http.StatusBadRequest, "", "bad request")
	case e.faulty(limitError) && name == mobileplans.ParameterLimit:
		e.refuse(w, http.StatusInternalServerError, "", "the fault limit-error")
	case e.faulty(locationNotFound) && name == mobileplans.ParameterLocation:
		e.refuse(w, http.StatusNotFound, "", "no such place")
	default:
		e.refuse(w, http.StatusBadRequest, name, "the parameter "+name+" is not valid")
	}
}

// refuse answers with an error, which names what is wrong with the request.
func (e *Endpoint) refuse(w http.ResponseWriter, status int, parameter, problem string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	body := `{"error":` + quoted(problem)
	if parameter != "" {
		body += `,"parameter":` + quoted(parameter)
	}
	_, _ = w.Write([]byte(body + "}\n")) // the client may have gone
}
