package rules

var rangeRules = []*Rule{}
