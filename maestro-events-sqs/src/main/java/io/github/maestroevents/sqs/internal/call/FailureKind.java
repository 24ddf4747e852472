package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.sqs.internal.client.RequestFailure;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of failure, told apart by what somebody has to do about them.
 *
 * <p>Source of the codes: Amazon SQS API Reference, SendMessageBatch and "Common Error Types". Each
 * is met with and without the prefix of its service and the suffix {@code Exception}, depending on
 * protocol and SDK.
 */
enum FailureKind {
  /** There was no answer, or none that the SDK could read or trust. */
  UNANSWERED("no usable answer came; the events may have arrived"),
  /** The service asks for a slower pace. */
  THROTTLED("the service throttles; ask for a higher quota if this goes on"),
  /** The service is in trouble. */
  SERVER_ERROR("the service failed or is overloaded"),
  /** No such queue, yet or any more. */
  NO_QUEUE("the queue does not exist; create it, or correct its URL or region"),
  /** Credentials are missing, expired or without the permission. */
  NOT_ALLOWED(
      "the credentials were not found or refused; renew them, or allow them sqs:SendMessage on the"
          + " queue"),
  /** The queue's URL says {@code http} where only {@code https} will do. */
  INSECURE("the service takes only HTTPS; mend the scheme of the queue's URL"),
  /** The key that encrypts the queue cannot be used. */
  NO_KEY("the KMS key of the queue cannot be used; enable it, or allow its use"),
  /** Something in one of the messages, or all of them together, is not to the service's taste. */
  CONTENTS("the service does not take what it says"),
  /** Anything else. */
  OTHER("the service refused the request");

  private static final Set<String> THROTTLING =
      Set.of(
          "RequestThrottled",
          "Throttling",
          "Throttled",
          "TooManyRequests",
          "RequestLimitExceeded",
          "OverLimit",
          "SlowDown");

  private static final Set<String> MISSING_QUEUE =
      Set.of("QueueDoesNotExist", "NonExistentQueue", "QueueDeletedRecently", "InvalidAddress");

  private static final Set<String> CREDENTIALS =
      Set.of(
          RequestFailure.NO_CREDENTIALS,
          "AccessDenied",
          "ExpiredToken",
          "IncompleteSignature",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignature",
          "MissingAuthenticationToken",
          "NotAuthorized",
          "OptInRequired",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClient");

  private static final Set<String> CONTENT =
      Set.of(
          "BatchRequestTooLong",
          "InvalidAttributeValue",
          "InvalidMessageContents",
          "InvalidParameterValue",
          "MessageTooLong",
          "TooManyEntriesInBatchRequest");

  private static final String SUFFIX = "Exception";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONTENT_TOO_LARGE = 413;

  /** What happened, and what to do. */
  final String advice;

  FailureKind(String advice) {
    this.advice = advice;
  }

  /**
   * The kind of a failure.
   *
   * @param code the error code; null if the service did not answer, or without one
   * @param status the HTTP status; 0 if there was no answer
   */
  static FailureKind of(@Nullable String code, int status) {
    FailureKind told = code == null ? OTHER : ofCode(code);
    return told == OTHER ? ofStatus(status) : told;
  }

  private static FailureKind ofCode(String code) {
    if (code.toLowerCase(Locale.ROOT).contains("kms")) {
      return code.contains("Throttl") ? THROTTLED : NO_KEY;
    }
    String bare = bare(code);
    if (THROTTLING.contains(bare)) {
      return THROTTLED;
    }
    if (MISSING_QUEUE.contains(bare)) {
      return NO_QUEUE;
    }
    if (CREDENTIALS.contains(bare)) {
      return NOT_ALLOWED;
    }
    if (bare.equals("InvalidSecurity")) {
      return INSECURE;
    }
    return CONTENT.contains(bare) ? CONTENTS : OTHER;
  }

  /** Without {@code com.amazonaws.sqs#}, {@code AWS.SimpleQueueService.} and {@code Exception}. */
  private static String bare(String code) {
    String name = code.substring(Math.max(code.lastIndexOf('.'), code.lastIndexOf('#')) + 1);
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** Whether a code, without what stands before it, is in one of the lists here. */
  static boolean lists(String code) {
    String bare = bare(code);
    return THROTTLING.contains(bare)
        || MISSING_QUEUE.contains(bare)
        || CREDENTIALS.contains(bare)
        || CONTENT.contains(bare);
  }

  private static FailureKind ofStatus(int status) {
    return switch (status) {
      case 0 -> UNANSWERED;
      case TOO_MANY_REQUESTS -> THROTTLED;
      case UNAUTHORIZED, FORBIDDEN -> NOT_ALLOWED;
      case CONTENT_TOO_LARGE -> CONTENTS;
      default -> status >= FIRST_SERVER_ERROR ? SERVER_ERROR : OTHER;
    };
  }
}
