package endpoint

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	// recordHandshake is the first byte that a client sends which speaks TLS.
	recordHandshake = 0x16

	readHeaderTimeout = 10 * time.Second
	idleTimeout       = time.Minute
	mostHeader        = 1 << 16
)

// Serve answers what comes to a listener until the context ends, which is no
// error, and closes it.
func (e *Endpoint) Serve(ctx context.Context, l net.Listener) error {
	config := &tls.Config{
		Certificates: []tls.Certificate{e.config.Certificate}, MinVersion: tls.VersionTLS12,
		ClientAuth: tls.RequestClientCert, ClientCAs: e.config.Clients, NextProtos: []string{"http/1.1"},
	}
	server := &http.Server{
		Handler: e, ReadHeaderTimeout: readHeaderTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: mostHeader,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), // what clients do wrong is what they are here for
	}
	listeners := []net.Listener{tls.NewListener(l, config)}
	if e.faulty(plainHTTP) {
		secure, plain := split(l)
		listeners = []net.Listener{tls.NewListener(secure, config), plain}
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	ended := make(chan error, len(listeners))
	for _, listener := range listeners {
		go func() { ended <- server.Serve(listener) }()
	}
	err := <-ended
	_ = server.Close() // the others
	if errors.Is(err, http.ErrServerClosed) && ctx.Err() != nil {
		return nil
	}
	return err
}

// share is the part of a listener's connections that begin in one way.
type share struct {
	net.Listener
	connections chan net.Conn
	closed      chan struct{}
	close       func() error
}

func (s *share) Accept() (net.Conn, error) {
	select {
	case c := <-s.connections:
		return c, nil
	case <-s.closed:
		return nil, net.ErrClosed
	}
}

func (s *share) Close() error { return s.close() }

// split tells connections that speak TLS from others.
func split(l net.Listener) (secure, plain *share) {
	closed := make(chan struct{})
	once := sync.OnceValue(func() error {
		close(closed)
		return l.Close()
	})
	secure = &share{l, make(chan net.Conn), closed, once}
	plain = &share{l, make(chan net.Conn), closed, once}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				_ = once()
				return
			}
			go func() {
				r := bufio.NewReader(c)
				to := plain
				if first, err := r.Peek(1); err == nil && first[0] == recordHandshake {
					to = secure
				}
				select {
				case to.connections <- peeked{c, r}:
				case <-closed:
					_ = c.Close()
				}
			}()
		}
	}()
	return secure, plain
}

// peeked is a connection of which something has been read already.
type peeked struct {
	net.Conn
	r *bufio.Reader
}

func (p peeked) Read(b []byte) (int, error) { return p.r.Read(b) }
