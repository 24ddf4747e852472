package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of the pages for operators leads somewhere. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

  /** A page, and a link in it. */
  record Link(Path page, String target) {
    @Override
    public String toString() {
      return page.getFileName() + ": " + target;
    }
  }

  static List<Link> links() {
    return Stream.of("docs/operating.md", "observability/runbook.md")
        .map(SourceFiles::of)
        .flatMap(
            page ->
                LINK.matcher(SourceFiles.read(page))
                    .results()
                    .map(link -> new Link(page, link.group(1))))
        .filter(link -> !link.target().contains("://"))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("links")
  void link_leadsToAFile_andToAHeadingInIt(Link link) {
    String[] parts = link.target().split("#", 2);
    Path file = parts[0].isEmpty() ? link.page() : link.page().resolveSibling(parts[0]);

    assertThat(Files.exists(file)).as("exists: %s", file).isTrue();
    if (parts.length == 2) {
      assertThat(anchors(file)).contains(parts[1]);
    }
  }

  private static Set<String> anchors(Path file) {
    return HEADING
        .matcher(SourceFiles.read(file))
        .results()
        .map(heading -> RunbookTest.anchorOf(heading.group(1)))
        .collect(Collectors.toSet());
  }
}
