package web_test

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kansli/internal/casefile"
	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/paper"
	"kansli/internal/web"
	"kansli/templates"
)

const (
	addr = "127.0.0.1:8099"
	key  = "nyckel-som-ingen-kan-gissa"
)

// browser is somebody who opened the address of the desk, unless told otherwise.
type browser struct {
	t       testing.TB
	dir     string
	handler http.Handler
	cookie  *http.Cookie
	token   string
}

func open(t testing.TB) *browser {
	t.Helper()
	files := map[string]string{}
	for _, name := range []string{"namnder.yaml", "kvalitet-2023/arende.yaml", "kvalitet-2023/sammantrade.yaml"} {
		data, err := os.ReadFile(filepath.Join("../../samples", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return openWith(t, nil, files)
}

// openWith opens a folder of these files; outside is the name of the board norra
// that lies above it.
func openWith(t testing.TB, outside func() string, files map[string]string) *browser {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	var boards func() *namnd.Boards
	if outside != nil {
		boards = func() *namnd.Boards {
			return &namnd.Boards{Boards: []namnd.Board{{ID: "norra", Name: outside()}}}
		}
	}
	shop, findings := paper.Open(templates.FS)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	today := func() civil.Date { return civil.Date{Year: 2023, Month: 5, Day: 16} }
	desk, err := web.Open(dir, web.Options{Shop: shop, Boards: boards, Today: today, Addr: addr, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { desk.Close() })
	b := &browser{t: t, dir: dir, handler: desk.Handler()}
	w := b.ask("GET", "/?k="+key, "", nil)
	if w.Code != http.StatusSeeOther || len(w.Result().Cookies()) != 1 {
		t.Fatalf("the key gives %d", w.Code)
	}
	b.cookie = w.Result().Cookies()[0]
	if b.cookie.SameSite != http.SameSiteStrictMode || !b.cookie.HttpOnly {
		t.Error("the cookie can be taken or sent along from elsewhere")
	}
	b.token = regexp.MustCompile(`name="kansli-nyckel" content="(\w{64})"`).FindStringSubmatch(b.ask("GET", "/", "", nil).Body.String())[1]
	return b
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request as the desk's own page does; change makes it otherwise.
func (b *browser) ask(method, target, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = addr
	if b.cookie != nil {
		r.AddCookie(b.cookie)
	}
	if method == "POST" {
		r.Header.Set("Origin", "http://"+addr)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Kansli-Nyckel", b.token)
	}
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w
}

func (b *browser) post(target string, body any) (int, map[string]any) {
	b.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		b.t.Fatal(err)
	}
	w := b.ask("POST", target, string(data), nil)
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		b.t.Fatalf("%s: %v: %s", target, err, w.Body)
	}
	return w.Code, out
}

func (b *browser) disk(name string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(data)
}

const sample = "kvalitet-2023/arende.yaml"

// everything in the folder, to see that a refused request left it alone.
func (b *browser) everything() string {
	var all strings.Builder
	filepath.WalkDir(b.dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := os.ReadFile(name)
			all.WriteString(name + "\n" + string(data))
		}
		return nil
	})
	return all.String()
}

func TestHostileRequestsGetNothingThrough(t *testing.T) {
	b := open(t)
	before := b.everything()
	save := `{"fil":"` + sample + `","text":"typ: ärende","version":"","fonster":""}`
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	without := func(name string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Del(name) }
	}
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	tests := []struct {
		name           string
		method, target string
		body           string
		change         func(*http.Request)
		want           int
	}{
		{"another host", "GET", "/", "", host("elak.example"), 421},
		{"another host with this port", "GET", "/", "", host("elak.example:8099"), 421},
		{"this address at another port", "GET", "/", "", host("127.0.0.1:80"), 421},
		{"another host, to save", "POST", "/api/spara", save, host("elak.example"), 421},
		{"no cookie", "GET", "/", "", without("Cookie"), 403},
		{"no cookie, a file", "GET", "/redigera?fil=" + sample, "", without("Cookie"), 403},
		{"no cookie, a script", "GET", "/static/edit.js", "", without("Cookie"), 403},
		{"a false cookie", "GET", "/", "", header("Cookie", "kansli-8099="+key), 403},
		{"a false key", "GET", "/?k=gissning", "", without("Cookie"), 403},
		{"another origin", "POST", "/api/spara", save, header("Origin", "http://elak.example"), 403},
		{"another port of this origin", "POST", "/api/spara", save, header("Origin", "http://127.0.0.1:80"), 403},
		{"origin null", "POST", "/api/spara", save, header("Origin", "null"), 403},
		{"no origin", "POST", "/api/spara", save, without("Origin"), 403},
		{"from another site", "POST", "/api/spara", save, header("Sec-Fetch-Site", "cross-site"), 403},
		{"from a neighbour", "POST", "/api/spara", save, header("Sec-Fetch-Site", "same-site"), 403},
		{"no token", "POST", "/api/spara", save, without("X-Kansli-Nyckel"), 403},
		{"a false token", "POST", "/api/spara", save, header("X-Kansli-Nyckel", strings.Repeat("0", 64)), 403},
		{"the key as token", "POST", "/api/spara", save, header("X-Kansli-Nyckel", key), 403},
		{"a form without token", "POST", "/ny", "slag=ärende&rubrik=x", func(r *http.Request) {
			r.Header.Del("X-Kansli-Nyckel")
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}, 403},
		{"to save by GET", "GET", "/api/spara?" + url.Values{"fil": {sample}}.Encode(), "", nil, 404},
		{"another method", "PUT", "/redigera?fil=" + sample, "", nil, 405},
		{"DELETE", "DELETE", "/redigera?fil=" + sample, "", nil, 405},
		{"no JSON", "POST", "/api/spara", "fil=" + sample, nil, 400},
		{"unknown fields", "POST", "/api/spara", `{"fil":"x.yaml","hemligt":1}`, nil, 400},
		{"a huge body", "POST", "/api/spara", `{"fil":"` + sample + `","text":"` + strings.Repeat("a", 17<<20) + `"}`, nil, 413},
		{"a file that is too large", "POST", "/api/spara", `{"fil":"ny.yaml","version":"","text":"` + strings.Repeat("a", 11<<20) + `"}`, nil, 413},
		{"too many changes", "POST", "/api/andra", `{"fil":"` + sample + `","text":"","andringar":[` + strings.TrimSuffix(strings.Repeat(`{"op":"set"},`, 500), ",") + `]}`, nil, 400},
		{"a path without steps", "POST", "/api/andra", `{"fil":"` + sample + `","text":"a: 1\n","andringar":[{"op":"set","plats":[],"varde":"x"}]}`, nil, 409},
		{"an index far away", "POST", "/api/andra", `{"fil":"` + sample + `","text":"a: [1]\n","andringar":[{"op":"set","plats":["a",-7],"varde":"x"}]}`, nil, 409},
		{"an unknown change", "POST", "/api/andra", `{"fil":"` + sample + `","text":"a: 1\n","andringar":[{"op":"rm -rf","plats":["a"],"varde":"x"}]}`, nil, 409},
		{"a draft with a path as its window", "POST", "/api/utkast", `{"fil":"` + sample + `","fonster":"../../../x","text":"x"}`, nil, 400},
		{"a draft of no file", "POST", "/api/utkast", `{"fil":"finns-inte.yaml","fonster":"0123456789abcdef","text":"x"}`, nil, 404},
	}
	for _, tt := range tests {
		if w := b.ask(tt.method, tt.target, tt.body, tt.change); w.Code != tt.want {
			t.Errorf("%s: %d, want %d: %.200s", tt.name, w.Code, tt.want, w.Body)
		}
	}
	if b.everything() != before {
		t.Error("the folder has changed")
	}
}

