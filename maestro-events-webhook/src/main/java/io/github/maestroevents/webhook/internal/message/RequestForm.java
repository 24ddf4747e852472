package io.github.maestroevents.webhook.internal.message;

import io.github.maestroevents.spi.EncodedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * How events become requests. Immutable; any thread.
 *
 * @param kind one event a request, or many, and how
 * @param compressed whether bodies go as gzip
 * @param thin whether events go without their payload
 */
public record RequestForm(Kind kind, boolean compressed, boolean thin) {

  private static final byte[] NOTHING = {};

  /** What a request is made of. */
  public enum Kind {
    BINARY,
    STRUCTURED,
    BATCH,
    NDJSON;

    /** Whether a request holds many events. */
    public boolean isBatched() {
      return this == BATCH || this == NDJSON;
    }
  }

  /**
   * The request for these events, which are one unless the kind is batched.
   *
   * @throws UnsendableEventException if one event alone, and it can be no request
   */
  public RequestBody of(List<EncodedEvent> events) throws UnsendableEventException {
    EncodedEvent first = events.get(0);
    Map<String, String> headers =
        kind == Kind.BINARY ? EventHeaders.of(first) : new LinkedHashMap<>();
    byte[] content =
        switch (kind) {
          case BINARY -> thin ? NOTHING : first.payload();
          case STRUCTURED -> CloudEventJson.of(first, !thin);
          case BATCH -> joined(events, '[', ',', ']');
          case NDJSON -> lines(events);
        };
    String type =
        switch (kind) {
          case BINARY -> thin ? "" : EventHeaders.contentType(first);
          case STRUCTURED -> "application/cloudevents+json; charset=UTF-8";
          case BATCH -> "application/cloudevents-batch+json; charset=UTF-8";
          case NDJSON -> "application/x-ndjson";
        };
    if (!type.isEmpty()) {
      headers.put(EventHeaders.CONTENT_TYPE, type);
    }
    boolean compresses = compressed && content.length > 0;
    if (compresses) {
      headers.put("Content-Encoding", "gzip");
    }
    return new RequestBody(
        RequestId.of(events, kind.isBatched()),
        headers,
        content,
        compresses ? gzip(content) : content);
  }

  private byte[] lines(List<EncodedEvent> events) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (EncodedEvent event : events) {
      body.writeBytes(CloudEventJson.of(event, !thin));
      body.write('\n');
    }
    return body.toByteArray();
  }

  private byte[] joined(List<EncodedEvent> events, char open, char between, char close) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    char before = open;
    for (EncodedEvent event : events) {
      body.write(before);
      body.writeBytes(CloudEventJson.of(event, !thin));
      before = between;
    }
    body.write(close);
    return body.toByteArray();
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 32);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("In memory nothing can fail", e);
    }
    return packed.toByteArray();
  }
}
