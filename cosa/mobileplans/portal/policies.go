package portal

// Policy is one of the demands of the documentation on the design of an
// operator's portal, in our words.
type Policy struct {
	ID          string // stable, such as security-3
	Group       string
	Recommended bool // else it is required
	Text        string
}

// Policies lists the design policies in the order of the documentation.
func Policies() []Policy { return policies }

var policies = []Policy{
	{ID: "business-1", Group: "Business functions", Text: "Everything that the portal offers and shows obeys the laws and regulations of each country where it is offered."},
	{ID: "business-2", Group: "Business functions", Text: "The portal sells connectivity and nothing else."},
	{ID: "business-3", Group: "Business functions", Text: "What was bought works at once when the purchase is complete."},
	{ID: "business-4", Group: "Business functions", Text: "Each offer says clearly what it contains, and its terms can be read before it is bought."},
	{ID: "business-5", Group: "Business functions", Text: "The portal tells how to reach customer support."},
	{ID: "business-6", Group: "Business functions", Text: "The privacy policy can be read in the portal."},
	{ID: "business-7", Group: "Business functions", Text: "Account management, in the portal, on a site of its own or in an app, lets people act on their plans, cancelling included."},
	{ID: "business-8", Group: "Business functions", Recommended: true, Text: "After a purchase people get a confirmation of their order."},
	{ID: "security-1", Group: "Security", Text: "The portal delivers and installs no apps or modules of third parties or under their brands."},
	{ID: "security-2", Group: "Security", Text: "People are logged out securely before they leave the portal."},
	{ID: "security-3", Group: "Security", Text: "The portal's address, and all requests and notifications to and from it, use https."},
	{ID: "security-4", Group: "Security", Text: "All that the pages load and refer to uses https."},
	{ID: "advertising-1", Group: "Advertising", Text: "There are no advertisements, sponsored content, videos, large pictures, animations or maps."},
	{ID: "capabilities-1", Group: "Capabilities", Text: "At the least, a person can buy a data plan with an account at the operator."},
	{ID: "capabilities-2", Group: "Capabilities", Text: "The portal starts quickly and reacts to input until the person leaves it."},
	{ID: "capabilities-3", Group: "Capabilities", Text: "The portal keeps the focus until its flow is complete and it gave control back to the app, or the person cancelled."},
	{ID: "capabilities-4", Group: "Capabilities", Text: "No pop-ups, no further windows, and no way to other sites or apps but what the purchase needs."},
	{ID: "capabilities-5", Group: "Capabilities", Text: "Errors to be expected, such as a refused payment or a failing server, are handled, and a person can still leave afterwards."},
	{ID: "capabilities-6", Group: "Capabilities", Recommended: true, Text: "An error that the person can mend is shown together with how to reach support."},
	{ID: "usability-1", Group: "Usability", Text: "The pages are made for a frame of 800x600 and adapt when the app's window is resized."},
	{ID: "usability-2", Group: "Usability", Text: "Loading takes as little time and data as possible."},
	{ID: "usability-3", Group: "Usability", Text: "The portal is simple, easy to find one's way in, and guides where that is needed."},
	{ID: "usability-4", Group: "Usability", Text: "The pages look like a part of the app, not like an embedded browser: no buttons to close, maximise or minimise."},
	{ID: "usability-5", Group: "Usability", Text: "The layout is clean, and controls on the pages lead forward and back."},
	{ID: "usability-6", Group: "Usability", Text: "The portal works inside of the app's web control and never interferes with the app itself."},
	{ID: "usability-7", Group: "Usability", Text: "The pages are not cluttered with pictures, banners, long texts or links elsewhere."},
	{ID: "usability-8", Group: "Usability", Recommended: true, Text: "Where it applies there is a button on the page to cancel."},
	{ID: "usability-9", Group: "Usability", Recommended: true, Text: "Colours and fonts are the brand's own; together they make one picture."},
	{ID: "localization-1", Group: "Localization", Text: "The portal understands the language that the app passes on, and shows its content in it where it can."},
	{ID: "localization-2", Group: "Localization", Recommended: true, Text: "The portal is translated into the languages that the operator supports."},
	{ID: "localization-3", Group: "Localization", Recommended: true, Text: "The portal is much the same in all its languages; the plans may differ from region to region."},
	{ID: "accessibility-1", Group: "Accessibility", Recommended: true, Text: "People with disabilities can use the portal, by the guidelines in force where it is offered."},
}
