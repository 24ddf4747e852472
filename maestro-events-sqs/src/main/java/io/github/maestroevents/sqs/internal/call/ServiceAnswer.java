package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.sqs.internal.client.RequestFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a service's answer: its code, status and request id. Its text may quote the
 * request, payload and session token included, so neither that nor the SDK's exception, which
 * repeats it, goes any further.
 */
final class ServiceAnswer {

  private static final int LONGEST_CODE = 100;

  /** What may stand before a code, depending on protocol and SDK. */
  private static final Pattern NAMESPACE =
      Pattern.compile(
          "com\\.amazon(?:aws|\\.coral)\\.[a-z]{1,20}#|AWS\\.(?:SimpleQueueService\\.)?|K(?:MS|ms)\\.");

  /** As codes look that are in no list here: two words or more, each with a capital letter. */
  private static final Pattern CODE = Pattern.compile("(?:KMS|SQS|AWS|[A-Z][a-z]{1,20}){2,8}");

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
    return isCode(code) ? code : "a code that is none of the service's";
  }

  private static boolean isCode(String code) {
    if (code.length() > LONGEST_CODE) {
      return false;
    }
    Matcher namespace = NAMESPACE.matcher(code);
    String name = namespace.lookingAt() ? code.substring(namespace.end()) : code;
    return CODE.matcher(name).matches()
        || (name.chars().allMatch(Character::isLetter) && FailureKind.lists(name));
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
