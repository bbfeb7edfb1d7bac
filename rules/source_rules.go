package rules

var sourceRules = []*Rule{}
