package cmd

import (
	"errors"
	"runtime"
)

// homeNames are the states of the user's home, for programs.
var homeNames = map[HomeState]string{HomeGiven: "given", HomeFound: "account", HomeNone: "none", HomeClosed: "unreadable"}

// homeKnown refuses to go on where the user's home cannot be read: what is blocked and
// limited there would pass for allowed.
func homeKnown(p Places, w *sentences) error {
	if p.Home != HomeClosed {
		return nil
	}
	h := homeIn(w)
	return &codedError{code: exitNotReady, kind: errTrustRefused, err: errors.New(h.Closed(p.HomePath)), hint: h.ClosedNext(homeVariable(runtime.GOOS))}
}

// homeNote says where the user's folders are if it is not where one would look, ""
// otherwise.
func homeNote(env *Env, w *sentences) string {
	p, h := env.Places, homeIn(w)
	variable := homeVariable(runtime.GOOS)
	switch named := env.Getenv(variable); {
	case p.Home == HomeNone:
		return h.None(variable)
	case p.Home == HomeFound && named != "":
		return h.Elsewhere(variable, p.HomePath)
	}
	return ""
}
