package slack

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/stats"
)

// tableOf gives the table of rows as texts, and what is said of those that are
// not in it.
func tableOf(t *testing.T, rows []bot.Row) (table [][]string, more string) {
	t.Helper()
	p := newPage(stats.EN, messageBlocks)
	more = p.table("", rows)
	for _, b := range p.blocks {
		for _, row := range b.(*slack.TableBlock).Rows {
			var texts []string
			for _, c := range row {
				switch c := c.(type) {
				case *slack.TableRawTextCell:
					texts = append(texts, c.Text)
				case *slack.TableRichTextCell:
					texts = append(texts, "bold "+c.Elements[0].(*slack.RichTextSection).Elements[0].(*slack.RichTextSectionTextElement).Text)
				}
			}
			table = append(table, texts)
		}
	}
	return table, more
}

func manyRows(n int, label string) []bot.Row {
	rows := make([]bot.Row, n)
	for i := range rows {
		rows[i] = bot.Row{Label: label + strconv.Itoa(i), Count: i, CountText: strconv.Itoa(i)}
	}
	return rows
}

func TestARowAloneIsNoTable(t *testing.T) {
	for n := range 2 {
		if table, more := tableOf(t, manyRows(n, "x")); table != nil || more != "" {
			t.Errorf("%d rows: %q, %q", n, table, more)
		}
	}
}

func TestATableHasTheColumnsThatItsRowsFill(t *testing.T) {
	rows := manyRows(3, "x")
	table, _ := tableOf(t, rows)
	if got := fmt.Sprint(table[0]); got != "[What is counted Count]" {
		t.Errorf("without shares the columns are %s", got)
	}
	rows[1].ShareText = "5%"
	table, _ = tableOf(t, rows)
	if got := fmt.Sprintf("%q", table); got != `[["What is counted" "Count" "Share"] ["x0" "0" " "] ["x1" "1" "5%"] ["x2" "2" " "]]` {
		t.Errorf("with a share the table is %s", got)
	}
}

func TestEveryListOfATableHasItsHeading(t *testing.T) {
	rows := manyRows(3, "x")
	rows[0].Group, rows[1].Group, rows[2].Group = "A", "A", "B"
	table, _ := tableOf(t, rows)
	if got := fmt.Sprintf("%q", table[1:]); got != `[["bold A" " "] ["x0" "0"] ["x1" "1"] ["bold B" " "] ["x2" "2"]]` {
		t.Errorf("%s", got)
	}
}

func TestRowsThatHaveNoRoomAreCounted(t *testing.T) {
	grouped := manyRows(60, "x")
	for i := range grouped {
		grouped[i].Group = "G" + strconv.Itoa(i)
	}
	for name, c := range map[string]struct {
		rows  []bot.Row
		shown int
	}{
		"by number":     {manyRows(150, "x"), 99},
		"just fitting":  {manyRows(99, "x"), 99},
		"by their size": {manyRows(99, strings.Repeat("x", 190)), 51},
		"with headings": {grouped, 49},
	} {
		table, more := tableOf(t, c.rows)
		last := table[len(table)-1]
		want := ""
		if c.shown < len(c.rows) {
			want = bot.WordsIn(stats.EN).MoreRows(c.shown, len(c.rows))
		}
		if more != want || last[1] != c.rows[c.shown-1].CountText || len(table) > 100 {
			t.Errorf("%s: said %q, want %q; the last of %d rows is %q", name, more, want, len(table), last)
		}
	}
}

func TestWhatATableLeavesOutIsSaidInTheMessage(t *testing.T) {
	c := render(bot.Reply{Lang: stats.ES, Text: "x", Rows: manyRows(150, "x")}, setting{})
	if texts := strings.Join(shownTexts(c.Blocks), "\n"); !strings.Contains(texts, "Se muestran 99 de 150 renglones.") {
		t.Errorf("nothing of it in %q", texts)
	}
}
