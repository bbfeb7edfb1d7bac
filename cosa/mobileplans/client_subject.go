package mobileplans

import "crypto/x509/pkix"

// ClientSubject is the subject of the certificate with which Microsoft's
// service asks an operator's endpoint.
func ClientSubject() pkix.Name {
	return pkix.Name{
		Country: []string{"US"}, Province: []string{"WA"}, Locality: []string{"Redmond"},
		Organization: []string{"Microsoft Corporation"}, CommonName: "partners.datamart.windows.com",
	}
}

// IsClientSubject reports whether a certificate has the subject that Microsoft
// documents. The order of its parts does not count.
func IsClientSubject(name pkix.Name) bool {
	want := ClientSubject()
	return name.CommonName == want.CommonName && only(name.Country, want.Country[0]) && only(name.Province, want.Province[0]) &&
		only(name.Locality, want.Locality[0]) && only(name.Organization, want.Organization[0]) && len(name.OrganizationalUnit) == 0
}

func only(values []string, want string) bool { return len(values) == 1 && values[0] == want }
