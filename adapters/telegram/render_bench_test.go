package telegram

import (
	"testing"

	"cifra/bot"
)

// BenchmarkRender measures the way from a reply to what is sent.
func BenchmarkRender(b *testing.B) {
	handler := freshBot(b)
	for name, text := range map[string]string{
		"one figure": "cuantas victimas son mujeres", "breakdown": "victimas por genero",
		"several lists": "compara victimas y tratantes por nacionalidad", "support": "ayuda, no me dejan salir",
	} {
		r := handler.Handle(b.Context(), bot.Message{Text: text, Alone: true})
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				render(r, setting{})
			}
		})
		b.Run(name+", buttons as JSON", func(b *testing.B) {
			c := render(r, setting{})
			b.ReportAllocs()
			for b.Loop() {
				markup(c.Buttons)
			}
		})
	}
}
