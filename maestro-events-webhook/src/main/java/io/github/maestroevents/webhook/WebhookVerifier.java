package io.github.maestroevents.webhook;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.webhook.internal.signing.KeyText;
import io.github.maestroevents.webhook.internal.signing.SignatureCheck;
import io.github.maestroevents.webhook.internal.signing.SignedText;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For receivers: tells whether a request is from who knows the secret, from now, and the first of
 * its id. Works for every sender that signs as Standard Webhooks has it.
 *
 * <pre>{@code
 * var verifier = WebhookVerifier.builder().secret(secret).build();
 * var webhook = verifier.verify(headers::getFirst, body); // the bytes as they came
 * if (webhook.inProgress()) {
 *   return 503; // the sender asks again
 * }
 * if (!webhook.repeated()) {
 *   try {
 *     handle(body);
 *     verifier.done(webhook.id());
 *   } finally {
 *     verifier.forgetUnlessDone(webhook.id());
 *   }
 * }
 * return 204;
 * }</pre>
 *
 * <p>Ids are remembered for twice the tolerance, and no more of them than the builder allows. What
 * was sent before is refused for its time, so that is long enough. A request is in progress until
 * {@link #done} or {@link #forgetUnlessDone} is called: a sender that has waited too long asks
 * again meanwhile, and must not be told that all is well before it is.
 *
 * <p>Any thread; verifying blocks for no more than a look at the ids.
 */
public final class WebhookVerifier {

  private static final long MOST_SECONDS = Instant.MAX.getEpochSecond();

  private final SignatureCheck signatures;
  private final Duration tolerance;
  private final InstantSource clock;
  private final int maxRemembered;

  /** What is known of an id: until when, and whether its request was handled. */
  private record Seen(Instant until, boolean done) {}

  /** Ids, the oldest first. Guarded by itself. */
  private final LinkedHashMap<String, Seen> seen = new LinkedHashMap<>();

  private WebhookVerifier(Builder settings) {
    signatures = new SignatureCheck(settings.keys);
    tolerance = settings.tolerance;
    clock = settings.clock;
    maxRemembered = settings.maxRemembered;
  }

  /** Settings of a verifier. */
  public static Builder builder() {
    return new Builder();
  }

  /** Gives the value of a header, in any case of letters, or null. */
  @FunctionalInterface
  public interface Headers {

    /** The first value of the header, or null if there is none. */
    @Nullable String first(String name);
  }

  /**
   * Verifies a request.
   *
   * @param body the bytes that were signed: as they came, after a {@code Content-Encoding} is
   *     undone
   * @throws WebhookRefusedException if a header is missing, the time is beyond the tolerance, or no
   *     signature is right
   */
  public VerifiedWebhook verify(Headers headers, byte[] body) throws WebhookRefusedException {
    String id = header(headers, "webhook-id");
    String timestamp = header(headers, "webhook-timestamp");
    String signature = header(headers, "webhook-signature");
    if (id.indexOf('.') >= 0) {
      throw new WebhookRefusedException(
          "webhook-id holds a dot, so what was signed is not certain");
    }
    Instant sentAt = time(timestamp);
    Instant now = clock.instant();
    if (Duration.between(sentAt, now).abs().compareTo(tolerance) > 0) {
      throw new WebhookRefusedException(
          "webhook-timestamp is more than " + tolerance + " from this machine's clock");
    }
    if (!signatures.matches(signature, SignedText.of(id, timestamp, body))) {
      throw new WebhookRefusedException("No signature in webhook-signature is right");
    }
    Seen before = remember(id, now);
    return new VerifiedWebhook(
        id, sentAt, before != null && before.done(), before != null && !before.done());
  }

  /** The request of this id was handled: whatever comes with it later is a repetition. */
  public void done(String id) {
    synchronized (seen) {
      seen.computeIfPresent(
          requireNonNull(id, "id"), (same, known) -> new Seen(known.until(), true));
    }
  }

  /**
   * Lets the next request of this id pass as the first, unless {@link #done} was called: its
   * handling has failed. Does nothing for an id that is not known.
   */
  public void forgetUnlessDone(String id) {
    synchronized (seen) {
      Seen known = seen.get(requireNonNull(id, "id"));
      if (known != null && !known.done()) {
        seen.remove(id);
      }
    }
  }

  /** Returns what was known of the id; null if nothing was. */
  private @Nullable Seen remember(String id, Instant now) {
    synchronized (seen) {
      Iterator<Seen> oldest = seen.values().iterator();
      while (oldest.hasNext() && oldest.next().until().isBefore(now)) {
        oldest.remove();
      }
      Seen before = seen.get(id);
      if (before != null) {
        return before;
      }
      if (seen.size() >= maxRemembered) {
        seen.remove(seen.keySet().iterator().next());
      }
      seen.put(id, new Seen(now.plus(tolerance.multipliedBy(2)), false));
      return null;
    }
  }

  /** Ids that are remembered, for tests. */
  int remembered() {
    synchronized (seen) {
      return seen.size();
    }
  }

  private static String header(Headers headers, String name) throws WebhookRefusedException {
    String value = headers.first(name);
    if (value == null || value.isEmpty()) {
      throw new WebhookRefusedException("The header " + name + " is missing");
    }
    return value;
  }

  private static Instant time(String timestamp) throws WebhookRefusedException {
    try {
      long seconds = Long.parseLong(timestamp);
      if (seconds >= 0 && seconds <= MOST_SECONDS) {
        return Instant.ofEpochSecond(seconds);
      }
    } catch (NumberFormatException noNumber) {
      // Told below.
    }
    throw new WebhookRefusedException("webhook-timestamp is no number of seconds");
  }

  /** Settings of a {@link WebhookVerifier}; at least one secret or key. Not thread-safe. */
  public static final class Builder {

    /** How far the sender's clock may be from this one, unless set: 5 minutes. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** Ids that are remembered at most, unless set: {@value}. */
    public static final int DEFAULT_MAX_REMEMBERED = 100_000;

    private final List<Key> keys = new ArrayList<>();
    private Duration tolerance = DEFAULT_TOLERANCE;
    private InstantSource clock = InstantSource.system();
    private int maxRemembered = DEFAULT_MAX_REMEMBERED;

    private Builder() {}

    /**
     * Takes signatures {@code v1} of this secret too.
     *
     * @throws IllegalArgumentException as {@link SigningSecret#shared}
     */
    public Builder secret(String secret) {
      keys.add(KeyText.shared(requireNonNull(secret, "secret")));
      return this;
    }

    /**
     * Takes signatures {@code v1a} of this key's private key too.
     *
     * @param key {@code whpk_} and 32 bytes in Base64
     * @throws IllegalArgumentException for anything else
     */
    public Builder publicKey(String key) {
      keys.add(KeyText.publicKey(requireNonNull(key, "key")));
      return this;
    }

    /**
     * How far from now a request may have been sent, in both directions; 5 minutes by default.
     *
     * @throws IllegalArgumentException unless it is from 1 second to 1 day
     */
    public Builder tolerance(Duration tolerance) {
      if (requireNonNull(tolerance, "tolerance").compareTo(Duration.ofSeconds(1)) < 0
          || tolerance.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("tolerance must be from 1 s to 1 day: " + tolerance);
      }
      this.tolerance = tolerance;
      return this;
    }

    /** The clock that says what now is; the machine's by default. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * How many ids are remembered; beyond that the oldest is forgotten before its time, and could
     * be played again.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxRemembered(int ids) {
      if (ids < 1) {
        throw new IllegalArgumentException("maxRemembered must be at least 1: " + ids);
      }
      maxRemembered = ids;
      return this;
    }

    /**
     * The verifier.
     *
     * @throws IllegalStateException if there is neither a secret nor a key
     */
    public WebhookVerifier build() {
      if (keys.isEmpty()) {
        throw new IllegalStateException("A verifier needs a secret or a public key");
      }
      return new WebhookVerifier(this);
    }
  }
}
