package cmd

import (
	"cmp"
	"errors"
	"runtime"
)

// homeNames are the states of the user's home, for programs.
var homeNames = map[HomeState]string{HomeGiven: "given", HomeFound: "account", HomeNone: "none", HomeClosed: "unreadable"}

// homeKnown refuses to go on where the user's home cannot be read: what is blocked and
// limited there would pass for allowed.
func homeKnown(p Places, w *words) error {
	if p.Home != HomeClosed {
		return nil
	}
	h := w.Admin.Home
	return &codedError{code: exitNotReady, kind: errTrustRefused, err: errors.New(p.homeText(h.Closed)), hint: p.homeText(h.ClosedNext)}
}

// homeNote says where the user's folders are if it is not where one would look, ""
// otherwise.
func homeNote(env *Env, w *words) string {
	p, h := env.Places, w.Admin.Home
	switch named := env.Getenv(homeVariable(runtime.GOOS)); {
	case p.Home == HomeNone:
		return p.homeText(h.None)
	case p.Home == HomeFound && named != "":
		return p.homeText(h.Elsewhere)
	}
	return ""
}

// homeText fills in where the home is, and which variable names it.
func (p Places) homeText(text string) string {
	variable := homeVariable(runtime.GOOS)
	return fill(text, "folder", cmp.Or(p.HomePath, variable), "variable", variable)
}
