package ask

// What the tests of package ask_test have to know of the lexicon.

// Vocabulary lists every word of the lexicon, folded.
func Vocabulary(p *Parser) []string {
	var out []string
	for _, id := range p.lex.fix.words() {
		out = append(out, p.lex.word(id))
	}
	return out
}

// Knows reports whether a folded word is one of the lexicon's.
func Knows(p *Parser, word string) bool {
	return p.lex.lookup(word) != 0
}

// RightAsItIs reports whether a folded word is never corrected, though no
// phrase has it.
func RightAsItIs(p *Parser, word string) bool { return p.lex.right(word) }

// Corrected gives the word of the lexicon that a misspelt one is read as, or "".
func Corrected(p *Parser, word string) string {
	if id := p.lex.fix.correct(word); id > 0 {
		return p.lex.word(id)
	}
	return ""
}

// Words gives the words of a message as the parser folds them.
func Words(text string) []string {
	var out []string
	for _, t := range tokenise(text).toks {
		out = append(out, t.text)
	}
	return out
}
