package io.github.maestroevents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  void freeForm_refusesACycle_insteadOfOverflowingTheStack() {
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("self", cycle);

    assertThatIllegalArgumentException().isThrownBy(() -> new User("me", cycle));
  }
}
