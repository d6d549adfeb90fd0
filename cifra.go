// Package cifra holds what the program ships beside its code: config.toml,
// which stands at the root for people to find, and is also what the program
// goes by where there is no such file, so that there is one copy of the
// hotlines; and the guide to data sets, for those who have the program alone.
package cifra

import _ "embed"

//go:embed config.toml
var defaultConfig string

//go:embed docs/data-sets.md
var dataGuide string

// DefaultConfig gives the text of config.toml as it ships.
func DefaultConfig() string { return defaultConfig }

// DataGuide gives the text of docs/data-sets.md, which teaches how a data set is
// made.
func DataGuide() string { return dataGuide }
