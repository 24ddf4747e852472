package io.github.maestroevents.status;

import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.status.internal.http.Addresses;
import io.github.maestroevents.status.internal.http.Forms;
import io.github.maestroevents.status.internal.http.Sessions;
import io.github.maestroevents.status.internal.http.Tokens;
import io.github.maestroevents.status.internal.http.Visitors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides who passes to the page, and lets people log in with a token. Any thread. */
final class Gate {

  private static final SafeLogger LOG = SafeLogger.of(StatusServer.class);
  private static final String BEARER = "Bearer ";

  private final Addresses addresses;
  private final Tokens<StatusUser> tokens;
  private final Sessions<StatusUser> sessions;
  private final Visitors visitors;
  private final StatusAccess access;
  private final String cookieName;

  Gate(
      Addresses addresses,
      Tokens<StatusUser> tokens,
      Sessions<StatusUser> sessions,
      Visitors visitors,
      StatusAccess access,
      String cookieName) {
    this.addresses = addresses;
    this.tokens = tokens;
    this.sessions = sessions;
    this.visitors = visitors;
    this.access = access;
    this.cookieName = cookieName;
  }

  /**
   * What is wrong with where the request comes from; null if nothing is.
   *
   * @param from the address that sent it
   */
  @Nullable StatusAnswer refusal(StatusRequest request, String from) {
    StatusAnswer refusal = refusal(request);
    if (refusal != null && visitors.mayTell(from)) {
      LOG.warn("Refused a request for the status page from {}: {}", from, refusal.body());
    }
    return refusal;
  }

  private @Nullable StatusAnswer refusal(StatusRequest request) {
    String host = request.header("Host");
    if (!addresses.isOurs(host)) {
      return StatusAnswer.text(403, "This server has another name. See allowedHost.");
    }
    boolean post = request.method().equals("POST");
    String origin = request.header("Origin");
    boolean byBrowser = origin != null || request.header("Authorization") == null;
    if (post && byBrowser && !Addresses.isSameOrigin(origin, host)) {
      return StatusAnswer.text(403, "That was sent by another page.");
    }
    if (!request.path().isEmpty() && Addresses.isOfStranger(request.header("Sec-Fetch-Site"))) {
      return StatusAnswer.text(403, "That was asked for by another page.");
    }
    return null;
  }

  StatusUser user(StatusRequest request, String from) {
    if (tokens.isEmpty()) {
      return byAccess(request);
    }
    StatusUser bySession = sessions.user(cookie(request));
    if (bySession != null) {
      return bySession;
    }
    String authorization = request.header("Authorization");
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return StatusUser.nobody();
    }
    StatusUser byToken = byToken(authorization.substring(BEARER.length()).trim(), from);
    return byToken == null ? StatusUser.nobody() : byToken;
  }

  private StatusUser byAccess(StatusRequest request) {
    try {
      return access.of(request);
    } catch (Throwable thrown) { // the host's code
      LOG.error("Nobody sees the status page, since StatusAccess failed", thrown);
      return StatusUser.nobody();
    }
  }

  /** For somebody who is nobody yet. */
  StatusAnswer stranger(StatusRequest request) {
    if (tokens.isEmpty()) {
      return StatusAnswer.text(403, "You may not see this page.");
    }
    if (request.path().isEmpty()) {
      return PageFiles.login(401, "");
    }
    return StatusAnswer.of(
        401,
        "text/plain; charset=utf-8",
        "Log in, or send a token.",
        Map.of("WWW-Authenticate", "Bearer"));
  }

  StatusAnswer login(StatusRequest request, String from) {
    if (!visitors.mayTry(from)) {
      return PageFiles.login(429, "Too many wrong tokens. Try again in a minute.");
    }
    StatusUser user = byToken(request.parameter("token").trim(), from);
    if (user == null) {
      return PageFiles.login(403, "That token is not known.");
    }
    String id = PageFiles.randomText();
    sessions.open(id, user);
    LOG.info("User '{}' has logged in to the status page", user.name());
    return backToPage(cookieName + "=" + id);
  }

  StatusAnswer logout(StatusRequest request) {
    sessions.close(cookie(request));
    return backToPage(cookieName + "=; Max-Age=0");
  }

  private @Nullable StatusUser byToken(String token, String from) {
    if (!visitors.mayTry(from)) {
      return null;
    }
    StatusUser user = tokens.user(token);
    if (user == null) {
      visitors.failed(from);
      if (visitors.mayTell(from)) {
        LOG.warn("A wrong token for the status page came from {}; it is told once a minute", from);
      }
    }
    return user;
  }

  private @Nullable String cookie(StatusRequest request) {
    return Forms.cookie(request.header("Cookie"), cookieName);
  }

  private static StatusAnswer backToPage(String cookie) {
    return StatusAnswer.of(
        303,
        "text/plain; charset=utf-8",
        "",
        Map.of("Location", "./", "Set-Cookie", cookie + "; HttpOnly; SameSite=Strict; Path=/"));
  }
}
