package io.github.maestroevents.status;

import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.status.internal.http.Addresses;
import io.github.maestroevents.status.internal.http.Forms;
import io.github.maestroevents.status.internal.http.Sessions;
import io.github.maestroevents.status.internal.http.Tokens;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides who passes to the page, and lets people log in with a token. Any thread. */
final class Gate {

  private static final SafeLogger LOG = SafeLogger.of(StatusServer.class);
  private static final String BEARER = "Bearer ";

  private final Addresses addresses;
  private final Tokens<StatusUser> tokens;
  private final Sessions<StatusUser> sessions;
  private final StatusAccess access;
  private final String cookieName;

  Gate(
      Addresses addresses,
      Tokens<StatusUser> tokens,
      Sessions<StatusUser> sessions,
      StatusAccess access,
      String cookieName) {
    this.addresses = addresses;
    this.tokens = tokens;
    this.sessions = sessions;
    this.access = access;
    this.cookieName = cookieName;
  }

  /** What is wrong with where the request comes from; null if nothing is. */
  @Nullable StatusAnswer refusal(StatusRequest request) {
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

  StatusUser user(StatusRequest request) {
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
    StatusUser byToken = byToken(authorization.substring(BEARER.length()).trim());
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

  StatusAnswer login(StatusRequest request) {
    if (!sessions.mayTry()) {
      return PageFiles.login(429, "Too many wrong tokens. Try again in a minute.");
    }
    StatusUser user = byToken(request.parameter("token").trim());
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

  private @Nullable StatusUser byToken(String token) {
    if (!sessions.mayTry()) {
      return null;
    }
    StatusUser user = tokens.user(token);
    if (user == null) {
      sessions.failed();
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
