package io.github.maestroevents.config.internal.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to add to the class path for a type, a place or a class that is not there. */
public final class Artifacts {

  private static final String OURS = "io.github.maestroevents:maestro-events-";

  private static final Map<String, String> OF_TYPES =
      Map.of(
          "log", OURS + "noop",
          "kafka", OURS + "kafka",
          "sqs", OURS + "sqs",
          "sns", OURS + "sns",
          "webhook", OURS + "webhook");

  private static final Map<String, String> OF_PACKAGES = ofPackages();

  private Artifacts() {}

  private static Map<String, String> ofPackages() {
    Map<String, String> artifacts = new LinkedHashMap<>();
    artifacts.put("org.apache.kafka.", "org.apache.kafka:kafka-clients");
    artifacts.put("software.amazon.awssdk.services.sns.", "software.amazon.awssdk:sns");
    artifacts.put("software.amazon.awssdk.", "software.amazon.awssdk:sqs");
    artifacts.put("com.amazonaws.", "com.amazonaws:aws-java-sdk-sqs");
    artifacts.put("org.sqlite.", "org.xerial:sqlite-jdbc");
    artifacts.put("org.postgresql.", "org.postgresql:postgresql");
    artifacts.put("org.apache.hc.", "org.apache.httpcomponents.client5:httpclient5");
    artifacts.put("io.github.maestroevents.delivery.", OURS + "delivery");
    artifacts.put("io.github.maestroevents.", OURS + "bom, so that all modules have one version");
    return artifacts;
  }

  /** The types that this library has an adapter for, on the class path or not. */
  public static Set<String> types() {
    return OF_TYPES.keySet();
  }

  public static Optional<String> ofType(String type) {
    return Optional.ofNullable(OF_TYPES.get(type));
  }

  /** Of a place for a journal, by how it begins. */
  public static Optional<String> ofJournal(String place) {
    return place.startsWith("file:")
            || place.startsWith("jdbc:postgresql:")
            || place.equals("datasource")
            || place.startsWith("datasource:")
        ? Optional.of(OURS + "journal")
        : Optional.empty();
  }

  /** Of a class that was not found, in any of its forms. */
  public static Optional<String> ofClass(String className) {
    String name = className.replace('/', '.');
    return OF_PACKAGES.entrySet().stream()
        .filter(known -> name.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
