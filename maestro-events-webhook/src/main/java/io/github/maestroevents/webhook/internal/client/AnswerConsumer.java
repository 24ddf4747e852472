package io.github.maestroevents.webhook.internal.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer to its end, so that the connection can be used again, and keeps next to nothing
 * of it. A body of more than {@value #MAX_DRAINED_BYTES} bytes is not read to its end: the
 * connection is given up, and the status alone counts. On the client's threads, one after the
 * other.
 */
final class AnswerConsumer implements AsyncResponseConsumer<Answer> {

  /** Bytes of a body that are read, for the sake of the connection. */
  static final int MAX_DRAINED_BYTES = 64 * 1024;

  private static final Set<String> KEPT = Set.of("retry-after", "location");

  private static final int MAX_HEADER_CHARS = 8_192;

  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private final Map<String, String> headers = new HashMap<>();
  private int status;
  private long read;
  private @Nullable FutureCallback<Answer> callback;

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<Answer> callback) {
    status = response.getCode();
    this.callback = callback;
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      String value = header.getValue();
      if (KEPT.contains(name) && value != null && value.length() <= MAX_HEADER_CHARS) {
        headers.putIfAbsent(name, value);
      }
    }
    if (entity == null) {
      callback.completed(answer());
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // 100 and 103 decide nothing.
  }

  @Override
  public void updateCapacity(CapacityChannel capacity) throws IOException {
    capacity.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    read += bytes.remaining();
    while (bytes.hasRemaining() && beginning.size() < Answer.MAX_SHOWN_BYTES) {
      beginning.write(bytes.get());
    }
    bytes.position(bytes.limit());
    if (read > MAX_DRAINED_BYTES) {
      throw new LongAnswerException(answer());
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    if (callback != null) {
      callback.completed(answer());
    }
  }

  @Override
  public void failed(Exception cause) {
    // The exchange hears of it by itself.
  }

  @Override
  public void releaseResources() {
    // There are none.
  }

  private Answer answer() {
    return new Answer(status, Map.copyOf(headers), beginning.toByteArray());
  }
}
