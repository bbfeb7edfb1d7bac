package provisioning

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Elements of apndatabase.xml.
const (
	operatorList           = "OperatorList" // the root
	operatorElement        = "Operator"
	hardwareIDList         = "HardwareIdList"
	connectionInfoList     = "ConnectionInfoList"
	connectionInfo         = "ConnectionInfo"
	trustedCertificateList = "TrustedCertificateList"
	trustedCertificate     = "TrustedCertificate"
)

// named is an attribute that holds a setting.
type named struct {
	attribute string
	setting   cosa.Setting
}

// Attributes of Operator beside its name, of ConnectionInfo and of
// TrustedCertificate.
var (
	operatorSIM         = []named{{"AccountExperienceURL", cosa.AccountExperienceURL}}
	operatorConnections = []named{{"OperatorGUID", cosa.CarrierGUID}}

	connectionAttributes = []named{
		{"AccessString", cosa.AccessString},
		{"Username", cosa.UserName},
		{"Password", cosa.Password},
		{"FriendlyName", cosa.FriendlyName},
		{"Purchase", cosa.PurchaseFlag},
		{"Internet", cosa.ConnectFlag},
		{"AutoConnectOrder", cosa.AutoConnectOrder},
		{"Compression", cosa.Compression},
		{"AuthProtocol", cosa.AuthProtocol},
	}
	certificateAttributes = []named{
		{"SubjectName", cosa.CertSubjectName},
		{"IssuerName", cosa.CertIssuerName},
	}
)

// operator makes the rows of an Operator element, which loses what is taken
// from it.
func (r *reader) operator(e *element, at cosa.Place) {
	own := &part{at: at}
	own.line, _ = r.at(e.offset)
	target := at
	if ids := e.child(hardwareIDList); ids != nil {
		target = r.place(ids.offset, at, hardwareIDList, 0)
	}
	r.operatorName(own, e)
	r.attributes(own, e, operatorSIM)
	r.attributes(own, e, operatorConnections)
	r.certificate(own, e)
	connections := r.connectionInfos(e, own)
	if text := fragment(e); text != "" {
		own.add(cosa.ProfileXML, text, at)
	}
	for _, c := range connections {
		r.b.Row(c.line)
		r.b.Profile(r.profile)
		r.b.Sections([4]cosa.Place{
			cosa.SectionProfile: at, cosa.SectionTarget: target, cosa.SectionSIM: at, cosa.SectionConnection: c.at,
		})
		r.hand(own)
		r.hand(c)
		r.rows++
	}
	r.profile++
}

// operatorName reads the name, Operator (Country). One that is not written so
// stays with the element as well.
func (r *reader) operatorName(p *part, e *element) {
	name := e.attr("name")
	if name == nil {
		return
	}
	at := r.place(name.offset, p.at, name.name.Local, 0)
	operator, country := splitName(name.value)
	p.add(cosa.Operator, operator, at)
	if cosa.CountryRegion.Clean(country) == "" {
		country = ""
	} else {
		p.add(cosa.CountryRegion, country, at)
	}
	if joinName(operator, country) == name.value && cosa.Operator.Clean(operator) != "" {
		at := name.offset
		e.attrs = slices.DeleteFunc(e.attrs, func(a attribute) bool { return a.offset == at })
	}
}

// attributes takes the attributes that are settings. A blank one stays with
// the element too: it tells where the value is missing.
func (r *reader) attributes(p *part, e *element, of []named) {
	given := make(map[cosa.Setting]bool)
	var kept []attribute
	for _, a := range e.attrs {
		if n, ok := settingOf(a, of); ok && !given[n] {
			given[n] = true
			p.add(n, a.value, r.place(a.offset, p.at, a.name.Local, 0))
			if n.Clean(a.value) != "" {
				continue
			}
		}
		kept = append(kept, a)
	}
	e.attrs = kept
}

// settingOf finds the setting that an attribute holds.
func settingOf(a attribute, of []named) (cosa.Setting, bool) {
	for _, n := range of {
		if a.name.Space == "" && strings.EqualFold(a.name.Local, n.attribute) {
			return n.setting, true
		}
	}
	return cosa.NoSetting, false
}

// certificate reads the operator's certificate where there is exactly one, as
// the settings can tell no more.
func (r *reader) certificate(p *part, e *element) {
	list := e.child(trustedCertificateList)
	if list == nil || e.twin(list) != nil || len(list.attrs) > 0 || len(list.children) != 1 {
		return
	}
	c := list.children[0]
	if !c.is(trustedCertificate) || len(c.children) > 0 || c.text != "" || len(c.attrs) != 2 {
		return
	}
	for _, n := range certificateAttributes {
		if a := c.attr(n.attribute); a == nil || n.setting.Clean(a.value) == "" {
			return
		}
	}
	at := &part{at: r.place(c.offset, p.at, trustedCertificate, 0)}
	r.attributes(at, c, certificateAttributes)
	p.values = append(p.values, at.values...)
	e.remove(list)
}

// connectionInfos takes the connections out of an operator. Where it has
// none, a row stands for the operator itself.
func (r *reader) connectionInfos(e *element, own *part) []*part {
	none := &part{at: own.at, line: own.line}
	var list []*part
	seen := make(map[string]int)
	var kept []*element
	for _, container := range e.children {
		if container.is(connectionInfoList) {
			none.at = r.place(container.offset, own.at, connectionInfoList, 0)
			for _, c := range container.take(connectionInfo) {
				p := &part{at: r.item(c.offset, own.at, connectionInfo, len(list)), carrier: cosa.ConnectionXML, left: c}
				p.line, _ = r.at(c.offset)
				r.attributes(p, c, connectionAttributes)
				p.distinct(seen)
				list = append(list, p)
			}
			if container.empty() {
				continue
			}
		}
		kept = append(kept, container)
	}
	e.children = kept
	if len(list) == 0 {
		return []*part{none}
	}
	return list
}
