package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cifra/stats"
)

func TestConfigErrorsNameFileLineValueAndNearestKey(t *testing.T) {
	const hotline = "\n[[hotline]]\nname = {en='X',es='X'}\nlines=['1']\nabout={en='a',es='a'}\nchecked='2026-11-22'\n"
	for name, c := range map[string]struct{ text, want string }{
		"misspelled key":       {"[bot]\nlangauge = 'es'", `config.toml:2: unknown key "bot.langauge", did you mean "bot.language"?`},
		"misspelled table":     {"\n[bto]\nlanguage = 'es'", `config.toml:2: unknown key "bto", did you mean "bot"?`},
		"key without table":    {"language = 'es'", `config.toml:1: unknown key "language", did you mean "bot.language"?`},
		"dotted key":           {"bot.lang = 'es'", `config.toml:1: unknown key "bot.lang", did you mean "bot.language"?`},
		"nothing near":         {"[metrics]\nenabled = true", `config.toml:1: unknown key "metrics" (known: bot.language, data.sets, slack.enabled, `},
		"key of a hotline":     {hotline + "phone = '1'", `config.toml:7: unknown key "hotline.phone"`},
		"wrong language":       {"[bot]\n\nlanguage = 'fr'", `config.toml:3: bot.language: unknown language "fr" (auto, en or es)`},
		"language a number":    {"[bot]\nlanguage = 3", `config.toml:2: bot.language: `},
		"sets a text":          {"[data]\nsets = 'border-2017'", `config.toml:2: data.sets: `},
		"no set":               {"[data]\nsets = []", `config.toml:2: data.sets: no data set is named`},
		"an empty set":         {"[data]\nsets = [' ']", `config.toml:2: data.sets: " " names no data set`},
		"a set twice":          {"[data]\nsets = ['a', 'a']", `config.toml:2: data.sets: "a" is named twice`},
		"no TOML":              {"[bot\nlanguage = 'es'", `config.toml:`},
		"a key twice":          {"[bot]\nlanguage = 'es'\nlanguage = 'en'", `config.toml:3: `},
		"no hotline":           {"hotline = []", `config.toml:1: hotline: none is given`},
		"hotline without line": {"[[hotline]]\nname = {en='X',es='X'}\nabout={en='a',es='a'}\nchecked='2026-11-22'", `config.toml: making a bot: hotline "X": no way to reach it`},
		"hotline in one language": {"[[hotline]]\nname = {en='X'}\nlines=['1']\nabout={en='a',es='a'}\nchecked='2026-11-22'",
			`config.toml: making a bot: hotline "X"`},
		"a date that is none": {"[[hotline]]\nchecked = 'soon'", `config.toml:2: hotline.checked: "soon" is not a date such as "2026-11-22"`},
		"a line of three":     {"[[hotline]]\nlines = [{ en = 'a', es = 'b', fr = 'c' }]", `config.toml:2: hotline.lines: unknown key "fr" in a line (en, es)`},
		"a line of a number":  {"[[hotline]]\nlines = [911]", `config.toml:2: hotline.lines: 911 is neither a text nor`},
	} {
		t.Run(name, func(t *testing.T) {
			at(t, map[string]string{"config.toml": c.text})
			got := invoke("", "ask", "gender")
			if got.status != exitFailed || got.out != "" || !strings.HasPrefix(got.err, "cifra: "+c.want) {
				t.Errorf("status %d, output %q, error %q, want %q", got.status, got.out, got.err, c.want)
			}
		})
	}
}

func TestConfigReportsEveryUnknownKey(t *testing.T) {
	at(t, map[string]string{"other.toml": "colour = 1\n[bot]\nlangauge = 'es'\n"})
	got := invoke("", "ask", "--config", "other.toml", "gender")
	for _, want := range []string{`other.toml:1: unknown key "colour"`, `other.toml:3: unknown key "bot.langauge"`} {
		if !strings.Contains(got.err, want) {
			t.Errorf("error %q, want %q in it", got.err, want)
		}
	}
}

func TestConfigFileThatIsNamedMustBeThere(t *testing.T) {
	at(t, nil)
	if got := invoke("", "ask", "--config", "none.toml", "gender"); got.status != exitFailed || !strings.Contains(got.err, "none.toml") {
		t.Errorf("status %d, error %q", got.status, got.err)
	}
}

func TestConfigWithoutFileIsTheOneAtTheRoot(t *testing.T) {
	text, err := os.ReadFile("../../config.toml")
	if err != nil {
		t.Fatal(err)
	}
	at(t, map[string]string{"copy.toml": string(text)})
	builtIn, err := readConfig("", nil)
	if err != nil {
		t.Fatal(err)
	}
	read, err := readConfig("copy.toml", nil)
	if err != nil {
		t.Fatal(err)
	}
	read.file = ""
	if diff := cmp.Diff(builtIn, read, cmp.AllowUnexported(config{})); diff != "" {
		t.Errorf("built in (-) and read (+) differ:\n%s", diff)
	}
}

