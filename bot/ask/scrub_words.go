package ask

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// laidWord is a word of a message while it is scrubbed.
type laidWord struct {
	text    string // in small letters, a misspelling as it is read
	raw     string
	class   class
	known   bool // as it was typed
	brk     uint8
	hyphen  bool
	shouted bool // stands in a message that is all in capitals
	gone    string
}

// laid are the words of a message, in order.
type laid []laidWord

// lay puts the words of a message beside what they mean to a parser, unless
// another one has known them before.
func (l laid) lay(t tokenised, marks []mark) {
	for i := range marks {
		m := &marks[i]
		for k := m.from; k < m.to; k++ {
			tok := &t.toks[k]
			known := m.class != unknown && m.fixed == ""
			if before := &l[k]; before.raw != "" && (before.known || !known) {
				continue
			}
			l[k] = laidWord{text: tok.text, raw: tok.raw, class: m.class, known: known, brk: tok.brk, hyphen: tok.hyphen, shouted: t.shouted}
			if m.fixed != "" {
				l[k].text = m.fixed
			}
			switch {
			case tok.text == veiledContact:
				l[k].gone = ScrubbedContact
			case tok.text == veiledNumber, tok.isNum:
				l[k].gone = ScrubbedNumber
			case m.class == place:
				l[k].gone = ScrubbedPlace
			}
		}
	}
}

// strange reports whether nobody knows a word that is still there.
func (w *laidWord) strange() bool { return w.gone == "" && !w.known }

// first reports whether a sentence begins with a word, so that its capital says
// nothing.
func (l laid) first(i int) bool { return i == 0 || l[i].brk == strongBreak }

// capital reports whether a word has a capital that means something.
func (l laid) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(l[i].raw)
	return unicode.IsUpper(r) && !l[i].shouted
}

// near reports whether no sentence ends between two neighbours.
func (l laid) near(i int) bool { return i < len(l) && l[i].brk != strongBreak }

// contacts takes out words that nobody knows near those for ways to reach
// someone: "juanito arroba gmail punto com".
func (l laid) contacts() {
	const reach = 3
	for i := range l {
		if l[i].gone != "" || !isReach(l[i].text) {
			continue
		}
		took := !l[i].known
		for k := max(0, i-reach); k <= min(len(l)-1, i+reach); k++ {
			if l[k].strange() {
				l[k].gone = ScrubbedContact
			}
			took = took || l[k].gone == ScrubbedContact
		}
		if took {
			l[i].gone = ScrubbedContact
		}
	}
}

func isReach(word string) bool {
	switch word {
	case "gmail", "hotmail", "yahoo", "outlook", "icloud", "protonmail", "arroba", "email", "mail", "correo", "whatsapp", "wsp", "whats",
		"telegram", "facebook", "face", "fb", "instagram", "insta", "ig", "tiktok", "twitter", "snapchat", "signal", "messenger",
		"username", "usuario", "handle", "link", "url", "www", "http", "https", "com", "mx", "telefono", "tel", "cel", "celular", "phone", "cell", "punto", "dot":
		return true
	}
	return false
}

// addresses takes out what stands behind "calle" and before "street", where
// that may be a name.
func (l laid) addresses() {
	const most = 5 // words of an address
	for i := range l {
		switch {
		case l[i].gone != "":
		case isRoad(l[i].text):
			end := i
			for k := i + 1; k <= i+most && l.near(k) && l.ofAddress(k); k++ {
				if !linksNames(l[k].text) {
					end = k
				}
			}
			l.take(i, end)
		case isRoadBehind(l[i].text):
			start := i
			for k := i - 1; k >= 0 && k >= i-most && l.near(k+1) && l.ofAddress(k) && !linksNames(l[k].text); k-- {
				start = k
			}
			l.take(start, i)
		}
	}
}

// take makes an address of words, unless it is one word alone: "street" means
// no particular one.
func (l laid) take(from, to int) {
	if from == to {
		return
	}
	for k := from; k <= to; k++ {
		l[k].gone = ScrubbedAddress
	}
}

// ofAddress reports whether a word may belong to an address: whatever is no
// word of the language.
func (l laid) ofAddress(i int) bool {
	w := &l[i]
	switch {
	case w.gone != "":
		return w.gone != ScrubbedContact
	case !w.known, linksNames(w.text), w.class == month, w.class == number, w.class == ordinal, w.class == region:
		return true
	}
	return l.capital(i) && !l.first(i) && w.class != country
}

func linksNames(word string) bool {
	switch word {
	case "de", "del", "la", "las", "los", "el", "y", "no", "num", "numero", "von", "van", "da", "dos":
		return true
	}
	return false
}

func isRoad(word string) bool {
	switch word {
	case "calle", "av", "avda", "avenida", "blvd", "bulevar", "boulevard", "colonia", "col", "fracc", "fraccionamiento", "privada", "callejon",
		"calzada", "carretera", "andador", "esquina", "manzana", "mz", "lote", "lt", "barrio", "depto", "departamento", "edificio", "domicilio",
		"direccion", "ejido", "rancho", "apt", "apartment", "suite", "address", "zip", "cp":
		return true
	}
	return false
}

func isRoadBehind(word string) bool {
	switch word {
	case "street", "st", "avenue", "ave", "road", "rd", "blvd", "boulevard", "drive", "dr", "lane", "ln", "court", "ct", "highway", "hwy",
		"parkway", "pkwy", "way", "plaza", "square", "ranch", "apartments":
		return true
	}
	return false
}

