// Package telegram answers in Telegram: private chats, groups, commands,
// buttons and inline mode, by long polling or by webhook.
//
// An update's way, in both: incoming (what Telegram brings) -> router.route (is
// it for the bot, and what does it ask: asked) -> a lane (one chat in order) ->
// the ledger (once) -> bot.Handler -> render (content) -> sender (at Telegram's
// pace, again where that helps).
//
// # What is sent once, and what may come twice
//
// See Adapter. An answer of several messages notes in the store which of them
// have been sent, so that whoever takes over goes on from there.
//
// # What is kept
//
// In the store: claims of updates; for an hour, which message answers which, so
// that an edited question edits its answer; for two days, which messages belong
// to an answer of several, so that a button changes or deletes all; a hash of
// the webhook's secret. All ids and nothing else: no word that a person wrote
// and no name, there or in a log.
//
// # Buttons
//
// What a button carries is what bot.Message takes as Press, with two additions:
// editMark before it has the reply take the place of the message, and
// dataDelete deletes the exchange.
package telegram
