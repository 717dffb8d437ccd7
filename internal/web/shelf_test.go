package web_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// row is what the list says of a file.
func (b *browser) row(file string) string {
	b.t.Helper()
	w := b.ask("GET", "/", "", nil)
	if w.Code != http.StatusOK {
		b.t.Fatalf("the list: %d", w.Code)
	}
	for row := range strings.SplitSeq(w.Body.String(), "<tr ") {
		if strings.Contains(row, `<span class="file">`+file+"</span>") {
			return row
		}
	}
	return ""
}

func (b *browser) shows(file, want string) {
	b.t.Helper()
	if row := b.row(file); !strings.Contains(row, want) {
		b.t.Errorf("the list should say %q of %s: %s", want, file, row)
	}
}

const small = "typ: ärende\nnämnd: bromma\ndnr: BRO 2023/1\nrubrik: %s\ndatum: 2023-05-02\nhandläggare: [{namn: Jasmina Mallović}]\n"

// protocol is a meeting of a board that numbers its §§ by the year.
func protocol(day string, numbers ...int) string {
	text := "typ: sammanträde\nnämnd: {namn: socialnämnden, genitiv: socialnämndens, slag: facknämnd, förvaltning: Socialförvaltningen, paragrafnumrering: år}\ndatum: " + day + "\nsekreterare: Linnéa Protokollin\nnärvarande: [{namn: Johan Provinen, uppdrag: ordförande}, {namn: Siv Fiktelius}]\nparagrafer:\n"
	for _, n := range numbers {
		text += fmt.Sprintf("  - {nr: %d, rubrik: Ärende %d, beslut: Nämnden godkänner ärendet.}\n", n, n)
	}
	return text
}

