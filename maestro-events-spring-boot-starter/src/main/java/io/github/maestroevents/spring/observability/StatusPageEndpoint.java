package io.github.maestroevents.spring.observability;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The name of the status page among the endpoints: by it the application exposes the page, moves it
 * and lets people in. An endpoint sees no header, which the page needs, so {@link
 * StatusPageHandler} answers in its place; this one is called where Spring MVC does not serve the
 * endpoints.
 */
@WebEndpoint(id = StatusPageEndpoint.ID)
final class StatusPageEndpoint {

  static final String ID = "maestroeventspage";

  /** Says why there is no page. */
  @ReadOperation(produces = "text/plain")
  WebEndpointResponse<String> noPage() {
    return new WebEndpointResponse<>(
        "The status page needs Spring MVC. StatusServer of maestro-events-status serves it too.",
        501);
  }
}
