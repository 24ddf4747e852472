package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs with the repository's rights on somebody else's machine. */
class WorkflowsTest {

  private static final Pattern USED = Pattern.compile("uses: *(\\S+)(.*)");

  @Test
  void actions_areNamedByCommit_withTheirReleaseBesideIt() throws Exception {
    List<String> used =
        workflows().stream()
            .flatMap(WorkflowsTest::lines)
            .filter(line -> USED.matcher(line).find())
            .map(String::strip)
            .toList();

    assertThat(used).isNotEmpty();
    assertThat(used)
        .as("a tag can be moved, a commit cannot")
        .allMatch(line -> line.matches("(- )?uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void workflows_mayReadTheSources_andNothingElseUnlessTheySayWhy() throws Exception {
    assertThat(workflows())
        .allSatisfy(
            workflow ->
                assertThat(Files.readString(workflow))
                    .as(workflow.toString())
                    .containsPattern("(?m)^permissions:\\n  contents: read\\n(?! )")
                    .doesNotContain("write-all", "pull_request_target"));
  }

  @Test
  void onlyTheAnalysis_mayWrite_andOnlyWhatItFound() throws Exception {
    for (Path workflow : workflows()) {
      List<String> rights =
          lines(workflow).map(String::strip).filter(line -> line.endsWith(": write")).toList();

      assertThat(rights)
          .as(workflow.toString())
          .isEqualTo(
              workflow.endsWith("codeql.yml") ? List.of("security-events: write") : List.of());
    }
  }

  /** Else a program that the build starts could take the token from the folder of git. */
  @Test
  void checkout_leavesNoToken() throws Exception {
    for (Path workflow : workflows()) {
      String text = Files.readString(workflow);

      assertThat(count(text, "persist-credentials: false"))
          .as(workflow.toString())
          .isPositive()
          .isEqualTo(count(text, "actions/checkout@"));
    }
  }

  @Test
  void analysis_looksAtEveryLanguageOfWhatIsPublished_andAtTheWorkflows() throws Exception {
    assertThat(SourceTree.read(".github/workflows/codeql.yml"))
        .contains("language: java-kotlin", "language: javascript-typescript", "language: actions");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(SourceTree.ROOT.resolve(".github/workflows"))) {
      List<Path> workflows = files.sorted().toList();
      assertThat(workflows).isNotEmpty();
      return workflows;
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file, e);
    }
  }
}
