package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// healthCommand is "cifra health": for containers, which have nothing else to
// ask with.
type healthCommand struct{ config string }

func (h *healthCommand) line() *cobra.Command {
	line := &cobra.Command{Use: "health", Short: "Ask a running cifra serve whether it is ready", Args: taking()}
	configFlag(line, &h.config)
	return line
}

// healthTime is how long a running program may take to say that it is ready.
const healthTime = 3 * time.Second

// Run runs the command.
func (h *healthCommand) Run(w world) error {
	c, err := readConfig(h.config, w.environ)
	if err != nil {
		return err
	}
	if c.Admin.Listen == "" {
		return errors.New(`admin.listen is "", so that there is nobody to ask`)
	}
	ctx, cancel := context.WithTimeout(context.Background(), healthTime)
	defer cancel()
	address := "http://" + reachable(c.Admin.Listen) + "/readyz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fmt.Errorf("asking %s: %w", address, err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("not running: %w", err)
	}
	defer response.Body.Close()
	said, err := io.ReadAll(io.LimitReader(response.Body, 4<<10))
	if err != nil {
		return fmt.Errorf("reading what %s says: %w", address, err)
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", strings.TrimSpace(string(said)))
	}
	_, err = fmt.Fprint(w.stdout, string(said))
	return err
}

// reachable is an address to call for one to listen at: ":9090" listens at all
// of them.
func reachable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
