package io.github.maestroevents.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.internal.MaestroDialect;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads events in the JSON of Netflix Maestro.
 *
 * <p>Every method is safe for use by many threads at once, and none blocks.
 */
public final class MaestroEventJson {

  /** The largest event that is read: {@value} bytes. */
  public static final int MAX_EVENT_BYTES = MaestroDialect.MAX_DOCUMENT_BYTES;

  /**
   * The most values and names of an event that is read: {@value}. Reading so many takes up to 100
   * MB of memory.
   */
  public static final int MAX_VALUES = MaestroDialect.MAX_VALUES;

  private static final ObjectReader STRICT = MaestroDialect.STRICT.readerFor(MaestroEvent.class);
  private static final ObjectReader LENIENT = MaestroDialect.LENIENT.readerFor(MaestroEvent.class);

  private MaestroEventJson() {}

  /**
   * The event as Maestro writes it, byte for byte, in UTF-8. Of an {@link OpaqueMaestroEvent} a
   * copy of its own bytes, and of a {@link HostEvent} a copy of its body, whatever that is.
   *
   * @throws MalformedEventException if an attribute of a tag or of a user is nothing that JSON can
   *     express, or a number of much more than 1,000 digits, which no reader with Jackson's
   *     defaults takes
   */
  public static byte[] write(MaestroEvent event) {
    return write(event, Long.MAX_VALUE);
  }

  /**
   * As {@link #write(MaestroEvent)}, up to a bound: an event of any size costs no more memory than
   * a few times {@code maxBytes}.
   *
   * @param maxBytes how many bytes may be written, at least 1
   * @throws EventTooLargeException if there are more, as soon as that is seen
   * @throws MalformedEventException as {@link #write(MaestroEvent)}
   */
  public static byte[] write(MaestroEvent event, long maxBytes) {
    requireNonNull(event, "event");
    if (event instanceof HostEvent hosts) {
      requireFits(hosts.bodyBytes(), maxBytes);
      return hosts.body();
    }
    if (event instanceof OpaqueMaestroEvent opaque) {
      requireFits(opaque.jsonBytes(), maxBytes);
      return opaque.json();
    }
    byte[] json = EventWriter.write(event, maxBytes);
    requireFits(json.length, maxBytes);
    return json;
  }

  /**
   * As {@link #write(MaestroEvent)}, piece by piece: an event of any size takes little memory
   * beside what it is made of. Blocks as long as the stream does.
   *
   * @param out gets the bytes; it is flushed, and stays open
   * @throws IOException what the stream throws; then and after any other exception it may have got
   *     a part of the bytes
   * @throws MalformedEventException as {@link #write(MaestroEvent)}
   */
  public static void write(MaestroEvent event, OutputStream out) throws IOException {
    requireNonNull(event, "event");
    requireNonNull(out, "out");
    if (event instanceof HostEvent || event instanceof OpaqueMaestroEvent) {
      out.write(write(event));
    } else {
      EventWriter.write(event, out);
    }
  }

  private static void requireFits(int bytes, long maxBytes) {
    if (bytes > maxBytes) {
      throw new EventTooLargeException(bytes, maxBytes);
    }
  }

  /**
   * Reads what Maestro's engine reads, and refuses what it refuses: unknown types and properties,
   * and values that Jackson does not convert. Numbers may stand as strings and strings as numbers,
   * the last of equal keys wins, and what follows the event is not looked at.
   *
   * @param json one event in UTF-8 without a byte order mark
   * @return the event; null for the JSON literal {@code null}, as in Maestro
   * @throws MalformedEventException if the JSON is no event, or has more than {@link
   *     #MAX_EVENT_BYTES} or {@link #MAX_VALUES}
   */
  public static @Nullable MaestroEvent read(byte[] json) {
    return read(STRICT, requireNonNull(json, "json"));
  }

  /**
   * Reads what Maestro's clients read: like {@link #read}, but unknown properties are passed over.
   * An event of a type newer than this library, which Maestro's clients refuse, becomes an {@link
   * OpaqueMaestroEvent}; one without a type remains an error.
   *
   * @param json one event in UTF-8 without a byte order mark
   * @return the event; null for the JSON literal {@code null}, as in Maestro
   * @throws MalformedEventException if the JSON is no event, or has more than {@link
   *     #MAX_EVENT_BYTES} or {@link #MAX_VALUES}
   */
  public static @Nullable MaestroEvent readLenient(byte[] json) {
    return read(LENIENT, requireNonNull(json, "json"));
  }

  private static @Nullable MaestroEvent read(ObjectReader reader, byte[] json) {
    if (json.length > MAX_EVENT_BYTES) {
      throw new MalformedEventException("More than " + MAX_EVENT_BYTES + " bytes", "$", 0);
    }
    if (MaestroDialect.hasMoreValuesThan(MAX_VALUES, json)) {
      throw new MalformedEventException("More than " + MAX_VALUES + " values", "$", 0);
    }
    if (MaestroDialect.isTooLargeOrNotUtf8(json)) {
      throw new MalformedEventException("Not UTF-8, or with a byte order mark,", "$", 0);
    }
    try {
      return reader.readValue(json);
    } catch (InvalidTypeIdException e) {
      if (reader == LENIENT && e.getTypeId() != null && !e.getTypeId().isBlank()) {
        return readUnknownType(json);
      }
      throw ReadFailure.explain(e, json);
    } catch (IOException | RuntimeException e) {
      throw ReadFailure.explain(e, json);
    }
  }

  private static MaestroEvent readUnknownType(byte[] json) {
    long end;
    try (JsonParser parser = MaestroDialect.LENIENT.createParser(json)) {
      parser.nextToken();
      parser.skipChildren();
      end = parser.currentLocation().getByteOffset();
    } catch (IOException e) {
      throw ReadFailure.explain(e, json);
    }
    try {
      return OpaqueMaestroEvent.owning(Arrays.copyOf(json, (int) end));
    } catch (IllegalArgumentException e) {
      // An array, or a type that is no string: nothing that a newer Maestro would write.
      throw new MalformedEventException("No known type", "$.type", 0);
    }
  }
}
