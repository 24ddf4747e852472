package io.github.maestroevents.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.packaging.Minimums.Coordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A CycloneDX document, as it is published beside each jar. */
final class BillOfMaterials {

  private final JsonNode document;

  private BillOfMaterials(JsonNode document) {
    this.document = document;
  }

  static BillOfMaterials of(String artifact) throws IOException {
    Path file = SourceTree.ROOT.resolve(artifact).resolve("target/bom.json");
    return of(Files.readAllBytes(file));
  }

  static BillOfMaterials of(byte[] json) throws IOException {
    return new BillOfMaterials(new ObjectMapper().readTree(json));
  }

  /** What whoever adds the artifact gets with it. */
  List<Coordinates> required() {
    return components().stream()
        .filter(component -> !component.path("scope").asText().equals("optional"))
        .map(BillOfMaterials::coordinates)
        .toList();
  }

  /** Components without a licence. */
  List<Coordinates> unlicensed() {
    return components().stream()
        .filter(component -> component.path("licenses").isEmpty())
        .map(BillOfMaterials::coordinates)
        .toList();
  }

  /** Whether anything in it changes from build to build: a number at random, a time. */
  boolean isReproducible() {
    return !document.has("serialNumber") && !document.path("metadata").has("timestamp");
  }

  private List<JsonNode> components() {
    return StreamSupport.stream(document.path("components").spliterator(), false).toList();
  }

  private static Coordinates coordinates(JsonNode component) {
    return new Coordinates(
        component.path("group").asText() + ":" + component.path("name").asText(),
        component.path("version").asText());
  }
}
