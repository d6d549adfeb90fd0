package main

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// longestLine bounds a line of input, in bytes. A longer one is refused as a
// whole: of half a question, the other half could be what matters.
const longestLine = 1 << 20

// errLongLine is the error of a line that is longer.
const errLongLine = plainError("longer than a megabyte")

// lineReader reads lines of any length, refusing those that are too long.
type lineReader struct {
	r *bufio.Reader
	n int // lines read
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{r: bufio.NewReaderSize(r, 64<<10)}
}

// next gives a line without its end; io.EOF after the last. After errLongLine
// the next line can be read.
func (l *lineReader) next() (string, error) {
	var b strings.Builder
	long := false
	for {
		part, err := l.r.ReadSlice('\n')
		if long = long || b.Len()+len(part) > longestLine+1; !long {
			b.Write(part)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || b.Len() == 0 && !long):
			return "", err
		}
		l.n++
		if long {
			return "", errLongLine
		}
		line := strings.TrimRight(b.String(), "\r\n")
		if l.n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		return line, nil
	}
}