func TestEnvironmentWinsOverFileAndFileOverWhatShips(t *testing.T) {
	at(t, map[string]string{"config.toml": "[bot]\nlanguage = 'es'\n"})
	for _, c := range []struct {
		environ  []string
		language language
		sets     []string
	}{
		{nil, "es", []string{"border-2017"}},
		{[]string{"CIFRA_BOT_LANGUAGE=en"}, "en", []string{"border-2017"}},
		{[]string{"CIFRA_BOT_LANGUAGE="}, "es", []string{"border-2017"}},
		{[]string{"CIFRA_DATA_SETS=./mine, border-2017"}, "es", []string{"./mine", "border-2017"}},
	} {
		got, err := readConfig("", c.environ)
		if err != nil {
			t.Fatal(err)
		}
		if got.Bot.Language != c.language || !cmp.Equal(got.Data.Sets, c.sets) || len(got.Hotlines) != 2 {
			t.Errorf("with %q: language %q, sets %q, %d hotlines", c.environ, got.Bot.Language, got.Data.Sets, len(got.Hotlines))
		}
	}
}

func TestEnvironmentIsCheckedAsStrictlyAsTheFile(t *testing.T) {
	at(t, nil)
	for entry, want := range map[string]string{
		"CIFRA_BOT_LANGUAGE=fr":         `CIFRA_BOT_LANGUAGE="fr": unknown language "fr" (auto, en or es)`,
		"CIFRA_DATA_SETS=border-2017,,": `CIFRA_DATA_SETS="border-2017,,": "" names no data set`,
	} {
		if _, err := readConfig("", []string{entry}); err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %q", entry, err, want)
		}
	}
}

func TestHotlinesOfAFileReplaceThoseThatShip(t *testing.T) {
	at(t, map[string]string{"config.toml": `
[[hotline]]
name = { en = "Chile", es = "Chile" }
lines = ["1", { en = "text 2", es = "mensaje al 2" }]
about = { en = "Someone answers.", es = "Alguien atiende." }
checked = 2026-01-02
`})
	c, err := readConfig("", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.hotlines()) != 1 || c.hotlines()[0].Lines[0] != (stats.Text{EN: "1", ES: "1"}) ||
		c.hotlines()[0].Lines[1].ES != "mensaje al 2" || c.hotlines()[0].Checked.Format("2006-01-02") != "2026-01-02" {
		t.Errorf("hotlines: %+v", c.hotlines())
	}
}

func TestConfigCheckSaysWhatWouldStart(t *testing.T) {
	path := goldenPath(t, "config-check.golden")
	at(t, nil)
	got := invoke("", "config", "check")
	if got.status != exitOK || got.err != "" {
		t.Fatalf("status %d, error %q", got.status, got.err)
	}
	golden(t, path, got.out)
}

func TestConfigCheckSaysWhatIsMissing(t *testing.T) {
	at(t, map[string]string{"config.toml": "[data]\nsets = ['border-2017', './none']\n"})
	w, out, _ := testWorld("", "CIFRA_PORT=tcp://10.0.0.1", "CIFRA_BOT_LANGUAGE=es")
	w.now = func() time.Time { return time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC) }
	if status := run([]string{"config", "check"}, w); status != exitFailed {
		t.Errorf("status %d, want 1", status)
	}
	for _, want := range []string{
		`"./none"`, "Would start    nothing", "CIFRA_PORT is set, but is no key",
		`"Mexico" was last checked on 2026-11-22: more than a year ago`, "Environment    CIFRA_BOT_LANGUAGE",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in the report:\n%s", want, out)
		}
	}
}

