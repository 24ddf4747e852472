package io.github.maestroevents.spring.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.status.StatusAnswer;
import io.github.maestroevents.status.StatusRequest;
import io.github.maestroevents.status.StatusRole;
import io.github.maestroevents.status.StatusUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Shows the status page through the application's own web server, below the path of the endpoint
 * {@code maestroeventspage}. Called on threads of that server; an operator's flush holds one for
 * five seconds at most, a count of dead letters for as long as their files take to read.
 */
final class StatusPageHandler implements HttpRequestHandler {

  private static final SafeLogger LOG = SafeLogger.of(StatusPageHandler.class);

  private final ShownPublishers publishers;
  private final StatusPageUsers users;
  private final boolean isReadOnly;
  private final String path;

  /**
   * A handler.
   *
   * @param isReadOnly whether nobody may act, whoever they are
   * @param path of the endpoint, without a slash at its end
   */
  StatusPageHandler(
      ShownPublishers publishers, StatusPageUsers users, boolean isReadOnly, String path) {
    this.publishers = publishers;
    this.users = users;
    this.isReadOnly = isReadOnly;
    this.path = path;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String below =
        String.valueOf(request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE));
    if (below.isEmpty() && !request.getRequestURI().endsWith("/")) {
      // What the page asks for is found below it. Of our own path: the request's may be forged.
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", "." + path.substring(path.lastIndexOf('/')) + "/");
      return;
    }
    StatusUser user = user(request);
    StatusAnswer answer =
        publishers.answer(
            new StatusRequest(request.getMethod(), below, parameters(request), headers(request)),
            user);
    byte[] body = answer.body().getBytes(UTF_8);
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private StatusUser user(HttpServletRequest request) {
    try {
      StatusUser user = users.of(request);
      return isReadOnly && user.role() == StatusRole.OPERATE
          ? StatusUser.reader(user.name())
          : user;
    } catch (RuntimeException thrown) { // the application's code
      LOG.error("Nobody sees the status page, since StatusPageUsers failed", thrown);
      return StatusUser.nobody();
    }
  }

  private static Map<String, String> parameters(HttpServletRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (request.getMethod().equals("POST")) {
      request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    }
    return parameters;
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    return headers;
  }
}
