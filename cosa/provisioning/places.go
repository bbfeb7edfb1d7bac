package provisioning

import (
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// Names of elements.
const (
	rootElement    = "WindowsCustomizations"
	configElement  = "PackageConfig"
	settings       = "Settings"
	customizations = "Customizations"
	targets        = "Targets"
	targetElement  = "Target"
	targetState    = "TargetState"
	condition      = "Condition"
	targetRefs     = "TargetRefs"
	targetRef      = "TargetRef"
	profileElement = "Profile"
	replaceElement = "Replace"
	variantElement = "Variant"
	connection     = "Connection"
	connectionName = "ConnectionName"
	simIccid       = "SimIccid"
	hotSpot        = "HotSpot"
	wifiProfiles   = "WifiProfiles"
	wifiProfile    = "WifiProfile"
	profileXML     = "ProfileXml"
)

// Name spaces of the document.
const (
	configSpace   = "urn:schemas-Microsoft-com:Windows-ICD-Package-Config.v1.0"
	settingsSpace = "urn:schemas-microsoft-com:windows-provisioning"
)

// simIccidValue is what stands for the SIM that the settings are for.
const simIccidValue = "$(__ICCID)"

// zeroTarget is the target of the defaults for every SIM.
const zeroTarget = "00000000-0000-0000-0000-000000000000"

// Containers of settings, below Settings.
var (
	cellularSIM     = []string{"Cellular", "PerSimSettings", "SettingsForSim"}
	marketplaceSIM  = []string{"DataMarketplace", "PerSimSettings", "SettingsForSim"}
	connectionsPath = []string{"Connections", "Cellular"}
)

// simPlaces tells where the SIM settings stand that have an element of their
// own. Hotspot and WifiProfiles are spread over several.
var simPlaces = []struct {
	setting cosa.Setting
	path    []string
}{
	{cosa.AccountExperienceURL, cellularSIM},
	{cosa.AppID, cellularSIM},
	{cosa.BrandingIcon, cellularSIM},
	{cosa.BrandingName, cellularSIM},
	{cosa.UseBrandingNameOnRoaming, cellularSIM},
	{cosa.DataMarketplaceRoamingUIEnabled, marketplaceSIM},
	{cosa.SupportDataMarketplace, marketplaceSIM},
}

// connectionSettings are the settings that are elements of a connection.
var connectionSettings = func() []cosa.Setting {
	var list []cosa.Setting
	for _, spec := range cosa.Settings() {
		if spec.Kind == cosa.KindConnection && spec.Setting != cosa.Compression {
			list = append(list, spec.Setting)
		}
	}
	return list
}()

// conditions are the settings that are conditions of a target's state, in the
// order in which most of the shipped file has them.
var conditions = []cosa.Setting{
	cosa.MCC, cosa.MNC, cosa.IMSIStart, cosa.ICCIDStart, cosa.SPN, cosa.GID1, cosa.PNN, cosa.ESIMProv, cosa.UIName, cosa.UIOrder,
}

// conditionSetting finds the setting of a condition's name.
func conditionSetting(name string) (cosa.Setting, bool) {
	i := slices.IndexFunc(conditions, func(s cosa.Setting) bool { return strings.EqualFold(s.Spec().Element, name) })
	if i < 0 {
		return 0, false
	}
	return conditions[i], true
}

// held reports that customizations.xml has a place for the setting.
func held(s cosa.Setting) bool {
	switch spec := s.Spec(); spec.Kind {
	case cosa.KindTarget, cosa.KindPackage, cosa.KindRow:
		return true
	case cosa.KindConnection:
		return s != cosa.Compression
	case cosa.KindSIM:
		return s != cosa.EnableAutoSlotSwitch
	}
	return false
}

// find goes down from an element by names; nil where there is no such element.
func find(e *element, path ...string) *element {
	for _, name := range path {
		if e = e.child(name); e == nil {
			return nil
		}
	}
	return e
}

// reach is find that makes the elements that are missing.
func reach(e *element, path ...string) *element {
	for _, name := range path {
		next := e.child(name)
		if next == nil {
			next = newElement(name, "")
			if name == "SettingsForSim" {
				next.with(simIccid, simIccidValue)
			}
			insert(e, next)
		}
		e = next
	}
	return e
}

// insert puts an element at its place in the ordinal order of names.
func insert(parent, child *element) {
	at := len(parent.children)
	for at > 0 && parent.children[at-1].name.Local > child.name.Local {
		at--
	}
	parent.children = slices.Insert(parent.children, at, child)
}

// prune removes the containers along a path that nothing is left in.
func prune(e *element, path ...string) {
	if len(path) == 0 {
		return
	}
	child := e.child(path[0])
	if child == nil {
		return
	}
	prune(child, path[1:]...)
	if len(child.children) > 0 || strings.TrimSpace(child.text) != "" {
		return
	}
	for _, a := range child.attrs {
		if !strings.EqualFold(a.name.Local, simIccid) || a.value != simIccidValue {
			return
		}
	}
	if e.twin(child) == nil {
		e.remove(child)
	}
}

// twin returns another child of the same name.
func (e *element) twin(child *element) *element {
	for _, c := range e.children {
		if c != child && c.is(child.name.Local) {
			return c
		}
	}
	return nil
}
