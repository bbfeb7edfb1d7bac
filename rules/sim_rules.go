package rules

var simRules = []*Rule{}
