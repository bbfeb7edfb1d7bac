// Package certs makes certificates while the program runs: an authority of its
// own with certificates for a server and a client, and those that an endpoint
// has to refuse.
package certs
