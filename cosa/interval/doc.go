// Package interval finds which of many closed integer intervals share a
// number.
//
// [Sort] orders spans in linear time; [Count] tells how many pairs share a
// number without looking at a single pair; [Pairs] visits them one by one in
// time proportional to their number.
package interval
