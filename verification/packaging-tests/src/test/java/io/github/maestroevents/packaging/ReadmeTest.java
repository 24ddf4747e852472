package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.junit.jupiter.api.Test;

/** The coordinates that a stranger copies from the README. */
class ReadmeTest {

  private static final String GROUP = "io.github.maestroevents";

  @Test
  void pomOfTheReadme_importsTheBomOfThisBuild() throws Exception {
    assertThat(pom().getDependencyManagement().getDependencies())
        .singleElement()
        .extracting(Dependency::getManagementKey, Dependency::getVersion, Dependency::getScope)
        .containsExactly(GROUP + ":maestro-events-bom:pom", SourceTree.version(), "import");
  }

  @Test
  void pomOfTheReadme_namesArtifactsThatThereAre_andLeavesTheirVersionToTheBom() throws Exception {
    List<Dependency> ours =
        pom().getDependencies().stream()
            .filter(dependency -> dependency.getGroupId().equals(GROUP))
            .toList();

    assertThat(ours).isNotEmpty().allMatch(dependency -> dependency.getVersion() == null);
    assertThat(SourceTree.artifacts())
        .containsAll(ours.stream().map(Dependency::getArtifactId).toList());
  }

  @Test
  void gradleBuildOfTheReadme_namesTheSameCoordinatesAsThePom() throws Exception {
    List<String> pom =
        pom().getDependencies().stream()
            .map(dependency -> dependency.getGroupId() + ":" + dependency.getArtifactId())
            .toList();
    String gradle = block("kotlin");

    assertThat(gradle)
        .contains("\"" + GROUP + ":maestro-events-bom:" + SourceTree.version() + "\"")
        .contains(pom);
  }

  @Test
  void jarOfTheCommandLine_isNamedWithTheVersionOfThisBuild() throws Exception {
    String documents = SourceTree.read("README.md") + SourceTree.read("docs/command-line.md");

    assertThat(
            Pattern.compile("maestro-events-cli-(\\d[^ /]*)\\.jar")
                .matcher(documents)
                .results()
                .map(jar -> jar.group(1)))
        .isNotEmpty()
        .containsOnly(SourceTree.version());
  }

  private static Model pom() throws Exception {
    return new MavenXpp3Reader().read(new StringReader(block("xml")));
  }

  private static String block(String language) throws IOException {
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(SourceTree.read("README.md"))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }
}
