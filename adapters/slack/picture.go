package slack

import (
	"bytes"
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"cifra/bot/chart"
)

// upload posts a chart as a picture, behind the answer that it belongs to. That
// answer is complete without it: where it fails, operators are told.
func (a *Adapter) upload(ctx context.Context, at place, c *chart.Chart) {
	if err := a.uploadPicture(ctx, at, c); err != nil {
		a.log.Error("a chart was not uploaded", "error", a.safe(err))
	}
}

func (a *Adapter) uploadPicture(ctx context.Context, at place, c *chart.Chart) error {
	png, err := a.c.Draw(c)
	if err != nil {
		return fmt.Errorf("drawing a chart: %w", err)
	}
	to := callee{method: "files.getUploadURLExternal", team: at.team, twice: true}
	var file *slack.GetUploadURLExternalResponse
	err = a.call(ctx, to, func(ctx context.Context, client *slack.Client) (err error) {
		file, err = client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{
			AltTxt: clipAlt(c.Alt), FileSize: len(png), FileName: pictureName,
		})
		return err
	})
	if err != nil {
		return err
	}
	to.method = "the upload"
	err = a.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
		return client.UploadToURL(ctx, slack.UploadToURLParameters{
			UploadURL: file.UploadURL, Reader: bytes.NewReader(png), Filename: pictureName,
		})
	})
	if err != nil {
		return err
	}
	to = callee{method: "files.completeUploadExternal", team: at.team, channel: at.paced()}
	return a.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
		_, err := client.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
			Files:   []slack.FileSummary{{ID: file.FileID, Title: c.Title}},
			Channel: at.channel, ThreadTimestamp: at.thread,
		})
		return err
	})
}

const pictureName = "cifra.png"

// mostAlt is how much Slack takes of what a picture shows, in characters.
// Source: https://docs.slack.dev/reference/methods/files.getUploadURLExternal
const mostAlt = 1000

func clipAlt(s string) string {
	if r := []rune(s); len(r) > mostAlt {
		return string(r[:mostAlt-1]) + "…"
	}
	return s
}
