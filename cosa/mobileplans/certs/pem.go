package certs

import (
	"bytes"
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
)

// CertificatePEM writes the certificate and those behind it.
func CertificatePEM(chain [][]byte) []byte {
	var b bytes.Buffer
	for _, der := range chain {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	}
	return b.Bytes()
}

// KeyPEM writes a private key.
func KeyPEM(key crypto.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}

// PEM writes the authority's certificate and its key.
func (a *Authority) PEM() (certificate, key []byte, err error) {
	key, err = KeyPEM(a.key)
	return CertificatePEM([][]byte{a.Certificate.Raw}), key, err
}

// ReadAuthority reads an authority's certificate and its key.
func ReadAuthority(certificate, key []byte) (*Authority, error) {
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return nil, err
	}
	signer, ok := pair.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, errors.New("the key cannot sign")
	}
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return nil, err
	}
	if !leaf.IsCA {
		return nil, fmt.Errorf("the certificate of %q is not that of an authority", leaf.Subject)
	}
	return &Authority{leaf, signer}, nil
}

// ReadPool reads certificates of authorities to trust.
func ReadPool(text []byte) (*x509.CertPool, error) {
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, errors.New("there is no certificate in it; want PEM, which begins with -----BEGIN CERTIFICATE-----")
	}
	return pool, nil
}
