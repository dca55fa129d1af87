// A service that tells Playhead of its errors. Needs Go 1.18 or later, and nothing besides.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"
)

var client = http.Client{Timeout: 2 * time.Second}

func tellReplay(r *http.Request, route string, err error) {
	id := r.Header.Get("x-replay-id")
	if id == "" {
		return
	}
	body, _ := json.Marshal(map[string]any{
		"replayId": id, "service": "stock", "message": err.Error(), "stack": string(debug.Stack()),
		"method": r.Method, "route": route, "status": 500, "trace": r.Header.Get("traceparent"),
	})
	go func() {
		post, fault := http.NewRequest("POST", os.Getenv("REPLAY_URL")+"/events", bytes.NewReader(body))
		if fault != nil {
			return
		}
		post.Header.Set("Authorization", "Bearer "+os.Getenv("REPLAY_TOKEN"))
		if answer, fault := client.Do(post); fault == nil {
			answer.Body.Close()
		}
	}()
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	http.HandleFunc("/stock/", func(w http.ResponseWriter, r *http.Request) {
		tellReplay(r, "/stock/:lamp", errors.New("no stock of heron"))
		w.WriteHeader(http.StatusInternalServerError)
	})
	panic(http.Serve(listener, nil))
}