func TestNoPathOutsideTheFolder(t *testing.T) {
	b := open(t)
	outside := filepath.Join(filepath.Dir(b.dir), "utanför.yaml")
	write(t, outside, "typ: ärende # hemligt")
	write(t, filepath.Join(b.dir, ".dold.yaml"), "typ: ärende # hemligt")
	write(t, filepath.Join(b.dir, "nyckel.pem"), "hemligt")
	if err := os.Symlink(outside, filepath.Join(b.dir, "länk.yaml")); err != nil {
		t.Skip("no symbolic links here")
	}
	before := b.everything()
	names := []string{"../utanför.yaml", "kvalitet-2023/../../utanför.yaml", outside, "länk.yaml", ".dold.yaml", "nyckel.pem", "./../utanför.yaml",
		`..\utanför.yaml`, "..%2Futanför.yaml", "/etc/hosts.yaml", "a\x00.yaml", "", ".", "kvalitet-2023", "//utanför.yaml", "C:\\x.yaml", "file:///x.yaml"}
	for _, name := range names {
		q := url.Values{"fil": {name}, "form": {"md"}}.Encode()
		for _, page := range []string{"/redigera?", "/mote?", "/papper?"} {
			if w := b.ask("GET", page+q, "", nil); w.Code == 200 || strings.Contains(w.Body.String(), "hemligt") {
				t.Errorf("%s%q gives %d", page, name, w.Code)
			}
		}
		for _, api := range []string{"/api/spara", "/api/utkast"} {
			body := map[string]any{"fil": name, "text": "typ: ärende", "fonster": "0123456789abcdef"}
			if code, _ := b.post(api, body); code == 200 {
				t.Errorf("%s %q was written", api, name)
			}
		}
	}
	for _, target := range []string{"/../utanför.yaml", "/static/../web.go", "/static/..%2f..%2fweb.go", "/typsnitt/..%2fx", "/typsnitt/x.ttf"} {
		if w := b.ask("GET", target, "", nil); w.Code == 200 {
			t.Errorf("%s gives %d", target, w.Code)
		}
	}
	// A file may name others, but they are not read outside either.
	code, out := b.post("/api/granska", map[string]string{"fil": "m.yaml", "text": "typ: sammanträde\nparagrafer: [{nr: 1, ärende: ../utanför.yaml}]\n"})
	if data, _ := json.Marshal(out); code != 200 || strings.Contains(string(data), "hemligt") {
		t.Errorf("a meeting read outside: %s", data)
	}
	if b.everything() != before {
		t.Error("the folder has changed")
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	b := open(t)
	for _, target := range []string{"/", "/ny", "/frister", "/redigera?fil=" + sample, "/static/edit.js", "/finns-inte", "/lasvy", "/papper?form=html&fil=" + sample} {
		w := b.ask("GET", target, "", nil)
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || regexp.MustCompile(`script-src[^;]*(unsafe|\*|http)`).MatchString(policy) || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", target, w.Header())
		}
		if body := w.Body.String(); !strings.HasPrefix(target, "/static") && regexp.MustCompile(`(?i)(src|href|action)="?(https?:)?//`).MatchString(body) {
			t.Errorf("%s fetches from outside", target)
		}
	}
}

