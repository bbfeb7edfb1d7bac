package conform

import "fmt"

func knownSIM(r *run) string {
	if r.sim == "" {
		return r.noSIM
	}
	return ""
}

func unknownSIM(r *run) string {
	if r.unknown == "" {
		return "no SIM could be made that is in no range of the submission; name one with --unknown-iccid"
	}
	return ""
}

func rangesGiven(r *run) string {
	if len(r.drawn) == 0 && r.SIMs.NoRanges != "" {
		return r.SIMs.NoRanges
	}
	if len(r.drawn) == 0 {
		return "it needs ICCID ranges: name a submission"
	}
	return ""
}

func bothLengths(r *run) string {
	for _, d := range r.drawn {
		if len(d.Start) != len(r.drawn[0].Start) {
			return ""
		}
	}
	return fmt.Sprintf("it needs ranges of 19 and of 20 digits; the submission has ranges of %d digits alone", len(r.drawn[0].Start))
}

func zeroSIM(r *run) string {
	if len(r.SIMs.Zero) == 0 {
		return "it needs a SIM on which no balance is left: name one with --zero-iccid"
	}
	return ""
}

func certificateGiven(r *run) string {
	if r.Certificate == nil {
		return "it needs the client certificate: give it with --cert and --key"
	}
	return ""
}

func issuerGiven(r *run) string {
	if r.Issuer == nil {
		return "it needs an authority that the endpoint trusts, to issue a certificate with another subject: give it with --client-ca and --client-ca-key"
	}
	return ""
}

func credentialsGiven(r *run) string {
	if r.Credentials == nil {
		return "it needs basic authorization: give it with --user"
	}
	return ""
}
