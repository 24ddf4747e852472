package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.sqs.internal.client.RequestFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a service's answer: its code, status and request id. Its text may quote the
 * request, payload and session token included, so neither that nor the SDK's exception, which
 * repeats it, goes any further.
 */
final class ServiceAnswer {

  /** As all codes of the service look, with the prefix of a namespace or not. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z_.#]{1,100}");

  private static final Pattern REQUEST_ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_]+");
  private static final int MOST_WORDS = 200;
  private static final String ATTRIBUTE_PREFIX = "ce_";

  private ServiceAnswer() {}

  /**
   * Which attributes of the event the service names in its text: those names are ours to tell.
   * Empty for none.
   */
  static String naming(String text, EncodedEvent event) {
    Set<String> words = new HashSet<>(List.of(NO_NAME.split(text, MOST_WORDS)));
    String named =
        event.attributes().keySet().stream()
            .map(name -> ATTRIBUTE_PREFIX + name)
            .filter(words::contains)
            .sorted()
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "" : ", for " + named;
  }

  /** The code of one message's refusal. */
  static String told(String code) {
    return CODE.matcher(code).matches() ? code : "a code that is none of the service's";
  }

  /** What is known of a request that failed. */
  static String told(RequestFailure failure) {
    String classes = ForeignFailure.classes(failure.cause());
    @Nullable String code = failure.code();
    if (code == null && failure.status() == 0) {
      return classes;
    }
    StringBuilder told = new StringBuilder(code == null ? classes : told(code));
    if (failure.status() > 0) {
      told.append(", status ").append(failure.status());
    }
    @Nullable String requestId = failure.requestId();
    if (requestId != null && REQUEST_ID.matcher(requestId).matches()) {
      told.append(", request ").append(requestId);
    }
    return told.toString();
  }
}
