package distill

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"

	"vaxcheck/trust/x509facts"
)

// compareWith looks whether a published list in JSON holds every certificate and
// key of the files, in PEM or base64, and prints which it lacks.
func (g Generator) compareWith(list, folder string, stdout io.Writer) error {
	if g.Hashes == nil {
		return errors.New("the files have no hashes of certificates")
	}
	files, err := g.files(folder)
	if err != nil {
		return err
	}
	hashes, err := g.Hashes(files)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	listed, err := hashesIn(data)
	if err != nil {
		return err
	}
	missing := 0
	for _, sum := range hashes {
		if !listed[sum] {
			missing++
			fmt.Fprintf(stdout, "not in the list: %s\n", sum)
		}
	}
	if missing > 0 {
		return fmt.Errorf("%d of %d certificates and keys are not in the list", missing, len(hashes))
	}
	_, err = fmt.Fprintf(stdout, "all %d certificates and keys are in the list\n", len(hashes))
	return err
}

// hashesIn collects the SHA-256 of all that a text of some JSON holds in PEM or
// base64.
func hashesIn(data []byte) (map[string]bool, error) {
	if !json.Valid(data) {
		return nil, errors.New("the list is no JSON")
	}
	sums := map[string]bool{}
	for d := json.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return sums, nil
		}
		if err != nil {
			return nil, err
		}
		text, _ := token.(string)
		if der, err := base64.StdEncoding.DecodeString(text); err == nil {
			sums[x509facts.Hex(der)] = true
		}
		for block, rest := pem.Decode([]byte(text)); block != nil; block, rest = pem.Decode(rest) {
			sums[x509facts.Hex(block.Bytes)] = true
		}
	}
}