func TestScriptInEveryFieldStaysText(t *testing.T) {
	b := open(t)
	evil := `'"</script></textarea><img src=x onerror=alert(1)>`
	quoted, _ := json.Marshal(evil)
	text := strings.ReplaceAll(`typ: ärende
nämnd: {id: bromma, namn: E, kort: E}
dnr: E
rubrik: E
datum: 2023-01-01
handläggare: [{namn: E, titel: E, telefon: E, epost: E}]
enheter: [E]
frister: {E: {datum: 2023-06-01, avser: E, mottagare: E}}
uppgifter: {E: E}
förslag: [E]
avsnitt: {E: E}
bilagor: [E]
`, "E", string(quoted))
	write(t, filepath.Join(b.dir, "ond.yaml"), text)
	targets := []string{"/", "/?q=" + url.QueryEscape(evil), "/ny?rubrik=" + url.QueryEscape(evil), "/frister", "/redigera?fil=ond.yaml&kopia=1", "/papper?form=html&fil=ond.yaml", "/redigera?fil=" + url.QueryEscape(evil) + ".yaml"}
	for _, target := range targets {
		if body := b.ask("GET", target, "", nil).Body.String(); strings.Contains(body, "<img src=x") {
			t.Errorf("%s lets a tag through", target)
		}
	}
	_, out := b.post("/api/andra", map[string]any{"fil": "ond.yaml", "text": text, "andringar": []any{}, "vy": "form", "las": true})
	review := out["granskning"].(map[string]any)
	for what, got := range map[string]any{"form": out["vyn"], "html": review["html"], "pages": review["sidor"]} {
		if data, ok := got.(string); ok && strings.Contains(data, "<img src=x") {
			t.Errorf("%s lets a tag through", what)
		}
		if list, ok := got.([]any); ok && len(list) > 0 && strings.Contains(list[0].(map[string]any)["svg"].(string), "<img src=x") {
			t.Errorf("%s lets a tag through", what)
		}
	}
}

