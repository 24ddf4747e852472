package io.github.maestroevents.spring.observability;

import io.github.maestroevents.status.StatusUser;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Everybody may look, and those with a role may act; whoever has logged in has the name of their
 * login.
 *
 * @param operatorRole as the application's security names it; null if nobody may act
 */
record ServletUsers(@Nullable String operatorRole) implements StatusPageUsers {

  @Override
  public StatusUser of(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    String name = principal == null ? null : principal.getName();
    if (name == null) {
      return StatusUser.reader("somebody unknown");
    }
    return operatorRole != null && request.isUserInRole(operatorRole)
        ? StatusUser.operator(name)
        : StatusUser.reader(name);
  }
}
