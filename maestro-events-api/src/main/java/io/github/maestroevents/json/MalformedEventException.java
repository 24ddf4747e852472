package io.github.maestroevents.json;

/**
 * JSON that is no event, or an event that cannot be expressed as JSON. The message says what is
 * wrong and where, and never quotes the content: events carry names and free text of users, and
 * messages end up in logs.
 */
public final class MalformedEventException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The offset that stands for an unknown one: {@value}. */
  public static final long UNKNOWN_OFFSET = -1;

  private final String problem;
  private final String path;
  private final long byteOffset;

  MalformedEventException(String problem, String path, long byteOffset) {
    super(problem + " at " + path + (byteOffset < 0 ? "" : ", byte " + byteOffset));
    this.problem = problem;
    this.path = path;
    this.byteOffset = byteOffset;
  }

  /** What is wrong, in a few words. */
  public String problem() {
    return problem;
  }

  /**
   * Where in the event, from the root {@code $}, such as {@code $.status_change_records[0]}. A
   * property that Maestro does not know reads {@code ?}, because its name is content.
   */
  public String path() {
    return path;
  }

  /** Where in the bytes, from 0, or {@link #UNKNOWN_OFFSET}. */
  public long byteOffset() {
    return byteOffset;
  }
}
