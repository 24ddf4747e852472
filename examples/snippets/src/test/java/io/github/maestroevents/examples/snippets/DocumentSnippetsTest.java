package io.github.maestroevents.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of a document stands in a compiled source file of the examples. */
class DocumentSnippetsTest {

  private static final Path ROOT = root();
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  record Snippet(String document, String code) {
    @Override
    public String toString() {
      return document + ": " + code.lines().findFirst().orElse("");
    }
  }

  static Stream<Snippet> snippets() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(path -> path.toString().endsWith(".md"))
          .flatMap(path -> snippetsOf(path).stream())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("snippets")
  void snippet_isCompiledInTheExamples(Snippet snippet) throws IOException {
    String wanted = withoutSpace(snippet.code);
    try (Stream<Path> sources = Files.walk(ROOT.resolve("examples"))) {
      assertThat(
              sources
                  .filter(path -> path.toString().endsWith(".java"))
                  .anyMatch(path -> withoutSpace(read(path)).contains(wanted)))
          .as("compiled somewhere under examples/:%n%s", snippet.code)
          .isTrue();
    }
  }

  private static List<Snippet> snippetsOf(Path document) {
    return JAVA_BLOCK
        .matcher(read(document))
        .results()
        .map(match -> new Snippet(ROOT.relativize(document).toString(), match.group(1)))
        .toList();
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (path != null && !Files.exists(path.resolve("ARCHITECTURE.md"))) {
      path = path.getParent();
    }
    return path;
  }
}
