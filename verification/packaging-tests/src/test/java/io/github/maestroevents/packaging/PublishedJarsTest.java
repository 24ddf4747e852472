package io.github.maestroevents.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.packaging.Minimums.Coordinates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each published jar and POM says of itself: whose it is, and under which licence. */
class PublishedJarsTest {

  private static final String PROGRAM = "maestro-events-cli";

  static List<String> artifacts() throws IOException {
    List<String> artifacts = new ArrayList<>(SourceTree.artifacts());
    artifacts.add(PROGRAM);
    return artifacts;
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void jars_haveLicenceAndNotice(String artifact) throws Exception {
    for (String kind : List.of("", "-sources", "-javadoc")) {
      try (JarFile jar = jar(artifact, kind)) {
        assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
        assertThat(text(jar, "META-INF/NOTICE")).contains("The maestro-events authors");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void pom_hasWhatMavenCentralAsksFor(String artifact) throws Exception {
    Model pom = pom(artifact + "/pom.xml");

    assertThat(pom.getName()).startsWith("maestro-events: ");
    assertThat(pom.getDescription()).isNotBlank();
    assertThat(pom.getParent().getArtifactId()).isEqualTo("maestro-events-parent");
  }

  @Test
  void pomsWithoutAParent_haveWhatMavenCentralAsksFor() throws Exception {
    for (String file : List.of("pom.xml", "maestro-events-bom/pom.xml")) {
      Model pom = pom(file);

      assertThat(pom.getName()).as(file).isNotBlank();
      assertThat(pom.getDescription()).as(file).isNotBlank();
      assertThat(pom.getUrl()).as(file).isNotBlank();
      assertThat(pom.getLicenses()).as(file).isNotEmpty();
      assertThat(pom.getDevelopers()).as(file).isNotEmpty();
      assertThat(pom.getScm().getConnection()).as(file).isNotBlank();
      assertThat(pom.getScm().getDeveloperConnection()).as(file).isNotBlank();
      assertThat(pom.getScm().getUrl()).as(file).isNotBlank();
      assertThat(pom.getProfiles()).as(file).anyMatch(profile -> profile.getId().equals("release"));
    }
  }

  @Test
  void program_keepsTheCoordinatesOfWhatItHolds() throws Exception {
    try (JarFile jar = jar(PROGRAM, "")) {
      BillOfMaterials bill =
          BillOfMaterials.of(
              text(jar, "META-INF/sbom/bom.cdx.json").getBytes(StandardCharsets.UTF_8));
      List<Coordinates> told = new ArrayList<>();
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
          told.add(coordinates(text(jar, entry.getName())));
        }
      }
      told.removeIf(coordinates -> coordinates.name().endsWith(":" + PROGRAM));

      assertThat(told).isNotEmpty();
      assertThat(bill.required()).containsAll(told);
      assertThat(bill.unlicensed()).isEmpty();
    }
  }

  @Test
  void program_givesTheLicenceOfEverythingItHolds() throws Exception {
    try (JarFile jar = jar(PROGRAM, "")) {
      String licences = text(jar, "META-INF/THIRD-PARTY");

      assertThat(BillOfMaterials.of(PROGRAM).required())
          .filteredOn(held -> !held.name().startsWith("io.github.maestroevents:"))
          .isNotEmpty()
          .allSatisfy(held -> assertThat(licences).contains(held.name().replaceFirst(".*:", "")));
    }
  }

  private static Coordinates coordinates(String pomProperties) throws IOException {
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(pomProperties.getBytes(StandardCharsets.ISO_8859_1)));
    return new Coordinates(
        properties.getProperty("groupId") + ":" + properties.getProperty("artifactId"),
        properties.getProperty("version"));
  }

  private static JarFile jar(String artifact, String kind) throws IOException {
    Path target = SourceTree.ROOT.resolve(artifact).resolve("target");
    return new JarFile(
        target.resolve(artifact + "-" + SourceTree.version() + kind + ".jar").toFile());
  }

  private static String text(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertThat(entry).as(name + " in " + jar.getName()).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Model pom(String file) throws Exception {
    try (Reader reader = Files.newBufferedReader(SourceTree.ROOT.resolve(file))) {
      return new MavenXpp3Reader().read(reader);
    }
  }
}
