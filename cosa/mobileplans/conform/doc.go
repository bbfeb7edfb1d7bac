// Package conform judges an operator's GetBalance endpoint by what Microsoft's
// documentation demands of it.
//
// A [Case] is one demand with its source and its check; [Cases] is the table of
// all of them. [Run] finds a SIM that the endpoint knows, checks case by case
// and makes a [Report], in which each case has a verdict and the requests that
// it was judged by. A case that needs more than was given is skipped, and says
// what it needs. [RunLoad] puts an endpoint under load and judges the figures of
// package load by the few cases of [LoadCases].
package conform
