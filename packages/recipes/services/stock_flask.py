"""The same in Flask."""

from flask import Flask, got_request_exception, request
from stock import tell_replay
from werkzeug.serving import make_server

app = Flask(__name__)


def hear(_, exception, **__):
    tell_replay(request.headers, exception, request.method, str(request.url_rule))


got_request_exception.connect(hear, app)


@app.get("/stock/<lamp>")
def stock(lamp):
    raise LookupError("no stock of " + lamp)


if __name__ == "__main__":
    app.logger.disabled = True
    server = make_server("127.0.0.1", 0, app)
    print(server.server_port, flush=True)
    server.serve_forever()
