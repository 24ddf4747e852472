package io.github.maestroevents.delivery.policy;

/** How a policy shows its settings: as a record of the policy's name would. */
final class PolicyText {

  private PolicyText() {}

  /** {@code QueuePolicy[capacity=16384, overflow=DROP_NEWEST]}, for the line at the start. */
  static String of(Class<?> policy, Record values) {
    String text = values.toString();
    return policy.getSimpleName() + text.substring(text.indexOf('['));
  }
}
