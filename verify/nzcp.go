package verify

import (
	"vaxcheck/decode"
	"vaxcheck/nzcp"
	"vaxcheck/verify/record"
)

// readNZCP maps the content of an NZ COVID Pass into the record: a state's pass, and no dose.
// Whose it is must be told, or else it would be everybody's.
func readNZCP(c *decode.Credential) (record.Record, *decode.Problem) {
	p, err := nzcp.Read(c.Payload)
	if err != nil {
		return record.Record{}, contentProblem(err, nil, specNZCP)
	}
	pass := record.StatePass{Disease: record.COVID19, Counts: true}
	holder := record.Subject{BirthDate: p.BirthDate}
	if p.GivenName+p.FamilyName != "" {
		holder.Names = []record.Name{{Family: p.FamilyName}}
	}
	if p.GivenName != "" {
		holder.Names[0].Given = []string{p.GivenName}
	}
	if holder.Names == nil {
		pass.Counts, pass.Doubts = false, record.DoubtPerson
	}
	return record.Record{Subjects: []record.Subject{holder}, Passes: []record.StatePass{pass}}, nil
}

// nzcpNotes lists where a proven pass departs from its specification.
func nzcpNotes(c *decode.Credential) []Note {
	p, _ := nzcp.Read(c.Payload)
	return notesFrom(p.Notes)
}
