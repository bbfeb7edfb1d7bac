// Package endpoint is an operator's GetBalance service as the documentation
// describes it, for tests: what it answers comes from a list of balances.
//
// A request passes the certificate, the credentials, the transaction, the SIM
// and the parameters, in this order; the first that is wrong is answered. A
// [Fault] makes the service do one of these wrongly, so that a test can show
// that it would be found.
package endpoint
