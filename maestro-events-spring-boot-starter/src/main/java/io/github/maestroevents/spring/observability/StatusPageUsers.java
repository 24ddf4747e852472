package io.github.maestroevents.spring.observability;

import io.github.maestroevents.status.StatusUser;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Says who asks for the status page that the application's own web server shows. Declare one as a
 * bean; without it everybody who reaches the page is a reader, and an operator is whoever has the
 * role of {@code maestro.events.status-page.operator-role}.
 *
 * <pre>{@code
 * @Bean
 * StatusPageUsers statusPageUsers() {
 *   return request -> request.isUserInRole("ON_CALL")
 *       ? StatusUser.operator(request.getUserPrincipal().getName())
 *       : StatusUser.reader("somebody");
 * }
 * }</pre>
 */
@FunctionalInterface
public interface StatusPageUsers {

  /**
   * Called for each request, every two seconds for each open page, on the thread of the web server
   * that has it. An exception is logged, and whoever asks is nobody.
   *
   * @param request of whoever has passed the application's own security
   * @return {@link StatusUser#nobody()} for those who may not even look
   */
  StatusUser of(HttpServletRequest request);
}
