package certs

import (
	"crypto/tls"
	"crypto/x509"
	"testing"
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans"
)

func TestAuthority(t *testing.T) {
	now := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	made, err := NewAuthority("authority", now)
	if err != nil {
		t.Fatal(err)
	}
	certificate, key, err := made.PEM()
	if err != nil {
		t.Fatal(err)
	}
	authority, err := ReadAuthority(certificate, key)
	if err != nil {
		t.Fatal(err)
	}
	pool, err := ReadPool(certificate)
	if err != nil {
		t.Fatal(err)
	}
	verify := func(o Order, at time.Time) error {
		o.Now = now
		issued, err := authority.Issue(o)
		if err != nil {
			t.Fatal(err)
		}
		usage := x509.ExtKeyUsageClientAuth
		name := ""
		if o.Usage == Server {
			usage, name = x509.ExtKeyUsageServerAuth, "127.0.0.1"
		}
		_, err = issued.Leaf.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{usage}, DNSName: name})
		return err
	}
	client := Order{Subject: mobileplans.ClientSubject()}
	if err := verify(client, now); err != nil {
		t.Error(err)
	}
	if err := verify(Order{Usage: Server, Hosts: []string{"localhost", "127.0.0.1"}}, now); err != nil {
		t.Error(err)
	}
	client.Expired = true
	if err := verify(client, now); err == nil {
		t.Error("the expired certificate is good")
	}
	if err := verify(client, now.Add(-48*time.Hour)); err != nil {
		t.Errorf("an expired certificate differs in nothing else: %v", err)
	}
	issued, err := authority.Issue(Order{Subject: mobileplans.ClientSubject(), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if !mobileplans.IsClientSubject(issued.Leaf.Subject) || mobileplans.IsClientSubject(authority.Certificate.Subject) {
		t.Error("the subject is not told")
	}
	leafKey, err := KeyPEM(issued.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	text := CertificatePEM(issued.Certificate)
	if _, err := tls.X509KeyPair(text, leafKey); err != nil {
		t.Error(err)
	}
	if _, err := ReadAuthority(text, leafKey); err == nil {
		t.Error("a client's certificate is taken for an authority's")
	}
	if _, err := ReadAuthority(text, key); err == nil {
		t.Error("another key is taken")
	}
	if _, err := ReadPool([]byte("nothing")); err == nil {
		t.Error("nothing is taken for an authority")
	}
}
