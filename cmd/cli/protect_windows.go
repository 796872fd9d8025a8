package cli

import "io/fs"

func checkOwner(fs.FileInfo) error { return nil }
