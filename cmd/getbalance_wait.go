package cmd

import (
	"net"
	"net/url"
	"time"
)

// awaitEndpoint waits until somebody listens at an address, but no longer than
// it may. What is wrong with an endpoint is told by those who ask it.
func awaitEndpoint(base *url.URL, most time.Duration) {
	const pause = 100 * time.Millisecond
	port := base.Port()
	if port == "" {
		port = "443"
	}
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(pause) {
		connection, err := net.DialTimeout("tcp", net.JoinHostPort(base.Hostname(), port), max(pause, time.Until(end)))
		if err == nil {
			_ = connection.Close() // nothing was sent
			return
		}
	}
}
