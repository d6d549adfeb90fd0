package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"cifra/adapters/delivery"
)

// metersByName gives the labels of every meter by the names that a scrape
// shows.
func metersByName(t *testing.T) map[string][]string {
	t.Helper()
	form := regexp.MustCompile(`fqName: "([^"]+)".*variableLabels: \{([^}]*)\}`)
	found := make(chan *prometheus.Desc, 1000)
	newMeters().registry.Describe(found)
	close(found)
	out := map[string][]string{}
	for d := range found {
		m := form.FindStringSubmatch(d.String())
		if m == nil {
			t.Fatalf("a description of another form: %s", d)
		}
		labels := append(strings.Split(m[2], ","), "job", "instance")
		for _, end := range []string{"", "_bucket", "_sum", "_count"} {
			out[m[1]+end] = append(slices.Clone(labels), "le")
		}
	}
	return out
}

// queries gives what the dashboard and the alert rules ask Prometheus.
func queries(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	text, err := os.ReadFile("../../deploy/grafana/cifra.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			ID      int
			GridPos struct{ X, Y int }
			Targets []struct{ Expr, LegendFormat string }
		}
	}
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	places, ids := map[[2]int]bool{}, map[int]bool{}
	for _, p := range board.Panels {
		at := [2]int{p.GridPos.X, p.GridPos.Y}
		if places[at] || ids[p.ID] {
			t.Errorf("panel %d is there twice, or where another one is", p.ID)
		}
		places[at], ids[p.ID] = true, true
		for _, target := range p.Targets {
			out["dashboard"] = append(out["dashboard"], target.Expr)
		}
	}
	if text, err = os.ReadFile("../../deploy/prometheus/alerts.yaml"); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if expr, found := strings.CutPrefix(strings.TrimSpace(line), "expr: "); found {
			out["alerts"] = append(out["alerts"], expr)
		}
	}
	return out
}

func TestDashboardAndAlertsAskForMetersAndLabelsThatThereAre(t *testing.T) {
	known := metersByName(t)
	meter := regexp.MustCompile(`\b(?:cifra|go|process)_[a-z_]+`)
	labels := regexp.MustCompile(`by \(([^)]*)\)|\{([^}]*)\}`)
	for where, exprs := range queries(t) {
		if len(exprs) < 5 {
			t.Errorf("%s: only %d queries were found", where, len(exprs))
		}
		for _, expr := range exprs {
			names := meter.FindAllString(expr, -1)
			for _, name := range names {
				if known[name] == nil {
					t.Errorf("%s: %s: there is no meter %s", where, expr, name)
				}
			}
			for _, m := range labels.FindAllStringSubmatch(expr, -1) {
				for label := range strings.SplitSeq(m[1]+m[2], ",") {
					label, _, _ = strings.Cut(strings.TrimSpace(label), "=")
					of := func(name string) bool { return slices.Contains(known[name], label) }
					if len(names) > 0 && !slices.ContainsFunc(names, of) {
						t.Errorf("%s: %s: no meter in it has the label %q", where, expr, label)
					}
				}
			}
		}
	}
}

func TestDashboardShowsEveryMeter(t *testing.T) {
	shown := strings.Join(queries(t)["dashboard"], "\n")
	for name := range metersByName(t) {
		base := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_bucket"), "_sum"), "_count")
		if strings.HasPrefix(name, "cifra_") && !strings.Contains(shown, base) {
			t.Errorf("%s is on no panel", base)
		}
	}
}

func TestNoLabelCanHoldAnID(t *testing.T) {
	few := []string{"platform", "kind", "lang", "reason", "operation", "state", "set", "version", "method", "job", "instance", "le", ""}
	for name, labels := range metersByName(t) {
		for _, label := range labels {
			if strings.HasPrefix(name, "cifra_") && !slices.Contains(few, label) {
				t.Errorf("%s has the label %q: can its values be counted on the fingers?", name, label)
			}
		}
	}
}

func TestWhatAdaptersCountIsInTheMetrics(t *testing.T) {
	m := newMeters()
	of := m.of("slack")
	of.Failed("chat.postMessage", delivery.RateLimited)
	of.Retried("chat.postMessage")
	got, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, family := range got {
		text.WriteString(family.String() + "\n")
	}
	for _, want := range []string{"cifra_platform_errors_total", `"rate_limited"`, "cifra_platform_retries_total", "cifra_deliveries_repeated_total"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s is not in the metrics", want)
		}
	}
}
