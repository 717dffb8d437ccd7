package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// guard decides who may ask. The desk listens on the loopback address, but every
// page in every browser of the computer can send requests there, and so can other
// users of it. So the address is shown with a key, which gives a cookie; each
// request must have the cookie and name this host; and one that changes anything
// must come from this origin and carry a token that only its pages know.
type guard struct {
	hosts  []string
	key    string
	cookie string // name; browsers share cookies between ports
	pass   string // value of the cookie
	token  string
}

const (
	tokenHeader = "X-Kansli-Nyckel"
	tokenField  = "nyckel"
	maxBody     = 16 << 20 // a file may be 10 MB, and its text is quoted in JSON
)

// Loopback reports whether an address to listen on, host:port, is one that only
// this computer reaches. Names are not taken, because a name can be given any
// address.
func Loopback(addr string) bool {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || port == "" {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback() && ip.Zone() == "" && !ip.Is4In6()
}

func newGuard(addr, key string) guard {
	_, port, _ := net.SplitHostPort(addr)
	derive := func(use string) string {
		sum := sha256.Sum256([]byte(use + "\x00" + key))
		return hex.EncodeToString(sum[:])
	}
	return guard{
		hosts: []string{addr, net.JoinHostPort("localhost", port)}, key: key,
		cookie: "kansli-" + port, pass: derive("pass"), token: derive("token"),
	}
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (g guard) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !slices.Contains(g.hosts, r.Host) {
			showProblem(w, r, problem{http.StatusMisdirectedRequest, "Adressen leder inte hit."})
			return
		}
		if key := r.URL.Query().Get("k"); r.Method == http.MethodGet && r.URL.Path == "/" && same(key, g.key) {
			http.SetCookie(w, &http.Cookie{Name: g.cookie, Value: g.pass, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		if c, err := r.Cookie(g.cookie); err != nil || !same(c.Value, g.pass) {
			showProblem(w, r, problem{http.StatusForbidden, "Öppna adressen som kansli serve skrev, med nyckeln sist i den."})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		switch r.Method {
		case http.MethodGet, http.MethodHead:
		case http.MethodPost:
			if p, ok := g.refuses(r); ok {
				showProblem(w, r, p)
				return
			}
		default:
			showProblem(w, r, problem{http.StatusMethodNotAllowed, "Så kan sidan inte anropas."})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuses says why a request that changes something is not let through.
func (g guard) refuses(r *http.Request) (problem, bool) {
	if r.Header.Get("Origin") != "http://"+r.Host {
		return problem{http.StatusForbidden, "Begäran kom från en annan webbplats."}, true
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return problem{http.StatusForbidden, "Begäran kom från en annan webbplats."}, true
	}
	token := r.Header.Get(tokenHeader)
	if token == "" && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		if r.ParseForm() != nil {
			return problem{http.StatusRequestEntityTooLarge, "Formuläret är för stort."}, true
		}
		token = r.PostForm.Get(tokenField)
	}
	if !same(token, g.token) {
		return problem{http.StatusForbidden, "Sidan är för gammal. Läs in den igen."}, true
	}
	return problem{}, false
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
