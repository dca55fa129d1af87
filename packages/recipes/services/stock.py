"""A service that tells Playhead of its errors. Needs Python 3.10 or later, and nothing besides."""

import json
import os
import threading
import traceback
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def tell_replay(headers, error, method, route):
    replay_id = headers.get("x-replay-id")
    if not replay_id:
        return
    body = {
        "replayId": replay_id,
        "service": "stock",
        "name": type(error).__name__,
        "message": str(error),
        "stack": "".join(traceback.format_exception(error)),
        "method": method,
        "route": route,
        "status": 500,
        "trace": headers.get("traceparent"),
    }
    post = urllib.request.Request(
        os.environ["REPLAY_URL"] + "/events",
        json.dumps(body).encode(),
        {"Authorization": "Bearer " + os.environ["REPLAY_TOKEN"]},
    )

    def send():
        try:
            urllib.request.urlopen(post, timeout=2).close()
        except OSError:
            pass  # telling must not make things worse

    threading.Thread(target=send).start()


class Stock(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            raise LookupError("no stock of heron")
        except Exception as error:
            tell_replay(self.headers, error, self.command, "/stock/:lamp")
            self.send_response(500)
            self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stock)
    print(server.server_port, flush=True)
    server.serve_forever()
