package io.github.maestroevents.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WritingTest {

  private static String write(MaestroEvent event) {
    byte[] json = MaestroEventJson.write(event);
    ByteArrayOutputStream piecemeal = new ByteArrayOutputStream();
    try {
      MaestroEventJson.write(event, piecemeal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(piecemeal.toByteArray()).isEqualTo(json);
    return new String(json, UTF_8);
  }

  private static MaestroEvent deletionOf(String workflowId) {
    return WorkflowDeletionChangeEvent.builder().workflowId(workflowId).build();
  }

  private static String deletionJson(String workflowId) {
    return "{\"workflow_id\":\""
        + workflowId
        + "\",\"internal_id\":0,\"event_time\":0,\"sync_time\":0,\"send_time\":0,"
        + "\"type\":\"WORKFLOW_DELETION_CHANGE_EVENT\"}";
  }

  @Test
  void write_keepsCharactersBeyondTheBasicPlane_asTheyAre() {
    // Long enough for a pair to fall on every boundary of the generator's own buffers.
    for (int padding = 0; padding < 3; padding++) {
      String text = "x".repeat(padding) + "🎬".repeat(10_000);
      assertThat(write(deletionOf(text))).isEqualTo(deletionJson(text));
    }
  }

  @Test
  void write_givesAQuestionMark_forHalfASurrogatePair() {
    assertThat(write(deletionOf("a\uD83Cb\uDFACc\uDFAC\uD83C"))).isEqualTo(deletionJson("a?b?c??"));
    assertThat(write(deletionOf("\uD83C"))).isEqualTo(deletionJson("?"));
  }

  @Test
  void write_escapesControlCharacters_inUpperCaseHex() {
    assertThat(write(deletionOf("\u0000\u001f\n\"\\/\u007f\u2028")))
        .isEqualTo(deletionJson("\\u0000\\u001F\\n\\\"\\\\/\u007f\u2028"));
  }

  @Test
  void write_writesFreeFormValues_asJacksonDoes() throws Exception {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("text", "🎬");
    attributes.put("nothing", null);
    attributes.put("numbers", List.of(1, 2L, 2.5, 1.5f, new BigDecimal("1E+3")));
    attributes.put("creator", new User("me", Map.of("k", true)));
    attributes.put("nan", Double.NaN);
    attributes.put("constant", Tag.Namespace.SYSTEM);
    attributes.put("array", new int[] {1, 2});
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder()
            .tags(Arrays.asList(new Tag("t", Tag.Namespace.PLATFORM, 5, attributes), null))
            .build();

    assertThat(write(event))
        .isEqualTo(new ObjectMapper().writeValueAsString(event))
        .contains(
            "[{\"name\":\"t\",\"namespace\":\"PLATFORM\",\"permit\":5,\"text\":\"🎬\",\"nothing\":null,"
                + "\"numbers\":[1,2,2.5,1.5,1E+3],\"creator\":{\"name\":\"me\",\"k\":true}");
  }

  @Test
  void write_fails_withoutQuotingTheContent_forWhatJsonCannotExpress() {
    Map<String, Object> attributes = Collections.singletonMap("secret", new Object());
    MaestroEvent event =
        WorkflowDeletionChangeEvent.builder().author(new User("me", attributes)).build();

    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> MaestroEventJson.write(event))
        .withMessageNotContaining("secret")
        .withNoCause();
    assertThat(write(deletionOf("next"))).isEqualTo(deletionJson("next"));
  }

  @Test
  void write_refusesNull() {
    assertThatNullPointerException().isThrownBy(() -> MaestroEventJson.write(null));
    assertThatNullPointerException().isThrownBy(() -> MaestroEventJson.read(null));
  }

  /** The race hunted: two threads in one buffer, or one thread's buffer left dirty. */
  @Test
  void write_isSafe_fromManyThreads() throws Exception {
    List<MaestroEvent> events =
        Golden.events().stream().map(Golden::bytes).map(MaestroEventJson::read).toList();
    List<byte[]> expected = Golden.events().stream().map(Golden::bytes).toList();
    Callable<Void> writer =
        () -> {
          for (int i = 0; i < 20 * events.size(); i++) {
            int next = i % events.size();
            assertThat(MaestroEventJson.write(events.get(next))).isEqualTo(expected.get(next));
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> done : threads.invokeAll(Stream.generate(() -> writer).limit(8).toList())) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void buffer_isGivenUp_afterALargeEvent() {
    JsonText text = new JsonText();
    int initial = text.capacity();

    text.write("x".repeat(JsonText.MAX_KEPT_CHARS + 1), 0, JsonText.MAX_KEPT_CHARS + 1);
    assertThat(text.takeUtf8()).hasSize(JsonText.MAX_KEPT_CHARS + 1);

    assertThat(text.capacity()).isEqualTo(initial);
    assertThat(text.takeUtf8()).isEmpty();
  }

  @Test
  void write_refusesNumbersThatNobodyReads_withoutConvertingThem() {
    BigInteger huge = BigInteger.ONE.shiftLeft(40_000_000); // converted in a minute and more
    for (Object value :
        List.of(
            huge, new BigDecimal(huge, 7), List.of(Map.of("k", huge)), new BigIntegerNode(huge))) {
      MaestroEvent event = deletionBy(value);

      assertThatExceptionOfType(EventTooLargeException.class)
          .isThrownBy(() -> MaestroEventJson.write(event, 4 << 20));
      assertThatExceptionOfType(MalformedEventException.class)
          .isThrownBy(() -> MaestroEventJson.write(event));
      assertThatExceptionOfType(MalformedEventException.class)
          .isThrownBy(() -> MaestroEventJson.write(event, OutputStream.nullOutputStream()));
    }
  }

  @Test
  void write_writesNumbers_ofAThousandDigits() {
    for (Object value :
        List.of(BigInteger.TEN.pow(999), new BigDecimal("1E+1000000"), new BigDecimal("0.1"))) {
      assertThat(write(deletionBy(value))).contains(":" + value + "}");
    }
  }

  private static MaestroEvent deletionBy(Object attribute) {
    return WorkflowDeletionChangeEvent.builder()
        .author(new User("me", Map.of("a", attribute)))
        .build();
  }

  @Test
  void whatIsWritten_canBeRead_withManyTagsAndAttributes() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      Tag.Builder tag = Tag.builder().name("t" + i);
      for (int k = 0; k < 8; k++) {
        tag.attribute("a" + k, i);
      }
      tags.add(tag.build());
    }
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder().workflowId("w").eventTime(1).tags(tags).build();
    byte[] json = MaestroEventJson.write(event);

    assertThat(MaestroEventJson.read(json)).isEqualTo(event);
    assertThat(EventId.of(OpaqueMaestroEvent.of(json))).isEqualTo(EventId.of(event));
  }

  @Test
  void read_takesAMillionValues_andNoMore() {
    String type = "{\"type\":\"NEW\",\"x\":[0";

    assertThat(MaestroEventJson.readLenient((type + ",0".repeat(999_000) + "]}").getBytes(UTF_8)))
        .isNotNull();
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(
            () ->
                MaestroEventJson.readLenient(
                    (type + ",0".repeat(1_000_001) + "]}").getBytes(UTF_8)))
        .withMessageContaining("1000000 values");
  }
}
