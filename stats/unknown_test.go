package stats_test

import (
	"os"
	"strings"
	"testing"

	"cifra/stats"
)

func TestWhatNothingDeclaresIsSaidOnce(t *testing.T) {
	files := folder(t, libraryDir)
	files[csvFile].Data = []byte(strings.ReplaceAll(string(files[csvFile].Data), ",loans,", ",lones,"))
	_, err := stats.Load(files)
	wants(t, "each line", err, `figures.csv:2: unknown population on 11 lines (did you mean "loans"?): "lones"`)
	if n := strings.Count(err.Error(), "unknown population"); n != 1 {
		t.Errorf("said %d times:\n%v", n, err)
	}
}

func TestWhatAVocabularyHoldsIsSaid(t *testing.T) {
	files := folder(t, libraryDir)
	files[csvFile].Data = append(files[csvFile].Data, "victims.total,victims,,,10,,,\n"+
		"members.gender.female,members,gender,female,10,,,yes\n"...)
	_, err := stats.Load(files, os.DirFS(sharedDir))
	wants(t, "population", err, `unknown population (it is in the vocabulary "trafficking": name that under "use"): "victims"`)
	wants(t, "dimension", err, `unknown dimension (it is in the vocabulary "gender": name that under "use"): "gender"`)

	files = edited(t, folder(t, borderDir), csvFile, "nationality.guatemala,victims,nationality,guatemala", "nationality.peru,victims,nationality,peru")
	_, err = stats.Load(files, os.DirFS(sharedDir))
	wants(t, "category", err, `unknown category of "nationality" (it is in the vocabulary "countries": name that under "use"): "peru"`)
}

func TestTablesAreReadAsSpreadsheetProgramsSaveThem(t *testing.T) {
	files := folder(t, libraryDir)
	text := string(files[csvFile].Data)
	files[csvFile].Data = []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n") + ",,,,,,,\r\n,,,,,,,\r\n")
	load(t, files)

	for sign, name := range map[string]string{";": "semicolons", "\t": "tabs"} {
		files[csvFile].Data = []byte(strings.ReplaceAll(text, ",", sign))
		_, err := stats.Load(files)
		wants(t, name, err, "with commas between them, not "+name+": save the table as CSV with commas")
	}
}
