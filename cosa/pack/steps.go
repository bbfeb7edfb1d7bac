package pack

// Steps writes how a package is tried on a PC. file is the customizations.xml
// of the pack.
func Steps(file string) []byte {
	d := &document{}
	d.line("# Testing on a PC\n")
	d.line("The test replaces what the PC knows of the operator. It needs a PC with a")
	d.line("mobile broadband modem, a SIM of one of the ranges, and the script")
	d.line("ApplyCosaProvisioning.BAT that Microsoft's documentation names.\n")
	for i, step := range []string{
		"Put " + code(file) + " into an empty folder of the PC. The password of an access point is in this file: delete it after the test.",
		"Build a provisioning package of it in Windows Configuration Designer where the script wants one.",
		"Remove the SIM.",
		"Open a command prompt as administrator and run `ApplyCosaProvisioning.BAT -a FOLDER`, with that folder in place of FOLDER.",
		"Insert the SIM and wait for the network.",
		"Test: the PC connects by itself; the name and the icon are the operator's; \"View my account\" opens what it should; with Mobile Plans, the flyout shows the balance.",
		"Test with a SIM of every range and brand of the request, and with one just outside of the ranges.",
		"Collect the logs with `ApplyCosaProvisioning.BAT -l`, whatever came of it, and keep them for the questionnaire.",
		"Restore the PC with `ApplyCosaProvisioning.BAT -r`, and begin with the removed SIM again before another test.",
	} {
		d.line("%d. %s", i+1, step)
	}
	return d.bytes()
}
