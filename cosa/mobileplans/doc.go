// Package mobileplans holds what the programs of the Mobile Plans kit share:
// the types of balances, the names that requests use, and the subject of the
// certificate that Microsoft's service shows.
//
// getbalance speaks the protocol, conform judges an endpoint by it, endpoint is
// one that keeps to it, and certs makes certificates for both.
package mobileplans
