package stats

// Platforms let a command have at most so many characters, and its
// description.
const (
	maxCommandName  = 32
	maxCommandAbout = 100
)

// linkCommands enters the questions that have a name, and notes what is wrong
// with them. It evaluates them, so that it comes after everything else has been
// found to be right.
func (l *loader) linkCommands() {
	taken := map[string]bool{}
	for _, e := range l.doc.Commands {
		l.needText(e, "name", e.Name)
		l.needText(e, "about", e.About)
		for _, lang := range Langs {
			l.checkCommandTexts(e, lang)
		}
		for name := range namesOf(e.Name) {
			if taken[name] {
				l.problemAt(e, "name", name, "second command of that name")
			}
			taken[name] = true
		}
		q, err := ParseQuery(e.Query)
		if err != nil {
			l.problemAt(e, "query", e.Query, "%v", err)
			continue
		}
		l.set.Commands = append(l.set.Commands, &Command{Name: e.Name, About: e.About, Query: q})
	}
}

// namesOf is the names of a command, each once.
func namesOf(t Text) map[string]bool {
	names := map[string]bool{}
	for _, lang := range Langs {
		if name := t.In(lang); name != "" {
			names[name] = true
		}
	}
	return names
}

func (l *loader) checkCommandTexts(e *commandEntry, lang Lang) {
	name, about := e.Name.In(lang), e.About.In(lang)
	if name != "" && (!isName(name) || len(name) > maxCommandName) {
		l.problemAt(e, "name", name, "the name of a command is not made of at most %d of a-z, 0-9 and _", maxCommandName)
	}
	if n := len([]rune(about)); n > maxCommandAbout {
		l.problemAt(e, "about", about, "%d characters in %v, more than %d", n, lang, maxCommandAbout)
	}
}

// checkCommands notes the commands that have no answer.
func (l *loader) checkCommands() {
	for i, c := range l.set.Commands {
		e := l.doc.Commands[i]
		a, err := l.set.Eval(c.Query)
		switch {
		case err != nil:
			l.problemAt(e, "query", e.Query, "%v", err)
		case a.Reason != NoReason:
			l.problemAt(e, "query", e.Query, "the set does not answer this: %s", a.Reason)
		}
	}
}
