package endpoint

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/cosakit/cosa/cosa/mobileplans"
)

// query is what a request asks for.
type query struct {
	full     bool
	limit    int    // -1 for none
	location string // "" for everywhere
}

// query reads the parameters. wrong names the first that is faulty.
func (e *Endpoint) query(raw string) (q query, wrong string) {
	q.limit = -1
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q, "query"
	}
	for _, name := range []string{mobileplans.ParameterTemplate, mobileplans.ParameterLimit, mobileplans.ParameterLocation} {
		if len(values[name]) > 1 {
			return q, name
		}
	}
	if wrong := e.demanded(values); wrong != "" {
		return q, wrong
	}
	if !e.template(values, &q) {
		return q, mobileplans.ParameterTemplate
	}
	if !e.limit(values, &q) {
		return q, mobileplans.ParameterLimit
	}
	if !e.location(values, &q) {
		return q, mobileplans.ParameterLocation
	}
	return q, ""
}

// demanded names a parameter that is missing where the fault is to demand it.
func (e *Endpoint) demanded(values url.Values) string {
	missing := 0
	for _, p := range []struct{ name, fault string }{
		{mobileplans.ParameterTemplate, templateDemanded},
		{mobileplans.ParameterLimit, limitDemanded},
		{mobileplans.ParameterLocation, locationDemanded},
	} {
		if values.Has(p.name) {
			continue
		}
		if missing++; e.faulty(p.fault) || missing == 2 && e.faulty(parametersDemanded) {
			return p.name
		}
	}
	return ""
}

func (e *Endpoint) template(values url.Values, q *query) bool {
	switch text := values.Get(mobileplans.ParameterTemplate); {
	case strings.EqualFold(text, mobileplans.TemplateFull): // the documentation's table writes it with a capital
		q.full = true
	case text == "" || strings.EqualFold(text, mobileplans.TemplateBasic):
	default:
		return e.faulty(templateUnchecked)
	}
	return true
}

func (e *Endpoint) limit(values url.Values, q *query) bool {
	text := values.Get(mobileplans.ParameterLimit)
	if text == "" {
		return true
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err == nil && n >= 0 {
		q.limit = int(n)
		return true
	}
	isNumber := strings.Trim(text, "-0123456789") == ""
	return e.faulty(limitUnchecked) || e.faulty(limitText) && !isNumber
}

func (e *Endpoint) location(values url.Values, q *query) bool {
	text := values.Get(mobileplans.ParameterLocation)
	if text == "" {
		return !(values.Has(mobileplans.ParameterLocation) && e.faulty(emptyLocation))
	}
	if IsLocation(text) {
		q.location = text
		return true
	}
	return e.faulty(locationUnchecked) || e.faulty(locationNumber) && strings.Trim(text, "0123456789") == ""
}

// IsLocation reports whether a text is a code of a country or region, as
// requests write it: two capital letters of ISO 3166.
func IsLocation(text string) bool {
	region, err := language.ParseRegion(text)
	return err == nil && len(text) == 2 && text == strings.ToUpper(text) && region.IsCountry() && region.Canonicalize().String() == text
}