func TestSaveIsRefusedWhenTheFileHasChanged(t *testing.T) {
	b := open(t)
	page := b.ask("GET", "/redigera?fil="+sample, "", nil).Body.String()
	version := regexp.MustCompile(`data-version="(\w+)"`).FindStringSubmatch(page)[1]
	body := func(text, version string) map[string]string {
		return map[string]string{"fil": sample, "text": text, "version": version, "fonster": "0123456789abcdef"}
	}
	code, out := b.post("/api/spara", body("typ: ärende # min\n", version))
	if code != 200 || b.disk(sample) != "typ: ärende # min\n" {
		t.Fatalf("%d %v", code, out)
	}
	code, out = b.post("/api/spara", body("typ: ärende # en annans\n", version)) // the other browser still has the old version
	if code != 409 || out["text"] != "typ: ärende # min\n" || b.disk(sample) != "typ: ärende # min\n" {
		t.Fatalf("%d %v", code, out)
	}
	if code, _ = b.post("/api/spara", body("typ: ärende # en annans\n", out["version"].(string))); code != 200 {
		t.Errorf("having seen it, one may choose: %d", code)
	}
	if code, _ = b.post("/api/spara", body("x", "")); code != 409 {
		t.Errorf("a new file may not take the place of another: %d", code)
	}
}

func TestADraftLiesBesideAndNeverOver(t *testing.T) {
	b := open(t)
	before := b.disk(sample)
	for _, window := range []string{"00000000000000aa", "00000000000000bb"} {
		if code, out := b.post("/api/utkast", map[string]any{"fil": sample, "fonster": window, "text": "utkast i " + window}); code != 200 {
			t.Fatal(out)
		}
	}
	if b.disk(sample) != before || b.disk("kvalitet-2023/.arende.yaml.00000000000000aa.utkast") != "utkast i 00000000000000aa" {
		t.Error("the draft is not beside the file")
	}
	page := b.ask("GET", "/redigera?fil="+sample, "", nil).Body.String()
	if strings.Count(page, "data-utkast=\"oppna\"") != 2 {
		t.Error("the drafts of two windows are not both offered")
	}
	b.post("/api/utkast", map[string]any{"fil": sample, "fonster": "00000000000000aa", "text": nil})
	if _, err := os.Stat(filepath.Join(b.dir, "kvalitet-2023/.arende.yaml.00000000000000aa.utkast")); err == nil {
		t.Error("a draft that was thrown away is there")
	}
}

func TestOnlyLoopbackAddresses(t *testing.T) {
	for addr, want := range map[string]bool{
		"127.0.0.1:0": true, "127.0.0.1:8080": true, "[::1]:8080": true, "127.8.9.1:80": true,
		"0.0.0.0:80": false, ":80": false, "[::]:80": false, "localhost:80": false, "192.168.1.2:80": false, "127.0.0.1": false, "[::ffff:127.0.0.1]:80": false, "": false, "127.0.0.1:": false,
	} {
		if got := web.Loopback(addr); got != want {
			t.Errorf("%q: %v", addr, got)
		}
	}
}