func TestTheListFollowsTheDisk(t *testing.T) {
	b := open(t)
	name := filepath.Join(b.dir, "a.yaml")
	old := time.Date(2023, 5, 1, 12, 0, 0, 0, time.UTC)
	put := func(title string, at time.Time) {
		write(t, name, fmt.Sprintf(small, title))
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	put("Ett", old)
	b.shows("a.yaml", ">Ett</a>")
	put("Två", old.Add(time.Second)) // another time, in the same file; å is longer
	b.shows("a.yaml", ">Två</a>")
	put("Tre", old.Add(2*time.Second))
	b.shows("a.yaml", ">Tre</a>")
	put("Fem", old.Add(3*time.Second)) // as long as the one before
	b.shows("a.yaml", ">Fem</a>")
	now := time.Now()
	put("Sex", now)
	b.shows("a.yaml", ">Sex</a>")
	put("Sju", now) // as long, and so soon that the time need not tell
	b.shows("a.yaml", ">Sju</a>")
	put("Åtta", old)
	b.shows("a.yaml", ">Åtta</a>")
	replaced := filepath.Join(b.dir, "annan")
	write(t, replaced, fmt.Sprintf(small, "Nioo"))
	write(t, replaced, fmt.Sprintf(small, "Nio.")) // as many bytes as Åtta
	if err := os.Chtimes(replaced, old, old); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(replaced, name); err != nil {
		t.Fatal(err)
	}
	b.shows("a.yaml", ">Nio.</a>")
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if row := b.row("a.yaml"); row != "" {
		t.Errorf("a file that is gone is listed: %s", row)
	}
}

func TestTheListFollowsWhatAFileNames(t *testing.T) {
	b := open(t)
	b.shows(sample, "Bromma stadsdelsnämnd")
	register := b.disk("namnder.yaml")
	write(t, filepath.Join(b.dir, "namnder.yaml"), strings.ReplaceAll(register, "namn: Bromma stadsdelsnämnd", "namn: Nya Bromma stadsdelsnämnd"))
	b.shows(sample, "Nya Bromma stadsdelsnämnd")
	nearer := filepath.Join(b.dir, "kvalitet-2023/namnder.yaml")
	write(t, nearer, strings.ReplaceAll(register, "namn: Bromma stadsdelsnämnd", "namn: Allra nyaste Bromma stadsdelsnämnd"))
	b.shows(sample, "Allra nyaste Bromma stadsdelsnämnd")
	if err := os.Remove(nearer); err != nil {
		t.Fatal(err)
	}
	b.shows(sample, "Nya Bromma stadsdelsnämnd")

	meeting := "kvalitet-2023/sammantrade.yaml"
	b.shows(meeting, "s-justerat")
	write(t, filepath.Join(b.dir, "kvalitet-2023/sammantrade.justerat.json"), "{}")
	b.shows(meeting, "s-fel") // the lock is damaged
	if err := os.Remove(filepath.Join(b.dir, "kvalitet-2023/sammantrade.justerat.json")); err != nil {
		t.Fatal(err)
	}
	b.shows(meeting, "s-justerat")
	if err := os.Rename(filepath.Join(b.dir, sample), filepath.Join(b.dir, "kvalitet-2023/bort")); err != nil {
		t.Fatal(err)
	}
	b.shows(meeting, "s-fel")
}

func TestABoardOfTheFolderAbove(t *testing.T) {
	name := "Södra nämnden"
	b := openWith(t, func() string { return name }, map[string]string{"a.yaml": strings.Replace(fmt.Sprintf(small, "Ett"), "bromma", "norra", 1)})
	b.shows("a.yaml", "Södra nämnden")
	name = "Norra nämnden"
	b.shows("a.yaml", "Norra nämnden")
	write(t, filepath.Join(b.dir, "namnder.yaml"), "typ: nämnder\nkommun: Exempelstad\nnämnder:\n  norra: {namn: Egna nämnden, genitiv: Egna nämndens, slag: facknämnd, förvaltning: Egna förvaltningen}\n")
	b.shows("a.yaml", "Egna nämnden")
}

// Some rules concern the numbers of several protocols; they must show both in the
// list and in the file, of the text as it is being written.
func TestFindingsOfSeveralMeetings(t *testing.T) {
	b := open(t)
	write(t, filepath.Join(b.dir, "m1.yaml"), protocol("2023-01-10", 1, 2, 3))
	write(t, filepath.Join(b.dir, "m2.yaml"), protocol("2023-02-10", 6))
	b.shows("m2.yaml", "varning")
	find := func(text, rule string) bool {
		_, out := b.post("/api/granska", map[string]string{"fil": "m2.yaml", "text": text})
		for _, f := range out["fynd"].([]any) {
			if f := f.(map[string]any); f["regel"] == rule && f["fil"] == "m2.yaml" {
				return true
			}
		}
		return false
	}
	if !find(protocol("2023-02-10", 6), "paragraf-lucka") {
		t.Error("the gap is not shown in the file")
	}
	if find(protocol("2023-02-10", 4, 5), "paragraf-lucka") || find(protocol("2023-02-10", 4, 5), "paragraf-i-två-protokoll") {
		t.Error("the text is held against what it is to replace")
	}
	if !find(protocol("2023-02-10", 3, 4), "paragraf-i-två-protokoll") {
		t.Error("a § that is in two protocols is not shown in the file")
	}
	write(t, filepath.Join(b.dir, "m2.yaml"), protocol("2023-02-10", 3, 4))
	b.shows("m2.yaml", "s-fel")
	write(t, filepath.Join(b.dir, "m1.yaml"), protocol("2023-01-10", 1, 2)) // the remedy may be in the other file
	if row := b.row("m2.yaml"); strings.Contains(row, "s-fel") {
		t.Errorf("the fault is still there: %s", row)
	}
}

// A folder of 1,000 files, of which one in five is a meeting: the first time, with
// nothing changed, and after a case and after a meeting has changed.
func BenchmarkList(b *testing.B) {
	fill := func(b *testing.B) *browser {
		desk := open(b)
		text, meeting := desk.disk(sample), desk.disk("kvalitet-2023/sammantrade.yaml")
		old := time.Date(2023, 5, 1, 12, 0, 0, 0, time.UTC)
		for i := range 1000 {
			name, what := fmt.Sprintf("a%d/arende.yaml", i), strings.Replace(text, "BRO 2023/107", fmt.Sprintf("BRO 2023/%d", i), 1)
			if i%5 == 0 {
				board, year := []string{"bromma", "farsta", "södermalm", "kungsholmen"}[i/5%4], strconv.Itoa(1970+i/20)
				what = strings.NewReplacer("arende.yaml", fmt.Sprintf("../a%d/arende.yaml", i+1), "id: bromma", "id: "+board, "nämnd: bromma", "nämnd: "+board, "2023-", year+"-").Replace(meeting)
				name = fmt.Sprintf("a%d/sammantrade.yaml", i)
			}
			write(b, filepath.Join(desk.dir, name), what)
			if err := os.Chtimes(filepath.Join(desk.dir, name), old, old); err != nil {
				b.Fatal(err)
			}
		}
		return desk
	}
	list := func(b *testing.B, desk *browser) {
		if w := desk.ask("GET", "/", "", nil); w.Code != 200 || strings.Count(w.Body.String(), "<tr ") < 1000 {
			b.Fatal(w.Code)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			desk := fill(b)
			b.StartTimer()
			list(b, desk)
		}
	})
	for _, changed := range []string{"", "a1/arende.yaml", "a0/sammantrade.yaml"} {
		b.Run("again"+strings.ReplaceAll(changed, "/", "_"), func(b *testing.B) {
			desk := fill(b)
			list(b, desk)
			n := 0
			for b.Loop() {
				if n++; changed != "" {
					write(b, filepath.Join(desk.dir, changed), desk.disk(changed)+"\n")
				}
				list(b, desk)
			}
		})
	}
}
