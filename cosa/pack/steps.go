package pack

// Trial is what of a pack is tried on a PC.
type Trial struct {
	File      string      // customizations.xml
	Icons     [][2]string // files of the pack, and the names that it has for them
	Passwords bool        // it holds passwords
}

// Steps writes how a package is tried on a PC.
func Steps(t Trial) []byte {
	first := "Put " + code(t.File) + " into an empty folder of the PC."
	if t.Passwords {
		first += " The password of an access point is in this file: delete it after the test."
	}
	for _, icon := range t.Icons {
		first += " Put the icon " + code(icon[0]) + " there too"
		if icon[0] != icon[1] {
			first += " as " + code(icon[1])
		}
		first += "."
	}
	d := &document{}
	d.line("# Testing on a PC\n")
	d.line("The test replaces what the PC knows of the operator. It needs a PC with a")
	d.line("mobile broadband modem, a SIM of one of the ranges, and the script")
	d.line("ApplyCosaProvisioning.BAT that Microsoft's documentation names.\n")
	for i, step := range []string{
		first,
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
