package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an exception of a library or a service: it keeps classes and stack traces, and none
 * of the words. What a client or a server says may quote a password, a token or a payload, and an
 * exception is printed with all its causes. So a publisher tells in words of its own what happened,
 * with a code or a status, and gives this as the cause.
 *
 * <p>Never throws, whatever the exception that it stands in for does. Immutable.
 */
public final class ForeignFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Exceptions that an exception may be wrapped in; more would be a circle. */
  private static final int MOST_CAUSES = 12;

  /** Wrappings of the JDK, which tell nothing beside what they wrap. */
  private static final Set<String> WRAPPINGS =
      Set.of(
          "java.util.concurrent.CompletionException",
          "java.util.concurrent.ExecutionException",
          "java.lang.reflect.InvocationTargetException");

  private final String type;

  private ForeignFailure(String type, @Nullable Throwable cause, StackTraceElement[] trace) {
    super(type + " (its text is withheld)", cause, false, true);
    this.type = type;
    setStackTrace(trace);
  }

  /**
   * The stand-in of an exception and of its causes; what was suppressed is left out. Itself if it
   * is a stand-in already.
   */
  public static ForeignFailure of(Throwable foreign) {
    requireNonNull(foreign, "foreign");
    ForeignFailure standIn = null;
    List<Throwable> chain = chain(foreign);
    for (int i = chain.size() - 1; i >= 0; i--) {
      Throwable link = chain.get(i);
      standIn =
          link instanceof ForeignFailure already
              ? already
              : new ForeignFailure(link.getClass().getName(), standIn, TraceOf.trace(link));
    }
    return requireNonNull(standIn);
  }

  /**
   * The classes of an exception and of its causes, for a message: {@code SslAuthenticationException
   * from SSLHandshakeException}.
   */
  public static String classes(Throwable failure) {
    StringBuilder classes = new StringBuilder();
    for (Throwable link : chain(failure)) {
      String name = link instanceof ForeignFailure already ? already.type : nameOf(link);
      if (WRAPPINGS.contains(name) && TraceOf.cause(link) != null) {
        continue;
      }
      classes.append(classes.isEmpty() ? "" : " from ").append(simple(name));
    }
    return classes.toString();
  }

  /** The name of the class that this stands in for. */
  public String type() {
    return type;
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable link = failure;
    while (link != null && chain.size() < MOST_CAUSES && !holds(chain, link)) {
      chain.add(link);
      link = TraceOf.cause(link);
    }
    return chain;
  }

  private static boolean holds(List<Throwable> chain, Throwable sought) {
    for (Throwable link : chain) {
      if (link == sought) {
        return true;
      }
    }
    return false;
  }

  private static String nameOf(Throwable link) {
    return link.getClass().getName();
  }

  private static String simple(String className) {
    return className.substring(
        Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
  }
}
