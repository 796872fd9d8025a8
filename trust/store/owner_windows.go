package store

func checkOwner(string, bool) *Note { return nil }
