package cosa

// Service is the service configuration of Mobile Plans: what the service is
// told of an operator beside what Windows reads in the profile. No device has
// it, so only the YAML and JSON form hold it, a section of the profile that it
// is for: a file may hold profiles of several operators, each with a brand and
// a portal of its own.
type Service struct {
	Position        Position // first key of the section
	BrandName       ServiceText
	Logo            ServiceText // path of a picture beside the file
	Countries       ServiceList // ISO 3166 codes
	PortalURI       ServiceText
	NotificationURI ServiceText
	GetBalanceURL   ServiceText
	ICCIDs          ServiceList // START-END; without an item, the ranges of the profile's targets
}

// ServiceText is one text of a service configuration.
type ServiceText struct {
	Text     string   // without what nobody sees
	Raw      string   // as the file holds it
	Position Position // of the value; of the section's first key where it is missing
	Wrong    bool     // it has the wrong shape, which the reader has reported
}

// Given reports that the text is not blank.
func (t *ServiceText) Given() bool { return t.Text != "" }

// ServiceList is a list of texts of a service configuration.
type ServiceList struct {
	Items    []ServiceText
	Position Position // of the list; of the section's first key where it is missing
	Wrong    bool     // it, or one of its items, has the wrong shape
}

// ServiceKey is a field of the service configuration: a text or a list.
type ServiceKey struct {
	Key     string // in the section mobilePlans of the YAML form
	Help    string
	Example string
	Text    func(*Service) *ServiceText // nil for a list
	List    func(*Service) *ServiceList // nil for a text
}

// ServiceKeys lists the fields in the order of the form.
func ServiceKeys() []ServiceKey { return serviceKeys }

var serviceKeys = []ServiceKey{
	{Key: "brandName", Help: "Name of the operator as Mobile Plans shows it.", Example: "Contoso",
		Text: func(s *Service) *ServiceText { return &s.BrandName }},
	{Key: "logo", Help: "Logo beside this file: a PNG or JPEG picture of 300x300 pixels without transparency.", Example: "contoso-logo.png",
		Text: func(s *Service) *ServiceText { return &s.Logo }},
	{Key: "countries", Help: "Countries that the offer is for, as ISO 3166 codes.", Example: "AR",
		List: func(s *Service) *ServiceList { return &s.Countries }},
	{Key: "portalURI", Help: "Web portal where users buy a plan: https, without a port.", Example: "https://portal.contoso.example/plans",
		Text: func(s *Service) *ServiceText { return &s.PortalURI }},
	{Key: "notificationURI", Help: "Where the service sends notifications: https, without a port.", Example: "https://notify.contoso.example/mobileplans",
		Text: func(s *Service) *ServiceText { return &s.NotificationURI }},
	{Key: "getBalanceURL", Help: "Base address of the GetBalance service: https.", Example: "https://balance.contoso.example/v1",
		Text: func(s *Service) *ServiceText { return &s.GetBalanceURL }},
	{Key: "iccids", Help: "ICCID ranges that the offer is for, START-END each. Without it, those of the profile's targets.", Example: "8954310000000000000-8954310099999999999",
		List: func(s *Service) *ServiceList { return &s.ICCIDs }},
}

// placedService is a service configuration and a row of its profile.
type placedService struct {
	row     int
	service *Service
}

// Service gives the profile of the current row a service configuration. The
// first one that a profile is given counts.
func (b *Builder) Service(service *Service) {
	b.s.services = append(b.s.services, placedService{b.row, service})
}

// Service returns the profile's service configuration, nil where it has none.
func (p *Profile) Service() *Service { return p.service }

// Services counts the profiles that have a service configuration.
func (s *Submission) Services() int {
	n := 0
	for i := range s.profiles {
		if s.profiles[i].service != nil {
			n++
		}
	}
	return n
}

// placeServices gives the profiles their service configurations.
func (s *Submission) placeServices() {
	for _, placed := range s.services {
		if p := &s.profiles[s.owner[placed.row-s.first]]; p.service == nil {
			p.service = placed.service
		}
	}
}
