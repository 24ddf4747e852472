package io.github.maestroevents.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;

/** Jackson, configured as Netflix Maestro configures it, with limits on what is read. */
public final class MaestroDialect {

  /**
   * The largest event that is read: {@value} bytes. A thousand times what Maestro's documentation
   * allows, and more than any broker takes in one message.
   */
  public static final int MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

  /**
   * The most values and names that are read from one event: {@value}. A value of two bytes makes an
   * object of a hundred, so bytes alone bound nothing. What is read takes 100 MB at most.
   */
  public static final int MAX_VALUES = 1_000_000;

  /**
   * The most values and names of an event that the library reads into a record unasked, for an
   * identity or for a publisher that takes events: {@value}. That takes 30 MB at most.
   */
  public static final int MAX_MODELLED_VALUES = 250_000;

  /** Jackson's own default and so Maestro's; deep enough for data, too shallow for the stack. */
  static final int MAX_DEPTH = 1000;

  /** Jackson's own default and so Maestro's; longer numbers take quadratic time to parse. */
  public static final int MAX_NUMBER_DIGITS = 1000;

  /** Jackson's own default and so Maestro's; names are kept in a table that outlives the event. */
  static final int MAX_NAME_CHARS = 50_000;

  /** Jackson's own default. */
  private static final int MAX_CACHED_TYPES = 200;

  /** Reads unknown properties as errors, like the engine's own mapper. */
  public static final JsonMapper STRICT = mapper().build();

  /** Passes unknown properties over, like the mapper of Maestro's clients. */
  public static final JsonMapper LENIENT =
      mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private MaestroDialect() {}

  /**
   * Whether bytes are no candidates for an event. Jackson would skip a byte order mark and guess
   * UTF-16 and UTF-32 by their zero bytes; Maestro reads text, in which all of these are errors.
   */
  public static boolean isTooLargeOrNotUtf8(byte[] json) {
    if (json.length > MAX_DOCUMENT_BYTES || hasMoreValuesThan(MAX_VALUES, json)) {
      return true;
    }
    for (int i = 0; i < Math.min(json.length, 4); i++) {
      int unsigned = json[i] & 0xFF;
      if (unsigned == 0 || (i == 0 && unsigned >= 0x80)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether there are more values and names: what separates and opens them is counted, without a
   * look at what they are.
   */
  public static boolean hasMoreValuesThan(int max, byte[] json) {
    if (json.length <= max) { // as nearly every event: it cannot hold as many
      return false;
    }
    int values = 0;
    boolean inText = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (b == '"') {
        inText = !inText;
      } else if (b == '\\' && inText) {
        i++;
      } else if (!inText && (b == ',' || b == ':' || b == '[' || b == '{')) {
        values++;
      }
    }
    return values > max;
  }

  private static JsonMapper.Builder mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_DIGITS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxStringLength(MAX_DOCUMENT_BYTES)
                    .maxDocumentLength(MAX_DOCUMENT_BYTES)
                    .build())
            // Exceptions must not quote what they choke on.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .recyclerPool(new SpareRecyclers())
            .build();
    // The default cache is one for all of Jackson, and would keep our classes where Jackson stays.
    LookupCache<Object, JavaType> types = new LRUMap<>(16, MAX_CACHED_TYPES);
    return JsonMapper.builder(factory)
        .typeFactory(TypeFactory.defaultInstance().withCache(types))
        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_VALUES)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }
}
