package rules

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/go-playground/validator/v10"

	"github.com/cosakit/cosa/cosa"
)

// formats are the forms of single values, by the tag that rules name them
// with.
var formats = map[string]func(text string) bool{
	"mcc":             func(text string) bool { return len(text) == 3 && cosa.AllDigits(text) },
	"mnc":             func(text string) bool { return (len(text) == 2 || len(text) == 3) && cosa.AllDigits(text) },
	"iccid":           cosa.ICCID.Valid,
	"imsi":            cosa.IMSI.Valid,
	"hexdigits":       isHexDigits,
	"providerid":      func(text string) bool { return len(text) == 5 && cosa.AllDigits(text) },
	"count":           isCount,
	"ordinal":         func(text string) bool { return isCount(text) && strings.Trim(text, "0") != "" },
	"operatorguid":    isGUID,
	"accounturl":      isAccountURL,
	"appid":           isAppID,
	"accesspoint":     isAccessPoint,
	"wifiprofilepath": isWifiProfilePath,
}

// formatValidator knows the formats. Building it takes longer than many a
// submission takes to be judged, so it waits for the first value.
var formatValidator = sync.OnceValue(func() *validator.Validate {
	v := validator.New()
	for tag, valid := range formats {
		if err := v.RegisterValidation(tag, func(field validator.FieldLevel) bool { return valid(field.Field().String()) }); err != nil {
			panic(err) // a tag of the table above is not a word
		}
	}
	return v
})

// valid reports whether text has the form that a tag names.
func valid(tag, text string) bool { return formatValidator().Var(text, tag) == nil }

func isHexDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(text[i])) {
			return false
		}
	}
	return text != ""
}

// isCount reports whether text is a whole number of at most nine digits.
func isCount(text string) bool { return len(text) <= 9 && cosa.AllDigits(text) }

func isGUID(text string) bool {
	_, ok := cosa.ParseGUID(text)
	return ok
}

// isAccountURL reports whether text is an absolute http or https URL with a
// host that can exist.
func isAccountURL(text string) bool {
	if strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"", r)
	}) {
		return false
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Opaque != "" {
		return false
	}
	if port := u.Port(); port != "" || strings.HasSuffix(u.Host, ":") {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return false
		}
	}
	host := u.Hostname()
	if strings.HasPrefix(u.Host, "[") {
		address, _, _ := strings.Cut(host, "%")
		return net.ParseIP(address) != nil
	}
	return isHost(strings.TrimSuffix(host, "."), true)
}

// isHost reports whether text is a name of dot-separated labels; international
// ones may hold letters of any script.
func isHost(text string, international bool) bool {
	for label := range strings.SplitSeq(text, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
		for _, r := range label {
			switch {
			case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-':
			case international && (r == '_' || r > 0x7f && r != unicode.ReplacementChar && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))):
			default:
				return false
			}
		}
	}
	return true
}

// isAppID reports whether text is PFN!AppId, where the package family name is
// the package's name, "_" and 13 characters that hash its publisher.
func isAppID(text string) bool {
	family, app, ok := strings.Cut(text, "!")
	if !ok || !isName(app, 64) {
		return false
	}
	cut := strings.LastIndexByte(family, '_')
	if cut < 0 || !isName(family[:cut], 50) || len(family) != cut+14 {
		return false
	}
	for _, r := range strings.ToLower(family[cut+1:]) {
		if !strings.ContainsRune("0123456789abcdefghjkmnpqrstvwxyz", r) {
			return false
		}
	}
	return true
}

// isName reports whether text is made of up to max letters, digits, dots,
// hyphens and underscores.
func isName(text string, max int) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '-', c == '_':
		default:
			return false
		}
	}
	return text != "" && len(text) <= max
}

// isAccessPoint reports whether text is an access point name, a dial string
// such as #777 or a network access identifier (user@realm).
func isAccessPoint(text string) bool {
	if dialled, ok := strings.CutPrefix(text, "#"); ok {
		return cosa.AllDigits(strings.TrimRight(dialled, "#"))
	}
	if user, realm, ok := strings.Cut(text, "@"); ok {
		return user != "" && isHost(realm, false) && !strings.ContainsFunc(user, func(r rune) bool { return r <= ' ' || r > '~' })
	}
	return isHost(text, false)
}

// isWifiProfilePath reports whether text is a relative path of an .xml file
// inside the submission's folder, with either kind of slash.
func isWifiProfilePath(text string) bool {
	path := strings.ReplaceAll(text, `\`, "/")
	if len(path) < len("a.xml") || !strings.EqualFold(path[len(path)-4:], ".xml") || strings.HasSuffix(path, "/.xml") {
		return false
	}
	return isInside(path)
}

// isInside reports whether a slash-separated path stays below the folder it
// is relative to, on Windows too.
func isInside(path string) bool {
	if strings.HasPrefix(path, "/") || strings.ContainsAny(path, ":\x00*?\"<>|") {
		return false
	}
	depth := 0
	for part := range strings.SplitSeq(path, "/") {
		switch part {
		case "..":
			if depth--; depth < 0 {
				return false
			}
		case "", ".":
		default:
			depth++
		}
	}
	return depth > 0
}
