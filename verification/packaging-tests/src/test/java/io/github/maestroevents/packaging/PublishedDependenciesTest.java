package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.packaging.Minimums.Coordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a project gets that adds one artifact and nothing else: no BOM of ours, no parent of ours.
 * The projects of {@code verification/consumers} are such; each has recorded what Maven resolved
 * for it.
 */
class PublishedDependenciesTest {

  private static final String PROGRAM = "maestro-events-cli";

  /**
   * A line of a recorded tree: {@code +- group:artifact:jar:version:scope}, perhaps with a
   * classifier.
   */
  private static final Pattern LINE =
      Pattern.compile("- ([\\w.-]+:[\\w.-]+):jar(?::[\\w-]+)?:([\\w.-]+):(?:compile|runtime)");

  static List<String> artifacts() throws IOException {
    return SourceTree.artifacts();
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void artifact_bringsNothingWithKnownVulnerabilities_whenItIsUsedAlone(String artifact)
      throws Exception {
    assertThat(Minimums.tooOld(broughtBy(artifact))).isEmpty();
  }

  @Test
  void program_holdsNothingWithKnownVulnerabilities() throws Exception {
    assertThat(Minimums.tooOld(BillOfMaterials.of(PROGRAM).required())).isEmpty();
  }

  @Test
  void table_namesOnlyWhatIsBrought() throws Exception {
    List<Coordinates> all = new ArrayList<>(BillOfMaterials.of(PROGRAM).required());
    for (String artifact : artifacts()) {
      all.addAll(broughtBy(artifact));
    }

    assertThat(Minimums.read())
        .isNotEmpty()
        .allSatisfy(minimum -> assertThat(all).as(minimum.toString()).anyMatch(minimum::covers));
  }

  @Test
  void table_refusesTheVersionBeforeTheNamedOne() throws Exception {
    assertThat(
            Minimums.tooOld(
                List.of(
                    new Coordinates("io.netty:netty-codec-http2", "4.1.137.Final"),
                    new Coordinates("com.github.luben:zstd-jni", "1.5.7-9"),
                    new Coordinates("at.yawk.lz4:lz4-java", "1.11.2"))))
        .hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void billOfMaterials_listsWhatTheArtifactBrings(String artifact) throws Exception {
    BillOfMaterials bill = BillOfMaterials.of(artifact);

    assertThat(bill.required())
        .containsExactlyInAnyOrderElementsOf(
            broughtBy(artifact).stream()
                .filter(brought -> !brought.name().endsWith(":" + artifact))
                .toList());
    assertThat(bill.unlicensed()).isEmpty();
    assertThat(bill.isReproducible()).isTrue();
  }

  private static List<Coordinates> broughtBy(String artifact) throws IOException {
    Path tree =
        SourceTree.ROOT
            .resolve("verification/consumers")
            .resolve(artifact.substring("maestro-events-".length()))
            .resolve("target/tree");
    List<Coordinates> brought =
        LINE.matcher(Files.readString(tree))
            .results()
            .map(line -> new Coordinates(line.group(1), line.group(2)))
            .toList();
    assertThat(brought).as("recorded in " + tree).isNotEmpty();
    return brought;
  }
}
