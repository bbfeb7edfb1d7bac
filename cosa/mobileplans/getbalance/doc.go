// Package getbalance speaks the GetBalance protocol, by which Microsoft's
// Mobile Plans service asks an operator for the balance of a SIM.
//
// A [Request] is sent by a [Client] and gives an [Exchange], which holds the
// answer or why there is none. [Read] takes the body of an answer apart and
// lists every [Problem]; nothing in it is repaired silently.
package getbalance