func TestListDeadlinesAndFiles(t *testing.T) {
	b := open(t)
	write(t, filepath.Join(b.dir, "fel.yaml"), "typ: ärende\nrubrk: x\n")
	write(t, filepath.Join(b.dir, "annat.yaml"), "version: 3\n")
	list := b.ask("GET", "/", "", nil).Body.String()
	for _, want := range []string{"BRO 2023/107", "s-justerat", "s-fel", "2023-05-17", "Bromma stadsdelsnämnd"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %s", want)
		}
	}
	if list = b.ask("GET", "/?q=finns+inte", "", nil).Body.String(); !strings.Contains(list, "Ingen fil passar") {
		t.Error("the filter does not filter")
	}
	days := b.ask("GET", "/frister", "", nil).Body.String()
	week := days[strings.Index(days, "Den här veckan"):strings.Index(days, "Senare</h2>")]
	if !strings.Contains(week, "2023-05-17") || strings.Contains(week, "2023-06") {
		t.Errorf("this week is wrong:\n%s", week)
	}
	for target, start := range map[string]string{
		"/frister.ics": "BEGIN:VCALENDAR", "/register.xlsx": "PK", "/papper?form=pdf&fil=" + sample: "%PDF-", "/papper?form=md&fil=" + sample: "---", "/typsnitt/LiberationSans.ttf": "\x00\x01\x00\x00",
	} {
		if w := b.ask("GET", target, "", nil); w.Code != 200 || !bytes.HasPrefix(w.Body.Bytes(), []byte(start)) {
			t.Errorf("%s: %d %.60q", target, w.Code, w.Body)
		}
	}
}

// The desk gives no paper that render would not give, and says why.
func TestAPaperWithAFaultIsNotGiven(t *testing.T) {
	b := open(t)
	meeting := "kvalitet-2023/sammantrade.yaml"
	write(t, filepath.Join(b.dir, meeting), strings.Replace(b.disk(meeting), "uppdrag: ordförande}", "uppdrag: ledamot}", 1))
	w := b.ask("GET", "/papper?form=pdf&papper=protokoll&fil="+meeting, "", nil)
	if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "Det framgår inte vem som ledde") {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
}

// What was locked stays locked in the desk too.
func TestALockedProtocolIsHeldToItsLock(t *testing.T) {
	b := open(t)
	meeting := "kvalitet-2023/sammantrade.yaml"
	text := strings.Replace(b.disk(meeting), "typ: sammanträde\n", "typ: sammanträde\nstatus: justerat\n", 1)
	shop, _ := paper.Open(templates.FS)
	file, _ := casefile.NewReader(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(b.dir, name)) }).Parse(meeting, []byte(text))
	write(t, filepath.Join(b.dir, paper.LockName(meeting)), string(shop.Lock(file.Meeting)))
	faults := func(text string) (n int) {
		_, out := b.post("/api/granska", map[string]string{"fil": meeting, "text": text})
		for _, f := range out["fynd"].([]any) {
			if f.(map[string]any)["allvar"] == "fel" {
				n++
			}
		}
		return n
	}
	if n := faults(text); n != 0 {
		t.Fatalf("%d faults in what was locked", n)
	}
	if faults(strings.Replace(text, "Upprustning av lekplatsen", "Rivning av lekplatsen", 1)) == 0 {
		t.Error("a locked text was changed and nothing said")
	}
}

// Who is in the list of the meeting keeps place and key when somebody leaves, and
// comes back with all that the file says of them.
func TestTheRollKeepsItsOrder(t *testing.T) {
	b := open(t)
	meeting := "kvalitet-2023/sammantrade.yaml"
	roll := []map[string]string{{"namn": "Johan Provinen"}, {"namn": "Gunilla Typfallander"}, {"namn": "Siv Fiktelius"}}
	_, out := b.post("/api/andra", map[string]any{"fil": meeting, "text": b.disk(meeting), "vy": "mote", "upprop": roll, "andringar": []any{map[string]any{"op": "remove", "plats": []any{"närvarande", 1}}}})
	view := out["vyn"].(string)
	seats := regexp.MustCompile(`aria-pressed="(\w+)" data-andra="([^"]*)" data-tangent="(.)" data-vem="([^"]*)"`).FindAllStringSubmatch(view, 3)
	want := []string{"true 1 Johan Provinen", "false 2 Gunilla Typfallander", "true 3 Siv Fiktelius"}
	for i, s := range seats {
		if got := s[1] + " " + s[3] + " " + s[4]; got != want[i] {
			t.Errorf("got %s, want %s", got, want[i])
		}
	}
	var back []any
	if err := json.Unmarshal([]byte(html.UnescapeString(seats[1][2])), &back); err != nil {
		t.Fatal(err)
	}
	_, out = b.post("/api/andra", map[string]any{"fil": meeting, "text": out["text"], "andringar": back})
	got := out["text"].(string)
	if i, j, k := strings.Index(got, "Johan Provinen"), strings.Index(got, "Gunilla Typfallander"), strings.Index(got, "Siv Fiktelius"); i > j || j > k || !strings.Contains(got, "1:e vice ordförande") {
		t.Errorf("she did not come back as she was:\n%.600s", got)
	}
}

