package verify

import (
	"vaxcheck/decode"
	"vaxcheck/nzcp"
)

// readNZCP maps the content of an NZ COVID Pass into the record: a state's pass, and no dose.
// Whose it is must be told, or else it would be everybody's.
func readNZCP(c *decode.Credential) (Record, *decode.Problem) {
	p, err := nzcp.Read(c.Payload)
	if err != nil {
		return Record{}, contentProblem(err, nil, specNZCP)
	}
	pass := StatePass{Disease: covid19, Counts: true}
	holder := Subject{BirthDate: p.BirthDate}
	if p.GivenName+p.FamilyName != "" {
		holder.Names = []Name{{Family: p.FamilyName}}
	}
	if p.GivenName != "" {
		holder.Names[0].Given = []string{p.GivenName}
	}
	if holder.Names == nil {
		pass.Counts, pass.doubts = false, doubtPerson
	}
	return Record{Subjects: []Subject{holder}, Passes: []StatePass{pass}}, nil
}

// nzcpNotes lists where a proven pass departs from its specification.
func nzcpNotes(c *decode.Credential) []Note {
	p, _ := nzcp.Read(c.Payload)
	return notesFrom(p.Notes)
}
