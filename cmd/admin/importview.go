package admin

import (
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// importView tells who vouches for what was imported.
type importView struct {
	Kind   string           `json:"kind"`
	Scope  inforce.Scope    `json:"scope"`
	Dated  verify.Timestamp `json:"dated"`
	File   string           `json:"file"` // "" if it had no name
	SHA256 string           `json:"sha256"`
	Count  int              `json:"certificates"`
	show.WhyView
}

func importViewOf(v trust.Vouched, of inforce.Scope, count int) importView {
	return importView{v.Kind, of, verify.Timestamp(v.Dated), v.File, v.SHA256, count, show.WhyOf(v.Entry)}
}

func importOf(h *inforce.Holding) importView {
	return importViewOf(h.Vouched, h.Scope, len(h.Members()))
}

// importsOf lists what is in force of all that was imported.
func importsOf(i *inforce.Imported) []importView {
	var views []importView
	for _, h := range i.Stores {
		if h.Counts() {
			views = append(views, importOf(h))
		}
	}
	return views
}
