package slack

import (
	"strings"

	"github.com/slack-go/slack"

	"cifra/bot"
)

// What a table takes at most. Slack takes one table a message.
// Source: docs.slack.dev/reference/block-kit/blocks/table-block, and for the
// characters of all cells together slackapi/slack-skills-plugin,
// skills/block-kit/references/data-display-design.md.
const (
	mostRows  = 100 // the headings of its columns included
	mostCells = 10_000
	mostCell  = 200 // no limit of Slack's: a label that fills a line is none
)

// emptyCell is what a cell holds that shows nothing: Slack takes no empty text.
const emptyCell = " "

// table adds a table of two rows or more, and says so where not all of them
// had room in it.
func (p *page) table(title string, rows []bot.Row) (more string) {
	if len(rows) < 2 {
		return ""
	}
	t := tableMaker{block: slack.NewTableBlock(""), room: mostCells}
	right := slack.ColumnSetting{Align: slack.ColumnAlignmentRight}
	t.block.ColumnSettings = append(make([]slack.ColumnSetting, 0, 3),
		slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true}, right)
	for i := range rows {
		t.shares = t.shares || rows[i].ShareText != ""
	}
	if t.shares {
		t.block.ColumnSettings = append(t.block.ColumnSettings, right)
	}
	if title == "" {
		title = p.words.Counted
	}
	shown := t.fill(title, p.words, rows)
	if shown == 0 {
		return p.words.MoreRows(0, len(rows))
	}
	p.add(t.block)
	if shown < len(rows) {
		return p.words.MoreRows(shown, len(rows))
	}
	return ""
}

// tableMaker fills a table as long as there is room.
type tableMaker struct {
	block  *slack.TableBlock
	shares bool // there is a column of shares
	room   int  // characters
}

// fill gives how many of the rows had room, below the headings of the columns
// and of the lists that the rows are of.
func (t *tableMaker) fill(title string, w *bot.Words, rows []bot.Row) (shown int) {
	t.block.Rows = make([][]slack.TableCell, 0, min(len(rows)+4, mostRows))
	t.row(cell(title), cell(w.CountHead), cell(w.ShareHead))
	group := ""
	for i := range rows {
		r := &rows[i]
		need := 1
		if r.Group != group {
			need = 2
		}
		if len(t.block.Rows)+need > mostRows {
			return shown
		}
		before := len(t.block.Rows)
		if r.Group != group {
			group = r.Group
			if !t.row(cell(group), emptyCell, emptyCell) {
				return shown
			}
			t.embolden()
		}
		if !t.row(cell(r.Label), cell(r.CountText), cell(r.ShareText)) {
			t.block.Rows = t.block.Rows[:before]
			return shown
		}
		shown++
	}
	return shown
}

// row adds a row, and says whether there was room for it.
func (t *tableMaker) row(label, count, share string) bool {
	texts := [...]string{label, count, share}
	n := 2
	if t.shares {
		n = 3
	}
	cells := make([]slack.TableCell, n)
	for i, text := range texts[:n] {
		t.room -= length(text)
		cells[i] = slack.NewTableRawTextCell(text)
	}
	if t.room < 0 {
		return false
	}
	t.block.Rows = append(t.block.Rows, cells)
	return true
}

// embolden makes a heading of the last row.
func (t *tableMaker) embolden() {
	row := t.block.Rows[len(t.block.Rows)-1]
	text := row[0].(*slack.TableRawTextCell).Text
	bold := slack.NewRichTextSectionTextElement(text, &slack.RichTextSectionTextStyle{Bold: true})
	row[0] = slack.NewTableRichTextCell(slack.NewRichTextSection(bold))
}

func cell(s string) string {
	if s = clip(strings.TrimSpace(line(s)), mostCell); s == "" {
		return emptyCell
	}
	return s
}
