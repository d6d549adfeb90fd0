// Package cifra holds what the program ships beside its code: config.toml,
// which stands at the root for people to find, and is also what the program
// goes by where there is no such file. So there is one copy of the hotlines.
package cifra

import _ "embed"

//go:embed config.toml
var defaultConfig string

// DefaultConfig gives the text of config.toml as it ships.
func DefaultConfig() string { return defaultConfig }
