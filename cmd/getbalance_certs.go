package cmd

import (
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/certs"
)

// readPair reads a certificate and its key. flags are how they are named on the
// command line.
func (p *program) readPair(cert, key string, flags [2]string) (*tls.Certificate, error) {
	certificate, text, err := p.readPairText(cert, key, flags)
	if err != nil || certificate == nil {
		return nil, err
	}
	pair, err := tls.X509KeyPair(certificate, text)
	if err != nil {
		return nil, cannotPair(cert, key, err)
	}
	return &pair, nil
}

func (p *program) readPairText(cert, key string, flags [2]string) (certificate, text []byte, err error) {
	switch {
	case cert == "" && key == "":
		return nil, nil, nil
	case cert == "" || key == "":
		return nil, nil, usagef("%s and %s go together: a certificate and its key", flags[0], flags[1])
	}
	if certificate, err = p.readSmall(cert); err != nil {
		return nil, nil, err
	}
	text, err = p.readSmall(key)
	return certificate, text, err
}

func cannotPair(cert, key string, err error) error {
	return &cosa.ReadError{
		Position: at(cert), Problem: "is no certificate that goes with the key " + key, Err: err,
		Hint: "both are PEM, and the key is not encrypted; openssl writes a plain one with openssl pkey -in KEY -out PLAIN",
	}
}

// readPool reads authorities; nil where no file is named.
func (p *program) readPool(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	text, err := p.readSmall(path)
	if err != nil {
		return nil, err
	}
	pool, err := certs.ReadPool(text)
	if err != nil {
		return nil, &cosa.ReadError{Position: at(path), Problem: "holds no authority", Err: err}
	}
	return pool, nil
}

// testCertificates are the files of a folder that --make-certs makes.
type testCertificates struct{ authority, authorityKey, server, serverKey, client, clientKey string }

func testCertificatesIn(folder string) testCertificates {
	in := func(name string) string { return filepath.Join(folder, name) }
	return testCertificates{in("ca.pem"), in("ca.key"), in("server.pem"), in("server.key"), in("client.pem"), in("client.key")}
}

// haveCertificates reports whether the files are there already. Some of them, or
// broken ones, are an error: making new ones would replace the others.
func (p *program) haveCertificates(files *testCertificates) (bool, error) {
	var missing []string
	pairs := [][2]string{{files.authority, files.authorityKey}, {files.server, files.serverKey}, {files.client, files.clientKey}}
	for _, pair := range pairs {
		for _, path := range pair {
			if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
				missing = append(missing, path)
			}
		}
	}
	hint := "put it back, or delete all six to have new ones made: ca, server and client, each .pem and .key"
	switch len(missing) {
	case 2 * len(pairs):
		return false, nil
	case 0:
	default:
		return false, &cosa.ReadError{Position: at(missing[0]), Problem: "is missing beside the other certificates and keys", Hint: hint}
	}
	for _, pair := range pairs {
		certificate, key, err := p.readPairText(pair[0], pair[1], [2]string{})
		if err != nil {
			return false, err
		}
		if _, err := tls.X509KeyPair(certificate, key); err != nil {
			return false, &cosa.ReadError{Position: at(pair[0]), Problem: "is no certificate that goes with the key " + pair[1], Err: err, Hint: hint}
		}
	}
	return true, nil
}

// makeCertificates makes an authority with a certificate for a server and one
// for a client that is named as Microsoft's service is. Those that are there
// already stay.
func (p *program) makeCertificates(folder, listen string) (testCertificates, error) {
	files := testCertificatesIn(folder)
	if there, err := p.haveCertificates(&files); there || err != nil {
		if err == nil {
			p.note("note: the certificates in %s are there already and stay as they are", folder)
		}
		return files, err
	}
	now := time.Now()
	authority, err := certs.NewAuthority("cosa test authority", now)
	if err != nil {
		return files, err
	}
	hosts := []string{"localhost", "127.0.0.1", "::1"}
	if host, _, err := net.SplitHostPort(listen); err == nil && host != "" && !slices.Contains(hosts, host) {
		hosts = append(hosts, host)
	}
	server, err := authority.Issue(certs.Order{Subject: pkix.Name{CommonName: hosts[len(hosts)-1]}, Usage: certs.Server, Hosts: hosts, Now: now})
	if err != nil {
		return files, err
	}
	client, err := authority.Issue(certs.Order{Subject: mobileplans.ClientSubject(), Now: now})
	if err != nil {
		return files, err
	}
	certificate, key, err := authority.PEM()
	if err != nil {
		return files, err
	}
	outs := []output{holding(files.authority, certificate, false), holding(files.authorityKey, key, true)}
	for _, pair := range []struct {
		certificate, key string
		made             *tls.Certificate
	}{{files.server, files.serverKey, server}, {files.client, files.clientKey, client}} {
		key, err := certs.KeyPEM(pair.made.PrivateKey)
		if err != nil {
			return files, err
		}
		outs = append(outs, holding(pair.certificate, certs.CertificatePEM(pair.made.Certificate), false), holding(pair.key, key, true))
	}
	if err := p.putAll(outs); err != nil {
		return files, err
	}
	p.note("%s: certificates and keys of an authority, a server and a client, for tests, good for a year", folder)
	return files, nil
}

// holding is a file that holds a text.
func holding(path string, text []byte, secret bool) output {
	return output{path: path, secret: secret, write: func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}}
}
