package cli

import (
	"errors"
	"runtime"
	"vaxcheck/cmd/show"
)

// HomeNames are the states of the user's home, for programs.
var HomeNames = map[HomeState]string{HomeGiven: "given", HomeFound: "account", HomeNone: "none", HomeClosed: "unreadable"}

// HomeKnown refuses to go on where the user's home cannot be read: what is blocked and
// limited there would pass for allowed.
func HomeKnown(p Places, w *show.Sentences) error {
	if p.Home != HomeClosed {
		return nil
	}
	h := HomeIn(w)
	return &CodedError{Code: ExitNotReady, Kind: ErrTrustRefused, Err: errors.New(h.Closed(p.HomePath)), Hint: h.ClosedNext(HomeVariable(runtime.GOOS))}
}

// HomeNote says where the user's folders are if it is not where one would look, ""
// otherwise.
func HomeNote(env *Env, w *show.Sentences) string {
	p, h := env.Places, HomeIn(w)
	variable := HomeVariable(runtime.GOOS)
	switch named := env.Getenv(variable); {
	case p.Home == HomeNone:
		return h.None(variable)
	case p.Home == HomeFound && named != "":
		return h.Elsewhere(variable, p.HomePath)
	}
	return ""
}
