// Package slack answers in Slack: slash commands, mentions, direct messages,
// buttons and the App Home, by Socket Mode or over HTTP.
package slack
