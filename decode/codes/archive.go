package codes

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"

	"vaxcheck/decode"
)

// Names of files in archives.
const (
	namePass  = "pass.json"
	nameDIVOC = "certificate.json"
	extPass   = ".pkpass"
)

// readArchive reads an Apple Wallet pass, or several in one archive (.pkpasses): only the
// messages of their barcodes, and those in memory. A pass's own fields and signature were
// made by whoever made the pass; they prove nothing about the card.
func readArchive(data []byte, o Options) []decode.Code {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(archive.File) > MaxPassEntries {
		return broken(decode.Code{}, fileZIPDamaged, "")
	}
	passes := slices.Collect(entries(archive, isPass))
	switch {
	case len(passes) == 0:
		return readPass(archive, o)
	case slices.ContainsFunc(archive.File, isMessage): // two readers must not see two things
		return slices.Concat(readPass(archive, o), readPasses(passes, o))
	}
	return readPasses(passes, o)
}

// isMessage tells a file of an archive that a pass says something with.
func isMessage(f *zip.File) bool { return f.Name == namePass || f.Name == nameDIVOC }

// entries yields the files of an archive whose names are wanted.
func entries(archive *zip.Reader, want func(name string) bool) func(func(*zip.File) bool) {
	return func(yield func(*zip.File) bool) {
		for _, f := range archive.File {
			if want(f.Name) && !yield(f) {
				return
			}
		}
	}
}

// isPass tells the name of a pass in an archive of passes, but for what macOS keeps beside.
func isPass(name string) bool {
	return strings.EqualFold(path.Ext(name), extPass) && !strings.HasPrefix(path.Base(name), "._")
}

// readPasses reads passes in their order, each with an answer of its own.
func readPasses(passes []*zip.File, o Options) (codes []decode.Code) {
	if len(passes) > MaxPasses {
		return broken(decode.Code{}, fileTooManyPasses, "")
	}
	names := map[string]bool{}
	left := int64(MaxFile)
	for _, f := range passes {
		if names[f.Name] {
			return broken(decode.Code{}, filePassTwice, "")
		}
		names[f.Name] = true
		data, err := readEntry(f, min(left, MaxText))
		left -= int64(len(data))
		if err != nil {
			codes = append(codes, broken(decode.Code{}, filePassDamaged, "")...)
			continue
		}
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil || len(archive.File) > MaxPassEntries {
			codes = append(codes, broken(decode.Code{}, filePassZIPDamaged, "")...)
			continue
		}
		codes = append(codes, readPass(archive, o)...)
		if hidden := slices.Collect(entries(archive, isPass)); len(hidden) > 0 &&
			slices.ContainsFunc(archive.File, isMessage) {
			codes = append(codes, oneProblem(unsupported(kindZIP, filePassesInPass))...)
		}
	}
	return codes
}

// readPass reads one pass, or names what the archive is instead.
func readPass(archive *zip.Reader, o Options) []decode.Code {
	files := slices.Collect(entries(archive, func(name string) bool { return name == namePass }))
	switch {
	case len(files) > 1:
		return broken(decode.Code{}, filePassJSONTwice, "")
	case len(files) == 1:
		text, err := readEntry(files[0], MaxPass)
		if err != nil {
			return broken(decode.Code{}, filePassJSONDamaged, "")
		}
		return append(passMessages(text, o.Raw), otherMessages(archive)...)
	}
	if others := otherMessages(archive); others != nil {
		return others
	}
	return oneProblem(unsupported(kindZIP, fileNoWalletPass))
}

// otherMessages name the certificate in an archive that is not read.
func otherMessages(archive *zip.Reader) []decode.Code {
	for range entries(archive, func(name string) bool { return name == nameDIVOC }) {
		return oneProblem(unsupported(decode.DIVOC()))
	}
	return nil
}

// readEntry inflates a file of an archive, to so many bytes at most.
func readEntry(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = io.ErrShortBuffer
	}
	return text, err
}
