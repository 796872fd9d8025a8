package cmd

import (
	"strconv"

	"vaxcheck/trust/refresh"
)

const (
	askDirectoryEN = "take a snapshot and its signature from the directory anew; tell whoever gave you this one"
	tryAgainEN     = "try again later, or bring the set on a stick with 'vaxcheck trust import'"
	networkEN      = "ask whoever runs the network, or bring the set on a stick with 'vaxcheck trust import'"
	mirrorEN       = "use another address with --from, or bring the set on a stick with 'vaxcheck trust import'"
	keepsEN        = "nothing was changed, and nothing needs to be done"
	addressEN      = "name the snapshot, such as https://example.org/vci_snapshot.json; its signature must lie beside it as .sig"
	stickEN        = "name an export of 'vaxcheck trust export', or a folder with vci_snapshot.json and vci_snapshot.sig"
)

var renewEN = renewWords{
	Update: "Get the newest trust set from the directory, over the network",
	UpdateLong: "Fetches the directory's snapshot and its signature, and installs it if it is newer than what is in\n" +
		"force. It must be signed with the directory's key, and is refused if it is older, from the future,\n" +
		"or much smaller. This is the only command that uses the network; HTTPS_PROXY, NO_PROXY and\n" +
		"SSL_CERT_FILE hold. Whatever happens, what was in force is in force.",
	Import: "Install a trust set from a stick, without network",
	ImportLong: "Takes an export of 'vaxcheck trust export', or the directory's own files vci_snapshot.json and\n" +
		"vci_snapshot.sig, or a folder with one of these, or an export on standard input ('-'). It is checked\n" +
		"just like one from the network.\n\n" +
		"With --kind it takes a file of certificates, for which you vouch: nothing in it can be checked. It stands\n" +
		"beside the program's own and replaces what was imported so before. --dated says when its list was made.\n" +
		"With --kind crl, revocation lists come beside those that are held, if an authority that is held signed them.",
	Export: "Write the installed trust set into a file for another machine",
	ExportLong: "Writes the set in force as its directory signed it, in one file, for 'vaxcheck trust import' on another\n" +
		"machine, which checks it anew. Local additions and blocks are not in it. '-' is standard output.",
	Rollback: "Set the newest installed trust set aside, and return to the one before",
	RollbackLong: "Sets the installed set aside; the one before it is in force again, at last the one inside the program.\n" +
		"Update and import do not install it again without --force, but a newer one they do. With --kind it takes\n" +
		"back what was imported of that kind.",
	Verify: "Check everything that is stored here anew",
	VerifyLong: "Checks the set inside the program, every installed set with its signature, both copies of what was\n" +
		"added and blocked and of the key history, what was imported with --kind, and who may write there.\n" +
		"Exit code 5 if anything is damaged.",
	FromFlag:   "fetch from this address, https and ending in .json, such as a mirror's, instead of the directory's own",
	DryRunFlag: "show what would change, and change nothing",
	ForceFlag:  "install it even if it is much smaller, or was rolled back; nothing else is forced",
	AllFlag:    "also every issuer's age, keys with a period, withdrawn keys, and what is stored where",

	Asking: "asking {address} …",
	Outcomes: map[string]string{
		outcomeInstalled: "Installed for {whose}:",
		outcomeWould:     "Would be installed for {whose}:",
		outcomeNothing:   "Nothing new: the set in force, of {created}, is the newest.",
		outcomeRefused:   "NOT installed for {whose}:",
	},
	For:    map[scope]string{scopeProgram: "the program", scopeMachine: "everyone on this machine", scopeUser: "this user"},
	Before: "before", After: "after",
	Counts: func(issuers, keys int) string {
		return plural(issuers, "issuer", "issuers") + ", " + plural(keys, "key", "keys")
	},
	SameContent: "Its issuers, keys and lists are the same; it is only newer.",
	Kinds: map[string]string{
		issuersAdded: "Issuers added", issuersRemoved: "Issuers REMOVED", issuersRenamed: "Issuers renamed",
		keysAdded: "Keys added", keysRemoved: "Keys REMOVED", keysChanged: "Keys changed",
		listsChanged: "Revocation lists changed: counter (entries)",
	},
	More: func(count int) string { return "… and " + strconv.Itoa(count) + " more: --format json has them all" },

	Exported:          "Written: {file}, {bytes} bytes, the set of {created}. On the other machine: vaxcheck trust import FILE",
	ExportBundled:     "the set in force is the one inside the program, which is no file that its directory signed",
	ExportBundledNext: "the same version of vaxcheck has it on any machine; a newer set comes with 'vaxcheck trust update'",
	ExportTerminal:    "an export is not for a terminal: name a file",
	RolledBack:        "Set aside: the set of {created}. In force now: {source}, of {now}.",
	NotHeld: map[scope]string{
		scopeProgram: "the set in force is the one inside the program; nothing newer is installed",
		scopeMachine: "the set in force is the machine's, not this user's",
		scopeUser:    "the set in force is this user's, not the machine's",
	},
	NotHeldNext: map[scope]string{
		scopeProgram: "see 'vaxcheck trust status --all'",
		scopeMachine: "an administrator rolls it back with --machine",
		scopeUser:    "leave --machine out",
	},
	Reasons: map[refresh.Reason]reasonWords{
		refresh.TooLarge:      {"larger than any real one", askDirectoryEN},
		refresh.Signature:     {"the directory's signature does not hold for this set: it was changed on the way, or the two files do not belong together", askDirectoryEN},
		refresh.Malformed:     {"signed, but not a trust set that this version can read", "look for a newer version of vaxcheck"},
		refresh.NoTime:        {"the set does not say when it was made", askDirectoryEN},
		refresh.Future:        {"the set is of {got}, more than a day after this machine's clock, {held}", "set the clock; if it is right, " + askDirectoryEN},
		refresh.Older:         {"the set is of {got}, no newer than the one in force, of {held}", "take a newer one; to go back to an earlier one there is 'vaxcheck trust rollback'"},
		refresh.NothingNew:    {"this very set is in force already", keepsEN},
		refresh.Shrunk:        {"more than a tenth is missing in the set: issuers {issuers}, keys {keys}", "look at what would go with --dry-run --force; if it is meant to go, use --force"},
		refresh.SetAside:      {"the set of {got} was rolled back here", "wait for a newer one, or use --force if it is wanted after all"},
		refresh.Address:       {"not an https address of a .json file", addressEN},
		refresh.Credentials:   {"a user name or password in the address is not sent", "leave it out; " + addressEN},
		refresh.Unreachable:   {"the server cannot be reached", networkEN},
		refresh.Slow:          {"the server was too slow", tryAgainEN},
		refresh.TLSVersion:    {"the server does not speak TLS 1.2 or later", mirrorEN},
		refresh.WrongName:     {"the server's certificate is for another name: this is not the server that was asked for", networkEN},
		refresh.Certificate:   {"the server's certificate is not trusted here, or the clock is wrong", "check the clock; a company's own certificate is named with SSL_CERT_FILE; or use 'vaxcheck trust import'"},
		refresh.Insecure:      {"the server sends on to an address that is not https", mirrorEN},
		refresh.Redirects:     {"the server sends on too often", mirrorEN},
		refresh.Status:        {"the server does not give the file: status {status}", mirrorEN},
		refresh.Page:          {"the server gave a page or picture instead, perhaps a network's login", "log in to the network, or bring the set on a stick with 'vaxcheck trust import'"},
		refresh.Encoding:      {"the server gave it compressed in a way that was not asked for", mirrorEN},
		refresh.Truncated:     {"the answer broke off", tryAgainEN},
		refresh.NotAsked:      {"the server said that nothing has changed, without having been asked", mirrorEN},
		refresh.RootCAs:       {"the file that SSL_CERT_FILE names has no certificate that could be read", "name a file of certificates in PEM, or take SSL_CERT_FILE away"},
		refresh.ProxySettings: {"the address of the proxy cannot be used", "set HTTPS_PROXY to an address such as http://proxy.example:8080"},
		refresh.NotFound:      {"nothing there that could be imported", stickEN},
		refresh.Several:       {"more than one set is there", "name the file"},
		refresh.NotRead:       {"it cannot be read", "check the stick, and whether you may read it"},
		refresh.NotExport:     {"no export of vaxcheck", stickEN},
	},
}
