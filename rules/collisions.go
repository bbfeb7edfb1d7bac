package rules

type collisions struct{}
