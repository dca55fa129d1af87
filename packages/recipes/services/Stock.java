import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** A service that tells Playhead of its errors. Needs Java 11 or later, and nothing besides. */
public class Stock {
  static final HttpClient client = HttpClient.newHttpClient();

  static void tellReplay(
      String replayId, String traceparent, Throwable error, String method, String route) {
    if (replayId == null) return;
    StringWriter stack = new StringWriter();
    error.printStackTrace(new PrintWriter(stack));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("replayId", replayId);
    texts.put("service", "stock");
    texts.put("name", error.getClass().getSimpleName());
    texts.put("message", String.valueOf(error.getMessage()));
    texts.put("stack", stack.toString());
    texts.put("method", method);
    texts.put("route", route);
    if (traceparent != null) texts.put("trace", traceparent);
    String body =
        texts.entrySet().stream()
            .map(field -> quote(field.getKey()) + ":" + quote(field.getValue()))
            .collect(Collectors.joining(",", "{\"status\":500,", "}"));
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(System.getenv("REPLAY_URL") + "/events"))
            .timeout(Duration.ofSeconds(2))
            .header("Authorization", "Bearer " + System.getenv("REPLAY_TOKEN"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    client.sendAsync(post, HttpResponse.BodyHandlers.discarding());
  }

  /** As JSON; with Jackson at hand, use that. */
  static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }

  static void answer(HttpExchange exchange) throws IOException {
    try {
      throw new NoSuchElementException("no stock of heron");
    } catch (RuntimeException error) {
      var headers = exchange.getRequestHeaders();
      tellReplay(
          headers.getFirst("x-replay-id"),
          headers.getFirst("traceparent"),
          error,
          exchange.getRequestMethod(),
          "/stock/:lamp");
      exchange.sendResponseHeaders(500, -1);
      exchange.close();
    }
  }

  public static void main(String[] arguments) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/stock/", Stock::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
  }
}