func TestAChangeInTheFormChangesOnlyItsField(t *testing.T) {
	b := open(t)
	before := b.disk(sample)
	change := func(op string, value any, path ...any) string {
		t.Helper()
		code, out := b.post("/api/andra", map[string]any{"fil": sample, "text": before, "andringar": []any{map[string]any{"op": op, "plats": path, "varde": value}}})
		if code != 200 {
			t.Fatalf("%v: %v", path, out)
		}
		return out["text"].(string)
	}
	for _, tt := range []struct{ got, old, new string }{
		{change("set", "Ny rubrik", "rubrik"), "Enheten för arbete och försörjnings deltagande i Kvalitetsutmärkelsen 2023", "Ny rubrik"},
		{change("set", "08-1", "handläggare", 0, "telefon"), "08-465 004 23", "08-1"},
		{change("set", "protokollet", "frister", "ansökan", "avser"), "ansökan: 2023-05-17", "ansökan:\n    datum: 2023-05-17\n    avser: protokollet"},
		{change("set", "BRO 2023/1", "dnr", 0), "dnr: BRO 2023/107", "dnr:\n  - BRO 2023/1"},
		{change("set", "farsta", "nämnd", "id"), "id: bromma", "id: farsta"},
		{change("remove", "", "avdelning"), "avdelning: Avdelningen för socialtjänst och fritid\n", ""},
	} {
		if want := strings.Replace(before, tt.old, tt.new, 1); tt.got != want {
			t.Errorf("got:\n%s\nwant:\n%s", tt.got, want)
		}
	}
}

func TestReviewShowsPaperAndWhereItComesFrom(t *testing.T) {
	b := open(t)
	_, out := b.post("/api/granska", map[string]string{"fil": sample, "text": b.disk(sample)})
	pages := out["sidor"].([]any)
	if len(pages) == 0 || !strings.Contains(pages[0].(map[string]any)["svg"].(string), "data-rad=") {
		t.Fatal("no pages, or none that lead back")
	}
	mark := pages[0].(map[string]any)["marke"]
	_, again := b.post("/api/granska", map[string]any{"fil": sample, "text": b.disk(sample), "har": []any{mark, "en annan"}})
	pages = again["sidor"].([]any)
	if first := pages[0].(map[string]any); first["svg"] != nil || first["marke"] != mark || pages[1].(map[string]any)["svg"] == nil {
		t.Error("a page that is there is sent again, or one that is not is left out")
	}
	var origins []paper.Origin
	data, _ := json.Marshal(out["ursprung"])
	if err := json.Unmarshal(data, &origins); err != nil {
		t.Fatal(err)
	}
	var field, template bool
	for _, o := range origins {
		field = field || o.Field == "rubrik" && o.Line == 8
		template = template || strings.HasSuffix(o.Template, "kvalitetsutmarkelse/avsnitt.md")
	}
	if !field || !template {
		t.Errorf("origins: %s", data)
	}
}

func BenchmarkReview(b *testing.B) {
	desk := open(b)
	body, _ := json.Marshal(map[string]string{"fil": sample, "text": desk.disk(sample)})
	for b.Loop() {
		io.Copy(io.Discard, desk.ask("POST", "/api/granska", string(body), nil).Body)
	}
}
