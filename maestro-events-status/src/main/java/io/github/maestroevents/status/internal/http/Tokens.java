package io.github.maestroevents.status.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets and whose they are. Holds digests alone; a comparison takes the same time, hit or not.
 */
public final class Tokens<T> {

  private record Token<T>(String digest, T user) {}

  private final List<Token<T>> tokens = new ArrayList<>();

  public void add(String secret, T user) {
    tokens.add(new Token<>(digest(secret), user));
  }

  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Whose secret that is; null if nobody's. */
  public @Nullable T user(String secret) {
    byte[] digest = digest(secret).getBytes(UTF_8);
    T user = null;
    for (Token<T> token : tokens) {
      if (MessageDigest.isEqual(token.digest().getBytes(UTF_8), digest)) {
        user = token.user();
      }
    }
    return user;
  }

  private static String digest(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
