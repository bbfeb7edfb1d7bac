// Package load asks a GetBalance endpoint for balances at a steady pace, as the
// load test of the documentation does, and counts what comes back.
//
// [Draw] chooses the SIMs. [Run] lets a request go whenever one is due, whether
// earlier ones are answered or not, so that an endpoint that stalls is seen by
// all requests that fall into the stall; it never sends faster than it was told,
// not even to make up for a stall of its own. A [Verdict] is what an exchange
// comes to, and [Figures] are what all of them do. Nothing here decides whether
// the figures are good enough.
package load
