package io.github.maestroevents.security.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An SQS that quotes every request in each of its answers, headers and body. */
final class QuotingService implements AutoCloseable {

  /** In which part of its answer it quotes. */
  enum Quoting {
    MESSAGE(400, "com.amazonaws.sqs#InvalidMessageContents"),
    MESSAGE_OF_A_DENIAL(403, "com.amazon.coral.service#AccessDeniedException"),
    MESSAGE_OF_A_REFUSED_ATTRIBUTE(400, "com.amazonaws.sqs#InvalidParameterValueException"),
    MESSAGE_OF_A_CODE_NOBODY_KNOWS(400, "com.amazonaws.sqs#Strange"),
    MESSAGE_OF_A_FAILURE(500, "com.amazonaws.sqs#InternalFailure"),
    MESSAGE_OF_A_THROTTLE(429, "com.amazonaws.sqs#RequestThrottled"),
    CODE(400, ""),
    REQUEST_ID(400, "com.amazonaws.sqs#QueueDoesNotExist"),
    ENTRY(200, "InvalidMessageContents"),
    ENTRY_OF_A_GROUP(200, "InvalidParameterValue"),
    ENTRY_CODE(200, ""),
    ANSWER_FOR_NOBODY(200, ""),
    PAGE(502, ""),
    RUBBISH(200, "");

    final int status;
    final String code;

    Quoting(int status, String code) {
      this.status = status;
      this.code = code;
    }
  }

  private static final Pattern ENTRY_ID = Pattern.compile("\"Id\":\"([^\"]*)\"");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  // Set by the test between requests, read by the threads of the server.
  private volatile Quoting quoting = Quoting.MESSAGE;

  QuotingService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  void quote(Quoting where) {
    quoting = where;
  }

  String queueUrl(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/000000000000/" + name;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Quoting where = quoting;
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String all =
        exchange.getRequestHeaders().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining(" "))
            + " "
            + request;
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    String quoted = "\"" + escaped(all) + "\"";
    String body =
        switch (where) {
          case CODE -> "{\"__type\":" + quoted + ",\"message\":" + quoted + "}";
          case REQUEST_ID,
              MESSAGE,
              MESSAGE_OF_A_DENIAL,
              MESSAGE_OF_A_CODE_NOBODY_KNOWS,
              MESSAGE_OF_A_FAILURE,
              MESSAGE_OF_A_THROTTLE ->
              "{\"__type\":\"" + where.code + "\",\"message\":" + quoted + "}";
          case MESSAGE_OF_A_REFUSED_ATTRIBUTE ->
              "{\"__type\":\""
                  + where.code
                  + "\",\"message\":\"Message attribute name '"
                  + escaped(all.replace('\'', ' '))
                  + "' is invalid\"}";
          case ENTRY -> entries(request, "\"" + where.code + "\"", quoted);
          case ENTRY_OF_A_GROUP ->
              entries(request, "\"" + where.code + "\"", "\"MessageGroupId " + escaped(all) + "\"");
          case ENTRY_CODE -> entries(request, quoted, quoted);
          case ANSWER_FOR_NOBODY -> "{\"Successful\":[{\"Id\":" + quoted + "}],\"Failed\":[]}";
          case PAGE -> "<html>" + all + "</html>";
          case RUBBISH -> all;
        };
    if (where == Quoting.REQUEST_ID || where == Quoting.CODE) {
      String line = all.replaceAll("[^!-~]", " ");
      exchange
          .getResponseHeaders()
          .add(
              "x-amzn-RequestId", line.substring(0, 3_000 < line.length() ? 3_000 : line.length()));
      exchange
          .getResponseHeaders()
          .add(
              "x-amzn-query-error",
              line.substring(0, 1_000 < line.length() ? 1_000 : line.length()) + ";Sender");
    }
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(where.status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String entries(String request, String code, String message) {
    List<String> ids = ENTRY_ID.matcher(request).results().map(id -> id.group(1)).toList();
    return ids.stream()
        .map(
            id ->
                "{\"Id\":\""
                    + id
                    + "\",\"SenderFault\":true,\"Code\":"
                    + code
                    + ",\"Message\":"
                    + message
                    + "}")
        .collect(Collectors.joining(",", "{\"Successful\":[],\"Failed\":[", "]}"));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
