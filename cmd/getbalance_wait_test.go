package cmd

import (
	"net"
	"net/url"
	"testing"
	"time"
)

// TestAwaitEndpoint waits for somebody who listens, however late, and goes on
// without where nobody does.
func TestAwaitEndpoint(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := first.Addr().String()
	base := &url.URL{Scheme: "https", Host: address}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	awaitEndpoint(base, time.Millisecond) // nobody
	waited := make(chan struct{})
	go func() {
		defer close(waited)
		awaitEndpoint(base, time.Hour)
	}()
	late, err := net.Listen("tcp", address)
	if err != nil {
		t.Skip("another program has taken the port:", err)
	}
	defer late.Close()
	<-waited
}
