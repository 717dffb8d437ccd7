package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"kansli/internal/casefile"
	"kansli/internal/civil"
	"kansli/internal/namnd"
	"kansli/internal/web"
)

var serveVerb = verb{
	name:    "serve",
	args:    "MAPP",
	summary: "öppnar skrivbordet: en sida i webbläsaren på den här datorn",
	example: "kansli serve arenden\nkansli serve arenden --addr 127.0.0.1:8080",
	lasts:   true,
	define: func(flags *pflag.FlagSet) func(terminal, []string) error {
		addr := flags.String("addr", "127.0.0.1:0", "`ADRESS` att lyssna på, bara den egna datorn: 127.0.0.1:PORT eller [::1]:PORT")
		src := sourceFlags(flags)
		return func(t terminal, args []string) error {
			if len(args) != 1 {
				return usageError{"ange mappen med ärenden"}
			}
			if !web.Loopback(*addr) {
				return usageError{fmt.Sprintf("--addr %s kan nås från andra datorer; skriv 127.0.0.1:PORT eller [::1]:PORT", *addr)}
			}
			return serve(t, args[0], *addr, src)
		}
	},
}

// serve runs until it is interrupted.
func serve(t terminal, dir, addr string, src source) error {
	j, err := src.prepare()
	if err != nil {
		return err
	}
	if j.shop == nil {
		return j.finish(t.err, "text")
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("det går inte att lyssna på %s; porten kan vara upptagen", addr)
	}
	defer listener.Close()
	addr, key := listener.Addr().String(), rand.Text()
	desk, err := web.Open(dir, web.Options{Shop: j.shop, Boards: src.boardsAbove(dir), Today: today, Addr: addr, Key: key})
	if err != nil {
		return err
	}
	defer desk.Close()
	go desk.ReadAhead()
	fmt.Fprintf(t.out, "Skrivbordet för %s finns på\n\n  http://%s/?k=%s\n\nÖppna adressen i webbläsaren. Avsluta med Ctrl+C.\n", dir, addr, key)
	server := &http.Server{Handler: desk.Handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		server.Shutdown(last)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// today is the only use of the clock: it decides what is overdue on the page.
func today() civil.Date {
	now := time.Now()
	return civil.Date{Year: now.Year(), Month: now.Month(), Day: now.Day()}
}

// boardsAbove gives the register that --boards names, or else the one nearest
// above a folder, for folders that have none themselves. It is read each time,
// since somebody may change it meanwhile.
func (s source) boardsAbove(dir string) func() *namnd.Boards {
	return func() *namnd.Boards {
		r := casefile.NewReader(readFromDisk)
		if *s.boards != "" {
			file, _ := r.Read(filepath.ToSlash(*s.boards))
			return file.Boards
		}
		if boards := r.BoardsFor(path.Join(filepath.ToSlash(dir), "x.yaml")); boards != nil {
			return &namnd.Boards{Boards: boards}
		}
		return nil
	}
}
