package main

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/legal"
)

// TestUpToDate: the notices that the program prints are those of the modules
// that it is made of.
func TestUpToDate(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	want, err := collect(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := legal.All()
	if err != nil || len(got) < 10 {
		t.Fatalf("%d notices, %v", len(got), err)
	}
	if diff := cmp.Diff(heads(got), heads(want)); diff != "" {
		t.Errorf("run 'go generate ./internal/legal' (-held +linked):\n%s", diff)
	}
	for i := range min(len(got), len(want)) {
		// Go's own text comes with whatever Go is at hand.
		if got[i].Module == want[i].Module && got[i].Module != "std" && got[i].Text != want[i].Text {
			t.Errorf("%s: another text: run 'go generate ./internal/legal'", got[i].Module)
		}
	}
}

// heads are the notices without their texts.
func heads(all []legal.Notice) []legal.Notice {
	var out []legal.Notice
	for _, n := range all {
		n.Text = ""
		out = append(out, n)
	}
	return out
}

// TestLicense: a text may be under several licences, and one that nobody here
// knows has no name.
func TestLicense(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted, free of\ncharge, to any person":  "MIT",
		"Permission is hereby granted, free of charge … Apache License": "Apache-2.0 AND MIT",
		"Neither the name of the author":                                "BSD-3-Clause",
		"Redistribution and use in source and binary forms":             "",
		"GNU GENERAL PUBLIC LICENSE":                                    "",
	} {
		if got := license(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
