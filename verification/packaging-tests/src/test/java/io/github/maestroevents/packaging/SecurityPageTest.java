package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promises of SECURITY.md: each names the test that shows it. */
class SecurityPageTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  @Test
  void everyPromise_isShownByATestThatThereIs() throws Exception {
    List<String> named =
        TEST.matcher(SourceTree.read("SECURITY.md"))
            .results()
            .map(name -> name.group(1))
            .distinct()
            .toList();

    assertThat(named).hasSizeGreaterThan(5);
    assertThat(testClasses()).containsAll(named);
  }

  @Test
  void everyAttack_isNamedByAPromise() throws Exception {
    String page = SourceTree.read("SECURITY.md");

    assertThat(testClassesBelow("verification/security-tests"))
        .allSatisfy(attack -> assertThat(page).contains("`" + attack + "`"));
  }

  private static Set<String> testClasses() throws IOException {
    return testClassesBelow("");
  }

  private static Set<String> testClassesBelow(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(SourceTree.ROOT.resolve(folder))) {
      return files
          .map(file -> file.toString().replace('\\', '/'))
          .filter(file -> file.contains("/src/test/java/") && file.endsWith("Test.java"))
          .map(file -> file.replaceFirst(".*/(\\w+)\\.java", "$1"))
          .collect(Collectors.toSet());
    }
  }
}
