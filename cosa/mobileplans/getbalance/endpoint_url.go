package getbalance

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// ParseBase reads the address of an endpoint, the part before /sims.
func ParseBase(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil {
		var malformed *url.Error
		if errors.As(err, &malformed) && !strings.Contains(text, "@") {
			return nil, fmt.Errorf("no URL: %w", malformed.Err)
		}
		return nil, errors.New("no URL of the form https://HOST/PATH") // what is wrong may be a part of a password
	}
	switch {
	case u.User != nil:
		return nil, errors.New("the address holds a user or a password; leave them out of it and use --user")
	case u.Scheme == "http":
		return nil, fmt.Errorf("%q is plain http; the service of Mobile Plans speaks https only", text)
	case u.Scheme != "https" || u.Hostname() == "":
		return nil, fmt.Errorf("%q is no address of the form https://HOST/PATH", text)
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, fmt.Errorf("%q has a query or a fragment; give the part of the address that stands before /sims", text)
	}
	return u, nil
}

// Loopback reports whether a host, a name or an address, is this machine.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
