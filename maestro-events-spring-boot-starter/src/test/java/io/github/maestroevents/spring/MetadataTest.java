package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/**
 * What editors complete is what the library takes. {@code main} writes both files anew after a key
 * has changed; then the source has to be formatted.
 */
class MetadataTest {

  private static final Path JSON = Path.of("src/main/resources", Metadata.FILE);
  private static final Path SOURCE =
      Path.of("src/main/java/io/github/maestroevents/spring/DestinationKeys.java");

  @Test
  void metadata_isInStepWithTheLibrarysKeys() throws IOException {
    assumeTrue(
        ProducerConfig.configNames().contains("auto.include.jmx.reporter"), // gone since 4.0
        "the metadata has the names of the client that the artifacts bring, not of another line");
    assertThat(Files.readString(JSON)).isEqualTo(Metadata.text());
  }

  @Test
  void shapeOfADestination_isInStepWithTheLibrarysKeys() throws IOException {
    assertThat(words(Files.readString(SOURCE))).isEqualTo(words(DestinationKeysSource.text()));
  }

  @Test
  void everyKeyOfADestination_isReachedByThePropertiesOfItsClass() throws Exception {
    for (KeyList.Key key : KeyList.ofADestination()) {
      Class<?> type = DestinationKeys.class;
      List<String> words = new ArrayList<>(List.of(key.name().split("\\.")));
      String last = words.remove(words.size() - 1);
      for (String word : words) {
        type = type.getMethod("get" + DestinationKeysSource.camel(word)).getReturnType();
      }
      String setter = "set" + DestinationKeysSource.camel(last);

      assertThat(type.getMethods()).as(key.name()).anyMatch(m -> m.getName().equals(setter));
    }
  }

  @Test
  void everyProperty_hasTypeAndDescription() throws IOException {
    JsonNode properties = new ObjectMapper().readTree(Files.readString(JSON)).get("properties");

    assertThat(properties).hasSizeGreaterThan(60);
    for (JsonNode property : properties) {
      assertThat(property.get("type").asText()).as(property.toString()).startsWith("java.");
      assertThat(property.get("description").asText()).as(property.toString()).endsWith(".");
    }
  }

  /** Without the layout, which the formatter decides. */
  private static String words(String source) {
    return source.replace("*", "").replaceAll("\\s+", "");
  }

  public static void main(String[] args) throws IOException {
    Files.writeString(JSON, Metadata.text());
    Files.writeString(SOURCE, DestinationKeysSource.text());
  }
}
