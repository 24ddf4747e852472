package io.github.maestroevents.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.maestroevents.noop.fixture.HalfDocumentedRecord;
import io.github.maestroevents.noop.fixture.SilentRecord;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every component of a record that hosts see says what it means: doclint can only ask that of all
 * declarations or of none.
 */
class RecordDocsTest {

  private static final Path FIXTURES =
      Modules.ROOT.resolve("verification/architecture-tests/src/test/java");

  @Test
  void publicRecords_documentEachComponent() {
    List<String> wrong = new ArrayList<>();
    int looked = 0;
    for (JavaClass type : Product.CLASSES) {
      if (type.isRecord() && isSeenByHosts(type)) {
        looked++;
        wrong.addAll(undocumented(type.reflect(), Modules.sources(type)));
      }
    }

    assertThat(looked).as("public records").isPositive();
    assertThat(wrong).as("components without a @param").isEmpty();
  }

  @Test
  void undocumentedComponents_areCaught() {
    assertThat(undocumented(SilentRecord.class, FIXTURES))
        .containsExactly("SilentRecord.first", "SilentRecord.second");
    assertThat(undocumented(HalfDocumentedRecord.class, FIXTURES))
        .containsExactly("HalfDocumentedRecord.second");
    assertThat(undocumented(HalfDocumentedRecord.Inner.class, FIXTURES))
        .containsExactly("Inner.first");
  }

  private static List<String> undocumented(Class<?> type, Path sources) {
    String docs = RecordSource.of(type, sources).docs();
    List<String> missing = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      // A name alone says nothing: a word must follow.
      if (!docs.matches("(?s).*@param " + component.getName() + "[\\s*]+[^\\s*@/].*")) {
        missing.add(type.getSimpleName() + "." + component.getName());
      }
    }
    return missing;
  }

  private static boolean isSeenByHosts(JavaClass type) {
    if (type.getPackageName().contains(".internal")) {
      return false;
    }
    // Not by reflection: the class around a record may need a library that is not here.
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(RecordDocsTest::isSeenByHosts).orElse(true);
  }
}
