// Package garden checks the walled garden of Mobile Plans: the hosts that a
// device reaches without a balance, so that a person can buy one.
//
// [Hosts] lists what the documentation demands, [HostsOf] what a submission
// adds, [ReadAllowlist] reads what a firewall lets through, [Compare] finds
// what is missing, and [Formats] write hosts as firewalls read them.
package garden
