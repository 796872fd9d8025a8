// Package vectors reads the test vectors of testdata, whose README tells what the words
// of their heads mean, and judges them. Nothing shipped uses it.
package vectors

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// A Vector is one input and the answer that it must get.
type Vector struct {
	Name, Folder   string
	Results        []string // verdict, or verdict/reason
	Stream         []string // results on standard input, where they are others
	Fails          []string // checks that fail or are undecided
	Details        []string
	At, Now        string
	Policy, Trust  string
	History, Local string // what lies over the trust set
	Body           []byte
}

// atLeast is how many vectors there are at least. Fewer means that they were not found.
const atLeast = 800

// All reads all vectors of the folder testdata.
func All(testdata fs.FS) ([]Vector, error) {
	names, err := fs.Glob(testdata, file("*"))
	if err != nil || len(names) < atLeast {
		return nil, fmt.Errorf("%d vectors found, %v", len(names), err)
	}
	var list []Vector
	for _, name := range names {
		v, err := read(testdata, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, v)
	}
	return list, nil
}

// Named reads the vector of a name, wherever it lies.
func Named(testdata fs.FS, name string) (Vector, error) {
	names, err := fs.Glob(testdata, file(name))
	if err != nil || len(names) != 1 {
		return Vector{}, fmt.Errorf("%d vectors are named %s, %v", len(names), name, err)
	}
	return read(testdata, names[0])
}

// file is the pattern of a vector's path.
func file(name string) string { return path.Join("vectors", "*", name+".txt") }

func read(testdata fs.FS, name string) (Vector, error) {
	text, err := fs.ReadFile(testdata, name)
	if err != nil {
		return Vector{}, err
	}
	v := Vector{Name: strings.TrimSuffix(path.Base(name), ".txt"), Folder: path.Base(path.Dir(name))}
	head, body, found := strings.Cut(string(text), "\n\n")
	if !found {
		return v, errors.New("no empty line after the head")
	}
	words := map[string]string{}
	for _, line := range strings.Split(head, "\n") {
		key, value, found := strings.Cut(line, ": ")
		if !found || words[key] != "" {
			return v, fmt.Errorf("line %q", line)
		}
		words[key] = value
	}
	v.Body = []byte(body)
	return v, v.take(words)
}

// take moves the words of a head to where they belong; one that is left over is
// an error.
func (v *Vector) take(words map[string]string) (err error) {
	take := func(key string) string {
		value := words[key]
		delete(words, key)
		return value
	}
	verdict, reason := take("expect"), take("reason")
	v.Results, v.Stream = strings.Fields(take("results")), strings.Fields(take("stream"))
	if verdict != "" {
		v.Results = append(v.Results, strings.TrimSuffix(verdict+"/"+reason, "/"))
	}
	v.Fails, v.Details = strings.Fields(take("fails")), strings.Fields(take("details"))
	v.At, v.Now, v.Policy, v.Trust = take("at"), take("now"), take("policy"), take("trust")
	v.History, v.Local = take("history"), take("local")
	form := take("body")
	if form == "base64" {
		v.Body, err = base64.StdEncoding.DecodeString(string(v.Body)) // skips line breaks
	}
	switch spec, comment := take("spec"), take("comment"); {
	case spec == "" || comment == "":
		return errors.New("no spec or no comment")
	case len(v.Results) == 0 || verdict != "" && len(v.Results) > 1:
		return errors.New("neither expect nor results, or both")
	case (v.At == "") == (v.Now == ""):
		return errors.New("neither at nor now, or both")
	case form != "" && form != "text" && form != "base64":
		return fmt.Errorf("body: %s", form)
	case v.Trust == "bundled" && v.History+v.Local != "":
		return errors.New("layers over the bundled set, which has its own")
	case len(words) > 0:
		return fmt.Errorf("unknown words %v", words)
	}
	return err
}
