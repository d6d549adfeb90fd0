// Package delivery is what all platforms need to answer every message once, in
// order and in time: a ledger of what has been answered, lanes that keep one
// chat's messages in order and bound how many are in work, a pacer for what a
// platform allows, and errors without secrets. It knows no platform.
package delivery
