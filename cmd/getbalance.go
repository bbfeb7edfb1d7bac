package cmd

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

func getBalanceCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "getbalance COMMAND",
		Short: "Check the GetBalance endpoint of an operator, or serve one for tests",
		Long: `getbalance is about the service that Windows asks for the balance of a SIM, once
a submission turns Mobile Plans on. check holds an endpoint against Microsoft's
documentation; serve is an endpoint that keeps to it.`,
		Example: `  cosa getbalance serve --make-certs certs --balances balances.yaml
  cosa getbalance check --url https://mobileplans.contoso.example/v1 --cert client.pem --key client.key submission.yaml`,
		Args: func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	for _, construct := range []func(*program) *cobra.Command{getBalanceCheckCommand, getBalanceServeCommand} {
		sub := construct(p)
		sub.DisableFlagsInUseLine = true
		c.AddCommand(sub)
	}
	return c
}

// passwordVariable is the variable of the environment that holds the password
// of basic authorization.
const passwordVariable = "COSA_GETBALANCE_PASSWORD"

// mostSecret bounds files of passwords, certificates and keys, in bytes.
const mostSecret = 1 << 20

// credentialFlags are those of basic authorization. The password is in no
// argument, which other users of a machine can see.
type credentialFlags struct{ user, passwordFile string }

func (f *credentialFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.user, "user", "", "basic authorization of the user `NAME`; the password is in "+passwordVariable+" or in --password-file")
	c.Flags().StringVar(&f.passwordFile, "password-file", "", "read the password from the first line of `FILE`")
}

// credentials reads the flags; nil where no user is given.
func (f *credentialFlags) credentials(p *program) (*getbalance.Credentials, error) {
	password, set := os.LookupEnv(passwordVariable)
	switch {
	case f.user == "" && f.passwordFile != "":
		return nil, usagef("--password-file needs --user NAME")
	case f.user == "":
		return nil, nil
	case strings.Contains(f.user, ":"):
		return nil, usagef("--user %q: a user of basic authorization has no colon in the name; the password goes to %s", cosa.Mask, passwordVariable)
	case f.passwordFile != "":
		text, err := p.readSmall(f.passwordFile)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
			return nil, &cosa.ReadError{Position: at(f.passwordFile), Problem: "is UTF-16", Hint: "save it as UTF-8"}
		}
		text = bytes.TrimPrefix(text, []byte("\ufeff")) // which editors write, and nobody means
		password, _, _ = strings.Cut(string(text), "\n")
		password = strings.TrimSuffix(password, "\r")
	case !set:
		return nil, usagef("--user needs a password: set %s, or name a file with --password-file", passwordVariable)
	}
	if password == "" {
		return nil, usagef("the password is blank; set %s, or write it to the file of --password-file", passwordVariable)
	}
	return &getbalance.Credentials{User: f.user, Password: password}, nil
}

// namedInputs are the files of flags, of which some may be blank. One that is
// missing is none: reading it will say so.
func namedInputs(paths ...string) []*input {
	var list []*input
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && path != standardStream {
			list = append(list, &input{name: path, path: path, info: info})
		}
	}
	return list
}

// readSmall reads a file of a password, a certificate or a key.
func (p *program) readSmall(path string) (text []byte, err error) {
	in := &input{name: path, path: path}
	if path == standardStream {
		in.name = stdinName
	} else if in.info, err = os.Stat(path); err != nil {
		return nil, cannotRead(path, err)
	} else if in.info.IsDir() {
		return nil, &cosa.ReadError{Position: at(path), Problem: "is a folder", Hint: "name a file"}
	}
	o, err := in.open(p.In)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closing := o.close(); err == nil && closing != nil {
			err = cannotRead(in.name, closing)
		}
	}()
	if o.size > mostSecret {
		return nil, &cosa.ReadError{Position: at(in.name), Problem: fmt.Sprintf("has %d bytes, and no certificate, key or password is so large", o.size), Hint: "name the right file"}
	}
	text = make([]byte, o.size)
	if n, err := o.content.ReadAt(text, 0); int64(n) < o.size {
		return nil, cannotRead(in.name, err)
	}
	return text, nil
}
