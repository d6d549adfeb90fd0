// Package adapters is the room for what connects the bot to a platform, and
// for the stores that outlive a process: a folder each. An adapter turns the
// platform's events into bot.Message and renders bot.Reply; it imports bot, and
// nothing imports it but cmd. The terminal needs none: see cmd/cifra.
package adapters
