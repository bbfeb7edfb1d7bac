package cosa

// The settings, in the order of a workbook's columns.
const (
	UpdateType Setting = iota
	CountryRegion
	Operator
	MCC
	MNC
	SPN
	PNN
	GID1
	IMSIStart
	IMSIEnd
	ICCIDStart
	ICCIDEnd
	ESIMProv
	UIName
	UIOrder
	AccountExperienceURL
	AppID
	SupportDataMarketplace
	DataMarketplaceRoamingUIEnabled
	BrandingName
	BrandingIcon
	UseBrandingNameOnRoaming
	Hotspot
	EnableAutoSlotSwitch
	WifiProfiles
	FriendlyName
	AccessString
	UserName
	Password
	AuthProtocol
	Compression
	AutoConnectOrder
	AlwaysOn
	PurposeGroups
	IPType
	Roaming
	CDMAProviderID
	CDMAProviderName
	GSMProviderName
	CertIssuerName
	CertSubjectName
	CarrierGUID
	PurchaseFlag
	ConnectFlag
	ProfileID
	ProfileXML
	TargetXML
	ConnectionXML
	settingEnd
)

// NoSetting stands where a finding is about no setting in particular.
const NoSetting = settingEnd

// settings is the settings table. The facts are those of Microsoft's pages
// named in Page, in the mobilebroadband section of its documentation.
var settings = [...]Spec{
	UpdateType: {
		Setting: UpdateType, Header: "UpdateType", Key: "updateType",
		Kind: KindRow, Section: SectionProfile, Required: Required, Type: TypeChoice,
		Choices: updateTypes, Since: "1703", Page: pagePlanning,
		Help:    "What this row does to the operator's entry: Add or Change it, Keep it as it is, or Delete it.",
		Example: "Add",
	},
	CountryRegion: {
		Setting: CountryRegion, Header: "Country/Region", Key: "country",
		Aliases: []string{"Country", "Region"},
		Kind:    KindRow, Section: SectionProfile, Required: Required, Type: TypeText,
		Since: "1703", Page: pagePlanning,
		Help:    "Name of the country or region as Windows writes it; together with Operator it identifies the profile.",
		Example: "Argentina",
	},
	Operator: {
		Setting: Operator, Header: "Operator", Key: "operator",
		Kind: KindRow, Section: SectionProfile, Required: Required, Type: TypeText,
		Since: "1703", Page: pagePlanning,
		Help:    "Name of the operator without the country, in the same spelling and capitals on every row.",
		Example: "Contoso",
	},
	MCC: {
		Setting: MCC, Header: "MCC", Key: "mcc", Element: "Mcc",
		Kind: KindTarget, Section: SectionTarget, Required: Conditional, Type: TypeDigits,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "Mobile country code, exactly 3 digits; optional where an ICCID range is given.",
		Example: "722",
	},
	MNC: {
		Setting: MNC, Header: "MNC", Key: "mnc", Element: "Mnc",
		Kind: KindTarget, Section: SectionTarget, Required: Conditional, Type: TypeDigits,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "Mobile network code, 2 or 3 digits; 21 and 021 are different networks.",
		Example: "310",
	},
	SPN: {
		Setting: SPN, Header: "SPN", Key: "spn", Element: "SPN",
		Aliases: []string{"Service Provider Name"},
		Kind:    KindTarget, Section: SectionTarget, Required: Optional, Type: TypeText,
		Since: "1703", Page: pageSettings,
		Help:    "Service provider name on the SIM; case matters.",
		Example: "Contoso Travel",
	},
	PNN: {
		Setting: PNN, Header: "PNN", Key: "pnn", Element: "PNN",
		Kind: KindTarget, Section: SectionTarget, Required: Optional, Type: TypeText,
		Since: "1703", Page: pageOldSettings,
		Help:    "PLMN network name on the SIM; case matters.",
		Example: "Contoso Net",
	},
	GID1: {
		Setting: GID1, Header: "GID1", Key: "gid1", Element: "GID1",
		Kind: KindTarget, Section: SectionTarget, Required: Optional, Type: TypeHex,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "Group identifier level 1 of the SIM, in hexadecimal digits.",
		Example: "53FF",
	},
	IMSIStart: {
		Setting: IMSIStart, Header: "IMSI Range - Start", Key: "imsi.start", Element: "IMSI",
		Aliases: []string{"IMSIRange - Start"},
		Kind:    KindTarget, Section: SectionTarget, Required: Optional, Type: TypeDigits,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "First IMSI of the range: 15 digits that begin with MCC and MNC and end in 00.",
		Example: "722310000000000",
	},
	IMSIEnd: {
		Setting: IMSIEnd, Header: "IMSI Range - End", Key: "imsi.end", Element: "IMSI",
		Aliases: []string{"IMSIRange - End"},
		Kind:    KindTarget, Section: SectionTarget, Required: Optional, Type: TypeDigits,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "Last IMSI of the range: 15 digits that begin with MCC and MNC and end in 99.",
		Example: "722310999999999",
	},
	ICCIDStart: {
		Setting: ICCIDStart, Header: "ICCID Range - Start", Key: "iccid.start", Element: "ICCID",
		Aliases: []string{"ICCIDRange - Start"},
		Kind:    KindTarget, Section: SectionTarget, Required: Conditional, Type: TypeDigits,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "First ICCID of the range: 19 or 20 digits that begin with 89 and end in 00, in a cell formatted as Text; required for Mobile Plans.",
		Example: "8954310000000000000",
	},
	ICCIDEnd: {
		Setting: ICCIDEnd, Header: "ICCID Range - End", Key: "iccid.end", Element: "ICCID",
		Aliases: []string{"ICCIDRange - End"},
		Kind:    KindTarget, Section: SectionTarget, Required: Conditional, Type: TypeDigits,
		Since: "1703", Marked: true, Page: pageSettings,
		Help:    "Last ICCID of the range: as many digits as the start, ending in 99, in a cell formatted as Text; required for Mobile Plans.",
		Example: "8954310099999999999",
	},
	ESIMProv: {
		Setting: ESIMProv, Header: "ESIM_PROV", Key: "esimProv", Element: "ESIM_PROV",
		Kind: KindTarget, Section: SectionTarget, Required: Optional, Type: TypeBoolean,
		Choices: trueFalse, Default: "false", Since: "1709", Page: pageSettings,
		Help:    "true for the provisioning profile of an eSIM; required if the operator has such profiles.",
		Example: "true",
	},
	UIName: {
		Setting: UIName, Header: "UIName", Key: "uiName", Element: "uiname",
		Kind: KindTarget, Section: SectionTarget, Required: Optional, Type: TypeText,
		Since: "1709", Page: pageSettings,
		Help:    "Name shown in Settings where targets cannot tell entries apart.",
		Example: "Contoso Prepaid",
	},
	UIOrder: {
		Setting: UIOrder, Header: "UIOrder", Key: "uiOrder", Element: "uiorder",
		Kind: KindTarget, Section: SectionTarget, Required: Conditional, Type: TypeInteger,
		Default: "0", Since: "1709", Page: pageSettings,
		Help:    "Place of UIName in the list, 0 or more; required if UIName is given.",
		Example: "0",
	},
	AccountExperienceURL: {
		Setting: AccountExperienceURL, Header: "AccountExperienceURL", Key: "accountExperienceURL", Element: "AccountExperienceURL",
		Aliases: []string{"Account Experience URL"},
		Kind:    KindSIM, Section: SectionSIM, Required: Optional, Type: TypeURL,
		Since: "1703", Page: pageSettings,
		Help:    "Web page that \"View my account\" opens; hidden if AppID is also given.",
		Example: "https://contoso.example/account",
	},
	AppID: {
		Setting: AppID, Header: "AppID", Key: "appID", Element: "AppID",
		Aliases: []string{"App ID"},
		Kind:    KindSIM, Section: SectionSIM, Required: Optional, Type: TypeToken,
		Since: "1803", Page: pageSettings,
		Help:    "App that \"View my account\" opens, as PackageFamilyName!AppId; Mobile Plans is Microsoft.OneConnect_8wekyb3d8bbwe!App.",
		Example: "Microsoft.OneConnect_8wekyb3d8bbwe!App",
	},
	SupportDataMarketplace: {
		Setting: SupportDataMarketplace, Header: "SupportDataMarketplace", Key: "supportDataMarketplace", Element: "SupportDataMarketplace",
		Aliases: []string{"Data Marketplace support", "DataMarketplaceSupport"},
		Kind:    KindSIM, Section: SectionSIM, Required: Conditional, Type: TypeBoolean,
		Choices: yesNo, Default: "No", Since: "1703", Page: pageMobilePlans,
		Help:    "Yes turns Mobile Plans on for these SIMs; required for Mobile Plans.",
		Example: "Yes",
	},
	DataMarketplaceRoamingUIEnabled: {
		Setting: DataMarketplaceRoamingUIEnabled, Header: "DataMarketplaceRoamingUIEnabled", Key: "dataMarketplaceRoamingUIEnabled", Element: "DataMarketplaceRoamingUIEnabled",
		Aliases: []string{"DataMarketPlace Roaming UI Enabled"},
		Kind:    KindSIM, Section: SectionSIM, Required: Conditional, Type: TypeBoolean,
		Choices: oneZero, Default: "1", Since: "1709", Page: pageMobilePlans,
		Help:    "1 shows the roaming indicator abroad, 0 never does; required for Mobile Plans.",
		Example: "1",
	},
	BrandingName: {
		Setting: BrandingName, Header: "BrandingName", Key: "brandingName", Element: "BrandingName",
		Aliases: []string{"Branding Name"},
		Kind:    KindSIM, Section: SectionSIM, Required: Optional, Type: TypeText,
		Since: "1709", Page: pageSettings,
		Help:    "Name shown instead of the network's own.",
		Example: "Contoso",
	},
	BrandingIcon: {
		Setting: BrandingIcon, Header: "BrandingIcon", Key: "brandingIcon", Element: "BrandingIcon",
		Aliases: []string{"Branding Icon"},
		Kind:    KindSIM, Section: SectionSIM, Required: Optional, Type: TypeFiles,
		Since: "1709", Page: pageSettings,
		Help:    "File name of an .ico with thirteen images, sent beside the workbook.",
		Example: "contoso.ico",
	},
	UseBrandingNameOnRoaming: {
		Setting: UseBrandingNameOnRoaming, Header: "UseBrandingNameOnRoaming", Key: "useBrandingNameOnRoaming", Element: "UseBrandingNameOnRoaming",
		Aliases: []string{"Use Branding Name On Roaming", "Use Branding On Roaming"},
		Kind:    KindSIM, Section: SectionSIM, Required: Optional, Type: TypeChoice,
		Choices: brandingRoaming, Default: "0", Since: "1709", Page: pageSettings,
		Help:    "Where the branding name is shown: 0 home only, 1 home and domestic roaming, 2 everywhere.",
		Example: "0",
	},
	Hotspot: {
		Setting: Hotspot, Header: "Hotspot", Key: "hotspot", Element: "HotSpot",
		Kind: KindSIM, Section: SectionSIM, Required: Optional, Type: TypeChoice,
		Choices: hotspots, Default: "Always", Since: "1803", Page: pageSettings,
		Help:    "Whether the mobile hotspot may be used; EntitlementCheckRequired needs a companion app in AppID.",
		Example: "Always",
	},
	EnableAutoSlotSwitch: {
		Setting: EnableAutoSlotSwitch, Header: "EnableAutoSlotSwitch", Key: "enableAutoSlotSwitch", Element: "EnableAutoSlotSwitch",
		Kind: KindSIM, Section: SectionSIM, Required: Optional, Type: TypeBoolean,
		Choices: trueFalse, Default: "false", Since: "11", Page: pageSettings,
		Help:    "true lets Windows switch the SIM slot by itself.",
		Example: "false",
	},
	WifiProfiles: {
		Setting: WifiProfiles, Header: "WifiProfiles", Key: "wifiProfiles", Element: "WifiProfiles",
		Kind: KindSIM, Section: SectionSIM, Required: Optional, Type: TypeFiles,
		Since: "11", Page: pageSettings,
		Help:    "Relative paths of .xml files that hold a WLANProfile, separated by commas.",
		Example: "wifi/contoso.xml",
	},
	FriendlyName: {
		Setting: FriendlyName, Header: "FriendlyName", Key: "friendlyName", Element: "FriendlyName",
		Aliases: []string{"Friendly Name"},
		Kind:    KindConnection, Section: SectionConnection, Required: Optional, Type: TypeText,
		MaxLen: 255, Since: "1703", Page: pageSettings,
		Help:    "Name of the connection, shown when Windows cannot connect by itself; at most 255 characters.",
		Example: "Contoso Internet",
	},
	AccessString: {
		Setting: AccessString, Header: "AccessString", Key: "accessString", Element: "AccessPointName",
		Aliases: []string{"Access String", "APN", "AccessPointName", "Access Point Name"},
		Kind:    KindConnection, Section: SectionConnection, Required: Required, Type: TypeToken,
		MaxLen: 100, Since: "1703", Page: pageSettings,
		Help:    "GSM: the access point name (letters, digits, dots, hyphens), at most 100 characters; CDMA: #777 or user@realm.",
		Example: "internet.contoso.example",
	},
	UserName: {
		Setting: UserName, Header: "UserName", Key: "userName", Element: "UserName",
		Aliases: []string{"User Name"},
		Kind:    KindConnection, Section: SectionConnection, Required: Optional, Type: TypeText,
		MaxLen: 255, Since: "1703", Secret: true, Page: pageSettings,
		Help:    "User name for the access point; case matters, at most 255 characters.",
		Example: "contoso",
	},
	Password: {
		Setting: Password, Header: "Password", Key: "password", Element: "Password",
		Kind: KindConnection, Section: SectionConnection, Required: Optional, Type: TypeText,
		MaxLen: 255, Since: "1703", Secret: true, Page: pageSettings,
		Help: "Password for the access point; case matters, at most 255 characters.",
	},
	AuthProtocol: {
		Setting: AuthProtocol, Header: "AuthProtocol", Key: "authProtocol", Element: "AuthType",
		Aliases: []string{"Auth Protocol", "AuthType"},
		Kind:    KindConnection, Section: SectionConnection, Required: Optional, Type: TypeChoice,
		Choices: authProtocols, Default: "NONE", Since: "1703", Page: pageSettings,
		Help:    "How the user name and password are sent: NONE, PAP, CHAP or MsCHAPV2.",
		Example: "PAP",
	},
	Compression: {
		Setting: Compression, Header: "Compression", Key: "compression", Element: "Compression",
		Kind: KindConnection, Section: SectionConnection, Required: Optional, Type: TypeChoice,
		Choices: compressions, Page: pageOldSettings,
		Help:    "ENABLE or DISABLE header compression; read by old Windows only.",
		Example: "DISABLE",
	},
	AutoConnectOrder: {
		Setting: AutoConnectOrder, Header: "AutoConnectOrder", Key: "autoConnectOrder", Element: "AutoConnectOrder",
		Aliases: []string{"Auto-Connect Order", "Auto Connect Order"},
		Kind:    KindConnection, Section: SectionConnection, Required: Optional, Type: TypeInteger,
		Since: "1809", Page: pageSettings,
		Help:    "Order in which Windows tries the connections of a target, from 1 without gaps.",
		Example: "1",
	},
	AlwaysOn: {
		Setting: AlwaysOn, Header: "AlwaysOn", Key: "alwaysOn", Element: "AlwaysOn",
		Aliases: []string{"Always On"},
		Kind:    KindConnection, Section: SectionConnection, Required: Required, Type: TypeBoolean,
		Choices: alwaysOn, Default: "true", Since: "1703", Page: pageSettings,
		Help:    "true keeps the connection up; at least one Internet connection of a profile should be.",
		Example: "true",
	},
	PurposeGroups: {
		Setting: PurposeGroups, Header: "PurposeGroups", Key: "purposeGroups", Element: "PurposeGroups",
		Aliases: []string{"Purpose groups", "Purpose Group"},
		Kind:    KindConnection, Section: SectionConnection, Required: Required, Type: TypePurposes,
		Default: "Internet", Since: "1703", Page: pageSettings,
		Help:    "What the connection is for: names or GUIDs separated by commas (Internet, LTE attach, MMS, IMS, SUPL, Purchase, Administrative, Application, eSIM provisioning).",
		Example: "Internet",
	},
	IPType: {
		Setting: IPType, Header: "IPType", Key: "ipType", Element: "IPType",
		Aliases: []string{"IP Type"},
		Kind:    KindConnection, Section: SectionConnection, Required: Optional, Type: TypeChoice,
		Choices: ipTypes, Default: "IPv4", Since: "1703", Page: pageSettings,
		Help:    "IPv4, IPv6, IPv4v6 or IPv4v6xlat; IPv6 alone fails where the network lacks it.",
		Example: "IPv4v6",
	},
	Roaming: {
		Setting: Roaming, Header: "Roaming", Key: "roaming", Element: "Roaming",
		Kind: KindConnection, Section: SectionConnection, Required: Optional, Type: TypeChoice,
		Choices: roamings, Default: "1", Since: "1709", Page: pageSettings,
		Help:    "Where the connection may be used, 0 to 5: 0 home only, 1 everywhere, 2 home and domestic roaming, 3 to 5 only when roaming.",
		Example: "1",
	},
	CDMAProviderID: {
		Setting: CDMAProviderID, Header: "CDMA Provider ID", Key: "cdmaProviderID",
		Aliases: []string{"CDMA ProviderID"},
		Kind:    KindLegacy, Section: SectionTarget, Required: Optional, Type: TypeDigits,
		Since: "8 to 1607", Marked: true, Page: pageOldSettings,
		Help:    "CDMA system id, 5 digits; read by Windows 8 to 10 1607.",
		Example: "01234",
	},
	CDMAProviderName: {
		Setting: CDMAProviderName, Header: "CDMA Provider Name", Key: "cdmaProviderName",
		Aliases: []string{"CDMA ProviderName"},
		Kind:    KindLegacy, Section: SectionTarget, Required: Optional, Type: TypeText,
		MaxLen: 36, Since: "8 to 1607", Page: pageOldSettings,
		Help:    "CDMA provider name, at most 36 characters; case matters.",
		Example: "Contoso",
	},
	GSMProviderName: {
		Setting: GSMProviderName, Header: "GSM Provider Name", Key: "gsmProviderName",
		Aliases: []string{"GSM ProviderName"},
		Kind:    KindLegacy, Section: SectionTarget, Required: Optional, Type: TypeText,
		MaxLen: 36, Since: "8.1 to 1607", Page: pageOldSettings,
		Help:    "GSM provider name, at most 36 characters; case matters.",
		Example: "Contoso",
	},
	CertIssuerName: {
		Setting: CertIssuerName, Header: "Cert Issuer Name", Key: "certIssuerName",
		Aliases: []string{"CertIssuerName", "Certificate Issuer Name"},
		Kind:    KindLegacy, Section: SectionConnection, Required: Conditional, Type: TypeText,
		Since: "8 to 1607", Page: pageOldSettings,
		Help:    "Issuer of the certificate that signs the operator's provisioning files; goes with subject and Carrier GUID.",
		Example: "CN=Contoso Root CA",
	},
	CertSubjectName: {
		Setting: CertSubjectName, Header: "Cert Subject Name", Key: "certSubjectName",
		Aliases: []string{"CertSubjectName", "Certificate Subject Name"},
		Kind:    KindLegacy, Section: SectionConnection, Required: Conditional, Type: TypeText,
		Since: "8 to 1607", Page: pageOldSettings,
		Help:    "Subject of that certificate.",
		Example: "CN=Contoso",
	},
	CarrierGUID: {
		Setting: CarrierGUID, Header: "Carrier GUID", Key: "carrierGUID",
		Aliases: []string{"CarrierGUID"},
		Kind:    KindLegacy, Section: SectionConnection, Required: Conditional, Type: TypeGUID,
		Since: "8 to 1607", Page: pageOldSettings,
		Help:    "GUID that identifies the operator to old Windows.",
		Example: "{2B8A1C6E-0F3D-4B5A-9C7E-112233445566}",
	},
	PurchaseFlag: {
		Setting: PurchaseFlag, Header: "Purchase Flag", Key: "purchaseFlag",
		Aliases: []string{"Purchase"},
		Kind:    KindLegacy, Section: SectionConnection, Required: Conditional, Type: TypeChoice,
		Choices: yn, Since: "8 to 1607", Page: pageOldSettings,
		Help:    "Y if the access point is for buying a plan; exactly one of Purchase and Connect is Y.",
		Example: "N",
	},
	ConnectFlag: {
		Setting: ConnectFlag, Header: "Connect Flag", Key: "connectFlag",
		Aliases: []string{"Connect"},
		Kind:    KindLegacy, Section: SectionConnection, Required: Conditional, Type: TypeChoice,
		Choices: yn, Since: "8 to 1607", Page: pageOldSettings,
		Help:    "Y if the access point is for ordinary use.",
		Example: "Y",
	},
	ProfileID: {
		Setting: ProfileID, Header: "Profile ID", Key: "profileID",
		Kind: KindPackage, Section: SectionProfile, Required: Optional, Type: TypeGUID,
		Since: "1703", Page: pagePlanning,
		Help:    "GUID of the profile in a COSA package; needed to replace or remove a shipped profile by a package of one's own.",
		Example: "2b8a1c6e-0f3d-4b5a-9c7e-112233445566",
	},
	ProfileXML: {
		Setting: ProfileXML, Header: "Profile XML", Key: "profileXML",
		Kind: KindPackage, Section: SectionProfile, Required: Optional, Type: TypeText,
		Since: "1703", Secret: true, Page: pagePlanning,
		Help: "What a COSA package says of the profile beyond the settings, carried along unread.",
	},
	TargetXML: {
		Setting: TargetXML, Header: "Target XML", Key: "targetXML",
		Kind: KindPackage, Section: SectionTarget, Required: Optional, Type: TypeText,
		Since: "1703", Page: pagePlanning,
		Help: "What a COSA package demands of the SIM beyond the settings, carried along unread.",
	},
	ConnectionXML: {
		Setting: ConnectionXML, Header: "Connection XML", Key: "connectionXML",
		Kind: KindPackage, Section: SectionConnection, Required: Optional, Type: TypeText,
		Since: "1703", Secret: true, Page: pagePlanning,
		Help: "What a COSA package says of the connection beyond the settings, carried along unread.",
	},
}
