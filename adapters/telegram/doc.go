// Package telegram answers in Telegram: private chats, groups, commands,
// buttons and inline mode, by long polling or by webhook.
package telegram
