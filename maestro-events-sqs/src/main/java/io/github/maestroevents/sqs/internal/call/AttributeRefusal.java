package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.sqs.internal.client.RequestFailure;
import io.github.maestroevents.sqs.internal.message.MessageAttributes;
import io.github.maestroevents.sqs.internal.message.QueueMessage;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A refusal for the number of a message's attributes or for the name of one, and whose attributes
 * these are. Something in the host may add attributes on the way, such as a tracing agent; then the
 * event is not to blame.
 *
 * <p>The service has no code of its own for it, only words. It says {@code Number of message
 * attributes [11] exceeds the allowed maximum [10]}, or names an attribute: {@code Message (user)
 * attribute 'tracestate' must contain a non-empty value of type 'String'}. Of some names it says
 * only which rule they break: {@code Message (user) attribute names must be shorter than 256
 * Bytes}. Refusals in other words, such as those for a value or for the size of the message, are
 * none of these, whether or not they mention attributes.
 *
 * @param said the service's words, which may quote the message: not for logs
 */
record AttributeRefusal(String said) {

  private static final Pattern NUMBER =
      Pattern.compile(
          "\\b(?:number of|too many|more than \\d+|maximum of \\d+) (?:\\(?\\w+\\)?"
              + " ){0,2}attributes\\b",
          Pattern.CASE_INSENSITIVE);

  /** An attribute that is called by its name, in quotation marks. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\battributes?(?: with)?(?: names?)?:? ['\"`\\[]([^'\"`\\[\\]]+)['\"`\\]]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ANY_NAME =
      Pattern.compile("\\battributes? names?\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_-]+");

  private static final Pattern INTEGER = Pattern.compile("(?<![\\w.-])\\d{1,9}(?![\\w-])");

  /** What both SDKs put behind the service's words; it holds numbers that mean something else. */
  private static final String SDK_DETAILS = " (Service: ";

  /** Of a longer text the end is not looked at: whoever answers decides how long it is. */
  private static final int LONGEST_LOOK = 10_000;

  private static final int CLIENT_ERROR = 400;

  /**
   * The refusal that is told by these words; null if it is none for the number or names of
   * attributes.
   *
   * @param code may be empty
   */
  static @Nullable AttributeRefusal of(@Nullable String code, String message) {
    FailureKind kind = FailureKind.of(code, CLIENT_ERROR);
    if (kind != FailureKind.CONTENTS && kind != FailureKind.OTHER) {
      return null;
    }
    String said = message.substring(0, Math.min(message.length(), LONGEST_LOOK));
    int details = said.indexOf(SDK_DETAILS);
    AttributeRefusal refusal =
        new AttributeRefusal(details < 0 ? said : said.substring(0, details));
    boolean ofNames = NAMED.matcher(said).find() || ANY_NAME.matcher(said).find();
    return refusal.isForNumber() || ofNames ? refusal : null;
  }

  /** As {@link #of(String, String)}, of a whole request. */
  static @Nullable AttributeRefusal of(RequestFailure failure) {
    return of(failure.code(), String.valueOf(failure.cause().getMessage()));
  }

  /**
   * Whether the message is not to blame: what was refused is not its own, or it can have fewer
   * attributes the next time.
   */
  boolean excuses(QueueMessage message) {
    return mayPassWithFewer(message) || isForOthers(message);
  }

  /** Whether the message may be taken once it has fewer of the publisher's attributes. */
  boolean mayPassWithFewer(QueueMessage message) {
    return isForNumber() && MessageAttributes.canBeFewer(message.attributes());
  }

  /** Whether what was refused is none of the attributes that the publisher gave the message. */
  private boolean isForOthers(QueueMessage message) {
    Map<String, String> ours = message.attributes();
    if (isForNumber()) {
      return ours.size() <= allowed();
    }
    Matcher named = NAMED.matcher(said);
    if (named.find()) {
      return !ours.containsKey(named.group(1));
    }
    // Ours keep every rule that the service has for names.
    return NO_NAME.splitAsStream(said).noneMatch(ours::containsKey);
  }

  /** What was refused, for people. */
  String told() {
    return isForNumber() ? "there are too many" : "a name is not allowed";
  }

  /** Whether there are too many, whatever they are called. */
  boolean isForNumber() {
    return NUMBER.matcher(said).find();
  }

  /** How many attributes the service takes: the smallest number that it mentions. */
  private int allowed() {
    return INTEGER
        .matcher(said)
        .results()
        .map(MatchResult::group)
        .mapToInt(Integer::parseInt)
        .min()
        .orElse(MessageAttributes.MAX_ATTRIBUTES);
  }
}
