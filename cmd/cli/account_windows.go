package cli

import (
	"io/fs"

	"golang.org/x/sys/windows"
)

var knownFolders = map[string]*windows.KNOWNFOLDERID{
	"LOCALAPPDATA": windows.FOLDERID_LocalAppData,
	"PROGRAMDATA":  windows.FOLDERID_ProgramData,
}

// knownFolder asks the system, which knows its folders without variables.
func knownFolder(variable string) (string, error) {
	id, known := knownFolders[variable]
	if !known {
		return "", fs.ErrNotExist
	}
	return windows.KnownFolderPath(id, windows.KF_FLAG_DONT_VERIFY)
}
