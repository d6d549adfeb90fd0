package ask

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestDistanceCountsEdits(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "a", 0}, {"victims", "victims", 0}, {"victms", "victims", 1}, {"vicctims", "victims", 1}, {"vjctims", "victims", 1}, {"vitcims", "victims", 1},
		{"vtcims", "victims", 2}, {"ab", "ba", 1}, {"abc", "cba", 2}, {"nacionalidad", "nasionalida", 2}, {"ca", "abc", 3},
	} {
		for limit := range 5 {
			want := min(test.want, limit+1)
			if got := min(distance(test.a, test.b, limit), limit+1); got != want {
				t.Errorf("from %q to %q, to a limit of %d, is %d, not %d", test.a, test.b, limit, got, want)
			}
			if got := min(distance(test.b, test.a, limit), limit+1); got != want {
				t.Errorf("from %q to %q, to a limit of %d, is %d, not %d", test.b, test.a, limit, got, want)
			}
		}
	}
}

func TestDistanceAgreesWithAPlainOne(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := make([]byte, random.IntN(9))
		for i := range b {
			b[i] = "abc"[random.IntN(3)]
		}
		return string(b)
	}
	for range 20_000 {
		a, b, limit := word(), word(), random.IntN(4)
		if got, want := min(distance(a, b, limit), limit+1), min(plainDistance(a, b), limit+1); got != want {
			t.Fatalf("from %q to %q, to a limit of %d, is %d, not %d", a, b, limit, got, want)
		}
	}
}

// plainDistance is the same by recursion, with no word of speed.
func plainDistance(a, b string) int {
	switch {
	case a == "":
		return len(b)
	case b == "":
		return len(a)
	case a[0] == b[0]:
		return plainDistance(a[1:], b[1:])
	}
	d := 1 + min(plainDistance(a[1:], b), plainDistance(a, b[1:]), plainDistance(a[1:], b[1:]))
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		d = min(d, 1+plainDistance(a[2:], b[2:]))
	}
	return d
}

func TestWordsThatSoundAlikeAreSpeltAlike(t *testing.T) {
	for _, alike := range []string{
		"cuantas kuantas", "victimas bictimas vicctimas", "hombres ombres hhombres", "llamadas yamadas", "nacionalidad nasionalidad nazionalidad", "genero jenero",
		"sexo seso", "zonas sonas", "que ke", "quien kien",
	} {
		words := strings.Fields(alike)
		for _, w := range words[1:] {
			if sound(w) != sound(words[0]) {
				t.Errorf("%q sounds %q, %q sounds %q", w, sound(w), words[0], sound(words[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"mujeres", "mojeres"}, {"ninas", "ninos"}, {"casos", "cosas"}, {"chico", "cico"}, {"gato", "jato"}, {"carro", "cerro"}, {"pollo", "polo"}} {
		if sound(pair[0]) == sound(pair[1]) {
			t.Errorf("%q and %q both sound %q", pair[0], pair[1], sound(pair[0]))
		}
	}
	if got := sound(strings.Repeat("ab", 100)); len(got) > 32 {
		t.Errorf("a long word sounds %d letters", len(got))
	}
}

func TestMisspeltWordsAreReadAsTheOneThatIsMeant(t *testing.T) {
	l := loaded(t)
	for w, want := range map[string]string{
		"victmis": "victims", "trafickers": "traffickers", "nationalites": "nationalities", "guatmeala": "guatemala", "agricluture": "agriculture",
		"bictimas": "victimas", "tratanets": "tratantes", "nasionalidades": "nacionalidades", "mujerse": "mujeres", "hondurennas": "hondurenas", "porcentage": "porcentaje",
	} {
		got := l.fix.correct(w)
		if l.lookup(w) == 0 && (got <= 0 || l.at(l.word(got)).meaning != l.at(want).meaning) {
			t.Errorf("%q is read as %q, not %q", w, l.word(max(got, 0)), want)
		}
	}
	for _, w := range []string{"", "a", "xq", "qqqq", "zzzzzzzz", "blorptious", "xkcdxkcd", strings.Repeat("victims", 20), "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"} {
		if got := l.fix.correct(w); got > 0 {
			t.Errorf("%q is read as %q", w, l.word(got))
		}
	}
}

// Words that stand one letter apart and mean different things are each read as
// they stand.
func TestATypoNeverTurnsOneConceptIntoAnother(t *testing.T) {
	p, err := theParser()
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{
		{"how many male victims", "how many female victims"}, {"how many men are victims", "how many women are victims"}, {"víctimas niños", "víctimas niñas"},
		{"victims from Niger", "victims from Nigeria"}, {"victims from Austria", "victims from Australia"}, {"tratantes hombres", "tratantes mujeres"},
		{"how many minors", "how many miners"}, {"how many callers", "how many calls"}, {"victims in labor trafficking", "victims in sex trafficking"},
		{"víctimas mexicanas", "víctimas americanas"}, {"cuántos casos", "cuántas cosas"}, {"victims with age unknown", "victims with age known"},
	} {
		a, b := p.Parse(pair[0], Context{}), p.Parse(pair[1], Context{})
		if a.Kind == Figures && b.Kind == Figures && a.Readings[0].Equal(b.Readings[0]) {
			t.Errorf("%q and %q are both read as %s", pair[0], pair[1], a.Readings[0])
		}
	}
	for _, say := range []string{"how many miners are victims", "how many callers were there", "cuantas cosas", "how many females are vitamins", "how many cakes", "cuantas cosas hay", "how many balls", "how many mails", "how many whales", "cuantas mesas", "cuantos cosos"} {
		if q := p.Parse(say, Context{}); q.Kind == Figures {
			if a, err := p.set.Eval(q.Readings[0]); err != nil || a.Reason == "" {
				t.Errorf("%q is read as %s", say, q.Readings[0])
			}
		}
	}
}
