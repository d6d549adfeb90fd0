package main

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// envPrefix begins the variables that set keys.
const envPrefix = "CIFRA_"

// addEnv lays what the environment says over what is known. An empty variable
// is one that is not set.
func (c *config) addEnv(environ []string) error {
	keys := c.envKeys()
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		key, known := keys[name]
		if value == "" || !known {
			continue
		}
		err := setText(key.value, value)
		if err == nil {
			var wrong string
			if wrong, err = c.check(); wrong != key.name {
				err = nil // of another variable, which has its turn
			}
		}
		switch {
		case err != nil && key.name == "state.url": // may hold a password
			return fmt.Errorf("%s: %w", name, err)
		case err != nil:
			return fmt.Errorf("%s=%q: %w", name, value, err)
		}
		c.fromEnv = append(c.fromEnv, name)
	}
	return nil
}

// envKey is a key that a variable can set.
type envKey struct {
	name  string // "bot.language"
	value reflect.Value
}

// envKeys gives the keys by the names of their variables: CIFRA_ and the key in
// capitals, which is every key of a table.
func (c *config) envKeys() map[string]envKey {
	keys := map[string]envKey{}
	tables := reflect.ValueOf(c).Elem()
	for i := range tables.NumField() {
		table := tables.Type().Field(i).Tag.Get("toml")
		if table == "" || tables.Field(i).Kind() != reflect.Struct {
			continue
		}
		values := tables.Field(i)
		for j := range values.NumField() {
			key := table + "." + values.Type().Field(j).Tag.Get("toml")
			name := envPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
			keys[name] = envKey{key, values.Field(j)}
		}
	}
	return keys
}

// setText sets a value from a text, a list at its commas.
func setText(v reflect.Value, s string) error {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(s))
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Bool:
		b, err := strconv.ParseBool(s)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", s)
		}
		v.SetBool(b)
	case reflect.Int:
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("%q is no whole number", s)
		}
		v.SetInt(int64(n))
	case reflect.Slice:
		parts := strings.Split(s, ",")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		v.Set(reflect.ValueOf(parts))
	default:
		panic(fmt.Sprintf("a key of kind %v cannot be set in the environment", v.Kind()))
	}
	return nil
}

// strayEnv lists the variables that look like keys and are none. They are no
// error: Kubernetes, for one, makes such variables of the name of a service.
func strayEnv(environ []string) []string {
	keys := (&config{}).envKeys()
	var stray []string
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if _, known := keys[name]; strings.HasPrefix(name, envPrefix) && value != "" && !known {
			stray = append(stray, name)
		}
	}
	return stray
}
