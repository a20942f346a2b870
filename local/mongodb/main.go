// Command mongodb is a server that speaks MongoDB's protocol, for tests and demos of this machine: FerretDB over SQLite. It has
// no logins and no snapshots. It says where it listens in its first line, and ends with whoever started it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve() error {
	data := flag.String("data", "", "folder that holds the data, and is there")
	listen := flag.String("listen", "127.0.0.1:0", "address to listen at; port 0 is any free one")
	flag.Parse()
	if *data == "" {
		return fmt.Errorf("-data is missing: the folder that holds the data")
	}

	server, err := ferretdb.New(&ferretdb.Config{
		// Its lines quote documents.
		Logger:    slog.New(slog.NewTextHandler(io.Discard, nil)),
		Listener:  ferretdb.ListenerConfig{TCP: *listen},
		Handler:   "sqlite",
		SQLiteURL: (&url.URL{Scheme: "file", Opaque: *data + "/"}).String(),
	})
	if err != nil {
		return fmt.Errorf("the server does not start: %w", err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		// Whoever holds the other end of it is gone.
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()

	fmt.Println(server.MongoDBURI())
	return server.Run(ctx)
}