func TestEveryKeyCanBeSetInTheEnvironment(t *testing.T) {
	at(t, nil)
	got, err := readConfig("", []string{
		"CIFRA_SLACK_ENABLED=true", "CIFRA_SLACK_MODE=http", "CIFRA_SLACK_API_URL=http://127.0.0.1:1/api/",
		"CIFRA_TELEGRAM_ENABLED=1", "CIFRA_TELEGRAM_MODE=webhook", "CIFRA_TELEGRAM_API_URL=http://127.0.0.1:2/bot%s/%s",
		"CIFRA_TELEGRAM_WEBHOOK_URL=https://cifra.example.org/telegram/webhook",
		"CIFRA_HTTP_LISTEN=:1", "CIFRA_ADMIN_LISTEN=127.0.0.1:2", "CIFRA_STATE_KIND=redis",
		"CIFRA_STATE_PATH=x.db", "CIFRA_STATE_URL=rediss://:secret@redis:6379/0", "CIFRA_LOG_FORMAT=json", "CIFRA_LOG_LEVEL=warn",
		"CIFRA_SLACK_TEAMS=T1,T2", "CIFRA_SLACK_CHANNELS=C1", "CIFRA_TELEGRAM_CHATS=-1001,5", "CIFRA_LIMITS_PERSON_MINUTE=7",
	})
	if err != nil {
		t.Fatal(err)
	}
	if !got.Slack.Enabled || got.Slack.Mode != "http" || !got.Telegram.Enabled || got.Telegram.Mode != "webhook" ||
		got.HTTP.Listen != ":1" || got.State.Kind != "redis" || got.Log.Format != "json" || len(got.fromEnv) != 18 ||
		len(got.Slack.Teams) != 2 || got.Telegram.Chats[0] != "-1001" || got.Limits.PersonMinute != 7 {
		t.Errorf("read %+v", got)
	}
}

func TestValuesOfServeAreChecked(t *testing.T) {
	for text, want := range map[string]string{
		"[slack]\nmode = 'sockets'":                       `config.toml:2: slack.mode: unknown value "sockets" (socket, http)`,
		"[slack]\nenabled = 'yes'":                        `config.toml:2: slack.enabled: `,
		"[slack]\napi_url = 'slack.com'":                  `config.toml:2: slack.api_url: `,
		"[telegram]\napi_url = 'https://t.example/bot%s'": `config.toml:2: telegram.api_url: "https://t.example/bot%s" has not exactly two %s`,
		"[telegram]\nwebhook_url = 'ftp://x'":             `config.toml:2: telegram.webhook_url: `,
		"[http]\nlisten = '8080'":                         `config.toml:2: http.listen: "8080" is not an address`,
		"[state]\nkind = 'sqlite'":                        `config.toml:2: state.kind: unknown value "sqlite" (bolt, memory, redis)`,
		"[slack]\nteams = ['general']":                    `config.toml:2: slack.teams: "general" is not an id`,
		"[telegram]\nchats = ['@group']":                  `config.toml:2: telegram.chats: "@group" is not the number of a chat`,
		"[limits]\nchat_minute = -1":                      `config.toml:2: limits.chat_minute: -1 is below zero`,
		"[log]\nlevel = 'loud'":                           `config.toml:2: log.level: unknown value "loud"`,
	} {
		at(t, map[string]string{"config.toml": text})
		if _, err := readConfig("", nil); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestSecretsComeFromTheEnvironmentOrAFileAndAreNeverPrinted(t *testing.T) {
	at(t, map[string]string{"token": "xoxb-secret\n", "empty": " \n"})
	w, _, _ := testWorld("", "SLACK_BOT_TOKEN_FILE=token", "SLACK_APP_TOKEN=xapp-secret",
		"TELEGRAM_BOT_TOKEN=1:secret", "TELEGRAM_BOT_TOKEN_FILE=token", "SLACK_SIGNING_SECRET=sec ret", "TELEGRAM_WEBHOOK_SECRET_FILE=empty")
	for name, want := range map[string]string{slackBotToken: "xoxb-secret", slackAppToken: "xapp-secret"} {
		if got, err := w.secret(name); err != nil || got != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for name, want := range map[string]string{
		telegramBotToken: "both set", slackSigningSecret: "holds a character", telegramWebhookSecret: `"empty" is empty`,
	} {
		if got, err := w.secret(name); err == nil || got != "" || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
	_, err := readConfig("", []string{"CIFRA_STATE_URL=http://user:hunter2@redis"})
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a wrong state.url: %v", err)
	}
}

func TestConfigCheckSaysWhichSecretsAreMissing(t *testing.T) {
	at(t, map[string]string{"config.toml": "[slack]\nenabled = true\n[telegram]\nenabled = true\nmode = 'webhook'\n"})
	w, out, _ := testWorld("", "SLACK_BOT_TOKEN=xoxb-secret", "CIFRA_STATE_KIND=redis")
	if status := run([]string{"config", "check"}, w); status != exitFailed {
		t.Errorf("status %d, want 1", status)
	}
	for _, want := range []string{
		"Slack, by Socket Mode", "Would start    nothing", "SLACK_APP_TOKEN is not set", "TELEGRAM_BOT_TOKEN is not set",
		"TELEGRAM_WEBHOOK_SECRET is not set", "telegram.webhook_url", "state.url",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in the report:\n%s", want, out)
		}
	}
	if strings.Contains(out.String(), "xoxb") {
		t.Errorf("a secret is in the report:\n%s", out)
	}
}
