// Package render writes what a run of package conform found out: for a person,
// as JSON, for build servers as JUnit, and as a web page that needs nothing
// else. What an endpoint sent is made harmless, bounded and shown without
// credentials, whatever it is.
package render
