package io.github.maestroevents.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that does not see a module holds for it by accident; these make sure it sees all. */
class CoverageTest {

  @Test
  void everyModuleWithSources_isSeenByTheRules() throws IOException {
    Set<String> withSources = new TreeSet<>();
    for (String role : Modules.ROLES) {
      if (hasClasses(Modules.ROOT.resolve("maestro-events-" + role).resolve("src/main/java"))) {
        withSources.add(Modules.firstWord(role));
      }
    }
    Set<String> seen =
        Product.CLASSES.stream().map(Modules::of).collect(Collectors.toCollection(TreeSet::new));

    assertThat(withSources).contains(Modules.API, Modules.DELIVERY, Modules.TESTKIT, "noop");
    assertThat(seen)
        .as("a module missing here is missing in the dependencies of this one")
        .isEqualTo(withSources);
  }

  @Test
  void everyClass_standsInThePackageOfItsModule() {
    for (JavaClass type : Product.CLASSES) {
      String location = type.getSource().orElseThrow().getUri().toString();

      assertThat(location)
          .as("where %s comes from", type.getName())
          .contains("/maestro-events-" + Modules.of(type));
    }
  }

  private static boolean hasClasses(Path sources) throws IOException {
    if (!Files.isDirectory(sources)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .anyMatch(name -> name.endsWith(".java") && !name.endsWith("-info.java"));
    }
  }
}
