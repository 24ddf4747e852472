package io.github.maestroevents.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a host does with its objects later, an event stays as it was. */
class CopiesTest {

  @Test
  void event_keepsItsLists_whenTheHostChangesIts() {
    List<StatusChangeRecord> records = new ArrayList<>(Arrays.asList((StatusChangeRecord) null));
    List<Tag> tags = new ArrayList<>(Arrays.asList((Tag) null));
    var step = StepInstanceStatusChangeEvent.builder().statusChangeRecords(records).build();
    var instance = WorkflowInstanceStatusChangeEvent.builder().tags(tags).build();

    records.clear();
    tags.clear();

    assertThat(step.statusChangeRecords()).containsOnlyNulls().hasSize(1);
    assertThat(instance.tags()).containsOnlyNulls().hasSize(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> step.statusChangeRecords().add(null));
  }

  @Test
  void freeForm_isCopiedToTheLastLevel() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("n", 1);
    List<Object> list = new ArrayList<>(List.of(node));
    Map<String, Object> extra = new HashMap<>(Map.of("list", list));
    User user = new User("me", extra);
    Tag tag = Tag.builder().attributes(extra).build();

    node.put("n", 2);
    list.add("more");
    extra.put("x", "y");

    assertThat(user.extraInfo()).isEqualTo(Map.of("list", List.of(Map.of("n", 1L))));
    assertThat(tag.attributes()).isEqualTo(user.extraInfo());
  }

  @Test
  void freeForm_keepsWhatTheArraysHeld_whoeverChangesThem() {
    int[] numbers = {1, 2};
    byte[] bytes = {(byte) 0xFB, (byte) 0xFF, 0};
    char[] letters = {'a', 'b'};
    List<Object> list = new ArrayList<>(List.of("x"));
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("numbers", numbers);
    extra.put("grid", new float[][] {{1.5f}, {}});
    extra.put("flags", new boolean[] {true});
    extra.put("bytes", bytes);
    extra.put("letters", letters);
    extra.put("binary", BinaryNode.valueOf(bytes));
    extra.put("pojo", new POJONode(list));
    User user = new User("me", extra);

    numbers[0] = 7;
    bytes[0] = 7;
    letters[0] = 'z';
    list.add("y");

    assertThat(user.extraInfo())
        .isEqualTo(
            Map.of(
                "numbers", List.of(1L, 2L),
                "grid", List.of(List.of(1.5f), List.of()),
                "flags", List.of(true),
                "bytes", "+/8A",
                "letters", "ab",
                "binary", "+/8A",
                "pojo", List.of("x")));
  }

  @Test
  void freeForm_isWrittenAsJacksonWritesIt_whateverTheArray() throws Exception {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("name", "me");
    extra.put("bytes", "any bytes".getBytes(UTF_8));
    extra.put("letters", new char[] {'a', '"', '\uD83C', '\uDFAC'});
    extra.put("shorts", new short[] {1});
    extra.put("ints", new int[] {1, -2});
    extra.put("longs", new long[] {Long.MAX_VALUE});
    extra.put("floats", new float[] {1.1f, Float.NaN});
    extra.put("doubles", new double[] {1.1, 1e300});
    extra.put("flags", new boolean[] {true, false});
    extra.put("nested", new int[][] {{1}, {}});
    extra.put("binary", BinaryNode.valueOf(new byte[] {1, 2, 3, 4}));
    extra.put("pojo", new POJONode(new int[] {1}));
    extra.put("none", new POJONode(null));
    String asJackson = new ObjectMapper().writeValueAsString(extra);
    extra.remove("name");

    assertThat(new ObjectMapper().writeValueAsString(new User("me", extra))).isEqualTo(asJackson);
  }

  @Test
  void freeForm_refusesACycle_insteadOfOverflowingTheStack() {
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("self", cycle);

    assertThatIllegalArgumentException().isThrownBy(() -> new User("me", cycle));
    cycle.put("self", new POJONode(cycle));
    assertThatIllegalArgumentException().isThrownBy(() -> new User("me", cycle));
  }
}
