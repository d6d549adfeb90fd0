package stats_test

import (
	"testing"

	"cifra/stats"
)

func TestProblemsOfCommandsNameTheirLine(t *testing.T) {
	const (
		head  = "[[commands]]\n"
		name  = `name  = { en = "members", es = "socios" }`
		query = `query = "breakdown members.age_group"`
	)
	second := func(name string) string {
		return head + name + "\nabout = { en = \"x\", es = \"x\" }\n" + query + "\n\n" + head
	}
	checkBroken(t, []broken{
		{tomlFile, name, `name  = { en = "members" }`, "command members: name is missing in es"},
		{tomlFile, name, `name  = { en = "members", es = "Socios" }`, `the name of a command is not made of at most 32 of a-z, 0-9 and _: "Socios"`},
		{tomlFile, name, `name  = { en = "members", es = "socios_de_la_biblioteca_publica_municipal" }`, "the name of a command is not made of at most 32"},
		{tomlFile, `about = { en = "Members by age group"`, `about = { en = ""`, "command members: about is missing in en"},
		{tomlFile, query, `query = "breakdown members.shoes"`, `no figure or breakdown "members.shoes"`},
		{tomlFile, query, `query = "count loans.genre.fiction&loans.age_group.young"`, "the set does not answer this: crosstab"},
		{tomlFile, query, `query = "how many members"`, `unknown operation "how"`},
		{tomlFile, head, second(`name = { en = "socios", es = "miembros" }`), "second command of that name"},
	})
}

func TestCommandsNameAQueryInBothLanguages(t *testing.T) {
	set := library(t)
	if len(set.Commands) != 1 {
		t.Fatalf("%d commands, want 1", len(set.Commands))
	}
	c := set.Commands[0]
	if c.Name != (stats.Text{EN: "members", ES: "socios"}) || c.Query.String() != "breakdown members.age_group" ||
		c.About.ES != "Socios por grupo de edad" {
		t.Errorf("the command is %+v", c)
	}
}
