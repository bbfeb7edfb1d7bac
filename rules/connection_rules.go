package rules

var connectionRules = []*Rule{}
