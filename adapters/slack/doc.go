// Package slack answers in Slack: slash commands, mentions, direct messages,
// buttons and the App Home, by Socket Mode or over HTTP.
//
// What Slack delivers becomes a task, whichever way it came: an event, a press,
// over Socket Mode also a command. Tasks of one channel are worked one after
// another, in their order. A task is noted in a ledger as in hand and then as
// done, so that what Slack delivers twice is answered once, by any instance,
// and what failed, or died with its instance, is answered when it comes again.
//
// Slack may forget a delivery (200, or the acknowledgement of an envelope) once
// it has accepted the answer to it, and at the latest after two seconds. So what
// fails or is killed before that comes again. Slack cannot recognise a message
// that is posted twice: where a connection breaks between its acceptance of an
// answer and our knowledge of it, the event comes again and is answered again,
// which is better than not at all. After the acknowledgement nothing comes
// again: then what may have been posted is left at that, and whoever asked is
// told that the answer could not be sent.
//
// A slash command over HTTP is no task: its answer is the response.
package slack
