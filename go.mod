module vaxcheck

go 1.26.0

require (
	github.com/boombuler/barcode v1.1.0 // draws Aztec codes, PDF417 and bar codes, in tests
	github.com/fatih/color v1.19.0 // colours that know NO_COLOR and Windows consoles
	github.com/fxamacker/cbor/v2 v2.9.6 // CBOR of EU DCC, with limits and duplicate keys refused
	github.com/go-jose/go-jose/v4 v4.1.8 // second opinion on signatures for auditors; witness in tests
	github.com/go-json-experiment/json v0.0.0-20260820222146-c27c302e5fc3 // strict JSON tokens (duplicates, UTF-8, exact names); catalogues, until encoding/json/v2 leaves the experiment
	github.com/google/go-cmp v0.7.0 // readable differences, in tests
	github.com/makiuchi-d/gozxing v0.1.1 // decodes the bits of a QR or Aztec code that decode has found; reads other symbols, to name them
	github.com/mattn/go-colorable v0.1.14 // colour codes on older Windows consoles
	github.com/mattn/go-runewidth v0.0.31 // display width of Chinese, Japanese and Korean text
	github.com/nicksnyder/go-i18n/v2 v2.7.0 // reads the catalogues as translators' tools do, in tests
	github.com/pelletier/go-toml/v2 v2.4.3 // policy and configuration files, with errors a person can act on
	github.com/rogpeppe/go-internal v1.16.0 // locks and renames on three systems for the trust store; scripts that test the command as users meet it
	github.com/spf13/cobra v1.10.2 // commands, help, completion
	github.com/spf13/pflag v1.0.9 // cobra's flags, walked to print help in every language
	go.bug.st/serial v1.8.0 // scanners that are serial ports, on three systems without cgo
	golang.org/x/image v0.47.0 // WebP, BMP and TIFF; scaling
	golang.org/x/net v0.62.0 // which hosts a proxy is for, as everybody's NO_PROXY has it
	golang.org/x/sys v0.49.0 // control sequences on Windows consoles; pseudo-terminals, in tests
	golang.org/x/term v0.47.0 // terminals and their size on three systems
	golang.org/x/text v0.43.0 // names in one form (NFKC), to tell a person who comes twice; tags and plurals of languages
	rsc.io/qr v0.2.0 // draws QR codes with exact segments
)

require (
	github.com/clipperhouse/uax29/v2 v2.2.0 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/x448/float16 v0.8.4 // indirect
	golang.org/x/tools v0.51.0 // indirect
	golang.org/x/xerrors v0.0.0-20200804184101-5ec99f83aff1 // indirect
)
