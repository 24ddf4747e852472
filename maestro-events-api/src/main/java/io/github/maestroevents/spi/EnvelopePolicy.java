package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.internal.AttributeNames;
import io.github.maestroevents.internal.AttributeText;
import org.jspecify.annotations.Nullable;

/**
 * What events of Maestro's vocabulary call themselves as CloudEvents: their {@code source} and what
 * stands before their wire type in {@code type}. For an engine that speaks Maestro's vocabulary and
 * is not Netflix Maestro. Immutable.
 *
 * <p>A {@code HostEvent} has a source and a type of its own, and is not touched.
 */
public final class EnvelopePolicy {

  /** The source unless set: {@value}. */
  public static final String DEFAULT_SOURCE = "/maestro/{cluster}";

  /** What stands before the wire type unless set: {@value}. */
  public static final String DEFAULT_TYPE_PREFIX = "io.github.maestroevents.";

  private static final String CLUSTER = "{cluster}";
  private static final EnvelopePolicy DEFAULTS =
      new EnvelopePolicy(DEFAULT_SOURCE, DEFAULT_TYPE_PREFIX);

  private final String source;
  private final String typePrefix;

  /** Before and after the cluster; the second is null for a source that does not name it. */
  private final String head;

  private final @Nullable String tail;

  private EnvelopePolicy(String source, String typePrefix) {
    this.source = source;
    this.typePrefix = typePrefix;
    int cluster = source.indexOf(CLUSTER);
    this.head = cluster < 0 ? source : source.substring(0, cluster);
    this.tail = cluster < 0 ? null : source.substring(cluster + CLUSTER.length());
  }

  /** Source {@value #DEFAULT_SOURCE}, types begin with {@value #DEFAULT_TYPE_PREFIX}. */
  public static EnvelopePolicy defaults() {
    return DEFAULTS;
  }

  /**
   * Another source, such as {@code /conductor/prod} or {@code /conductor/{cluster}}.
   *
   * @param source a URI reference in ASCII. The cluster of the event, percent-encoded, takes the
   *     place of <code>{cluster}</code>, which may stand in it once
   * @throws IllegalArgumentException if it is anything else
   */
  public EnvelopePolicy withSource(String source) {
    EnvelopePolicy changed = new EnvelopePolicy(requireNonNull(source, "source"), typePrefix);
    AttributeNames.requireUri("source", changed.source(null)); // an event may name no cluster
    AttributeNames.requireUri("source", changed.source("c"));
    return changed;
  }

  /**
   * Another beginning of the type.
   *
   * @param typePrefix such as {@code com.example.}; may be empty
   * @throws IllegalArgumentException if it holds a control character
   */
  public EnvelopePolicy withTypePrefix(String typePrefix) {
    if (!AttributeText.clean(requireNonNull(typePrefix, "typePrefix")).equals(typePrefix)) {
      throw new IllegalArgumentException("typePrefix must not have control characters");
    }
    return new EnvelopePolicy(source, typePrefix);
  }

  /** The source as it was set, with <code>{cluster}</code> in it if it names the cluster. */
  public String source() {
    return source;
  }

  /** What stands before the wire type. */
  public String typePrefix() {
    return typePrefix;
  }

  /** The source of events of a cluster. */
  String source(@Nullable String cluster) {
    if (tail == null) {
      return head;
    }
    StringBuilder text = new StringBuilder(head.length() + tail.length() + 32).append(head);
    AttributeText.appendUriSegment(text, cluster);
    return text.append(tail).toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EnvelopePolicy that
        && source.equals(that.source)
        && typePrefix.equals(that.typePrefix);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + typePrefix.hashCode();
  }

  @Override
  public String toString() {
    return "EnvelopePolicy[source=" + source + ", typePrefix=" + typePrefix + "]";
  }
}
