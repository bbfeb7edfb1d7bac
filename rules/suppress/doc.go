// Package suppress takes findings away that a team has decided to live with,
// and keeps account of it.
//
//	result of the rules + suppressions -> Apply -> findings that count
//	                                               findings that are silenced, each with its reason
//	                                               unused-suppression, for those of no use any more
//	findings that count -> Record -> suppressions to write down
//
// Nothing is dropped: a silenced finding stays in every report.
package suppress