// people takes out names of persons: those of the list, those with a capital
// that is not a sentence's, those behind a word that announces one, and what
// stands beside a name.
func (l laid) people(names map[string]bool) {
	l.spelled()
	for i := range l {
		if l[i].gone == "" && l.isName(i, names) {
			l[i].gone = ScrubbedName
		}
	}
	for i := range l {
		if !announces(l[i].text) {
			continue
		}
		for k := i + 1; k <= i+3 && l.near(k) && (l[k].strange() || l[k].gone == ScrubbedName); k++ {
			l[k].gone = ScrubbedName
		}
	}
	l.surnames(names)
	for i := len(l) - 2; i >= 0; i-- { // "xochi hernandez"
		if l[i].strange() && l[i+1].gone == ScrubbedName && l.near(i+1) {
			l[i].gone = ScrubbedName
		}
	}
}

// spelled takes out what is spelled letter by letter.
func (l laid) spelled() {
	for i, run := 0, 0; i <= len(l); i++ {
		if i < len(l) && l[i].gone == "" && utf8.RuneCountInString(l[i].text) == 1 && !notLetter([]rune(l[i].text)[0]) {
			run++
			continue
		}
		for k := i - run; run > 2 && k < i; k++ {
			l[k].gone = ScrubbedName
		}
		run = 0
	}
}

// surnames takes out what follows a name: "xochi de la cruz".
func (l laid) surnames(names map[string]bool) {
	for i := 1; i < len(l); i++ {
		k := i - 1
		for k > 0 && linksNames(l[k].text) && l[k].gone == "" && i-k < 4 {
			k--
		}
		linked := k < i-1 && (l[i].gone == ScrubbedName || l[i].gone == "" && names[l[i].text])
		if l[k].gone != ScrubbedName || !l.near(i) || !l[i].strange() && !linked {
			continue
		}
		for ; k <= i; k++ {
			l[k].gone = ScrubbedName
		}
	}
}

// isName reports whether a word is a name by itself.
func (l laid) isName(i int, names map[string]bool) bool {
	w := &l[i]
	raw := strings.ToLower(w.raw)
	listed := names[raw] || names[strings.TrimSuffix(raw, "'s")] || names[strings.TrimSuffix(w.text, "s")] && !w.known
	capital := l.capital(i) && !l.first(i)
	switch {
	case w.class == country, w.class == region:
		return false
	case listed:
		return !w.known || capital
	case !capital:
		return l.capital(i) && !w.known && i+1 < len(l) && l.near(i+1) && l.capital(i+1) && !l[i+1].known
	}
	return !w.known
}

// announces reports whether the word behind this one may be a name.
func announces(word string) bool {
	switch word {
	case "mr", "mrs", "ms", "miss", "mister", "madam", "sir", "lady", "dr", "dra", "doctor", "doctora", "sr", "sra", "srta", "senor", "senora",
		"senorita", "don", "dona", "lic", "licenciado", "licenciada", "ing", "ingeniero", "ingeniera", "prof", "profe", "profesor", "profesora",
		"professor", "maestro", "maestra", "padre", "father", "sor", "san", "santa", "officer", "oficial", "agent", "agente", "detective",
		"comandante", "capitan", "sheriff", "judge", "juez", "jueza", "attorney", "abogado", "abogada",
		"named", "name", "names", "called", "alias", "aka", "nickname", "apodo", "apodado", "apodada", "nombre", "llamo", "llama", "llaman",
		"llamado", "llamada", "soy", "am", "im", "hola", "hello", "hi", "hey", "dear", "estimado", "estimada", "querido", "querida",
		"thanks", "thank", "gracias", "saludos", "regards", "sincerely", "atte", "atentamente",
		"tio", "tia", "primo", "prima", "hermano", "hermana", "esposo", "esposa", "hijo", "hija", "uncle", "aunt", "cousin", "brother", "sister",
		"husband", "wife", "son", "daughter", "boss", "jefe", "jefa", "patron", "patrona":
		return true
	}
	return false
}

// numbers takes out numbers in words, where several make one, or an age.
func (l laid) numbers() {
	beside := func(k int) bool { return k >= 0 && k < len(l) && (l[k].class == number || l[k].gone == ScrubbedNumber) }
	for i := range l {
		is := l[i].class == number || l[i].class == ordinal
		switch l[i].text {
		case "one", "uno", "una", "first", "second", "primer", "primera", "primero":
			is = beside(i-1) || beside(i+1)
		}
		if is && l[i].gone == "" {
			l[i].gone = ScrubbedNumber
		}
	}
}

// rest gives what is left, in words and placeholders.
func (l laid) rest() []ScrubbedWord {
	var out []ScrubbedWord
	for i := range l {
		w := &l[i]
		switch letters := strings.Map(onlyLetters, w.text); {
		case w.gone != "":
			out = append(out, ScrubbedWord{Text: w.gone})
		case letters == "", !w.known && utf8.RuneCountInString(letters) == 1: // a sign, an initial
		case utf8.RuneCountInString(letters) > longestKept:
			out = append(out, ScrubbedWord{Text: ScrubbedContact})
		default:
			out = append(out, ScrubbedWord{Text: letters, Unknown: w.class == unknown})
		}
	}
	return slices.Clip(out)
}

// onlyLetters drops whatever is none.
func onlyLetters(r rune) rune {
	if unicode.IsLetter(r) {
		return unicode.ToLower(r)
	}
	return -1
}
