package io.github.maestroevents.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@link DestinationKeys}: a setter for each key, a class for each word before a dot. */
final class DestinationKeysSource {

  private static final String HEAD =
      """
      package io.github.maestroevents.spring;

      import java.time.Duration;
      import java.util.List;
      import java.util.Map;

      /**
       * The keys of a destination in the shape from which editors complete {@code
       * maestro.events.destinations.<name>}. No object of this class is ever used: the library reads
       * text, so that it can tell where each mistake stands. Made by {@code MetadataTest} of the
       * library's own list of keys; do not edit.
       */
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  static String text() {
    DestinationKeysSource source = new DestinationKeysSource();
    Node root = new Node();
    KeyList.ofADestination().forEach(key -> root.add(List.of(key.name().split("\\.")), key));
    source.write(root, "DestinationKeys", "public final class ");
    return source.text.toString();
  }

  private void write(Node node, String name, String kind) {
    text.append(kind).append(name).append(" {\n\n");
    text.append("/** For editors. */\npublic ").append(name).append("() {}\n\n");
    node.children.forEach(
        (word, child) -> {
          if (child.key != null) {
            text.append("/** ").append(javadoc(child.key.description())).append(" */\n");
            text.append("public void set").append(camel(word)).append("(");
            text.append(javaType(child.key)).append(" value) {}\n\n");
          }
          if (!child.children.isEmpty()) {
            text.append("/** What stands below {@code ").append(word).append("}. */\n");
            text.append("public ").append(camel(word)).append(" get").append(camel(word));
            text.append("() {\nreturn new ").append(camel(word)).append("();\n}\n\n");
          }
        });
    node.children.forEach(
        (word, child) -> {
          if (!child.children.isEmpty()) {
            text.append("/** The keys below {@code ").append(word).append("}. */\n");
            write(child, camel(word), "public static final class ");
          }
        });
    text.append("}\n\n");
  }

  private static String javadoc(String description) {
    return description.replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;");
  }

  private static String javaType(KeyList.Key key) {
    return key.javaType()
        .replace("java.lang.", "")
        .replace("java.util.", "")
        .replace("java.time.", "")
        .replace(",", ", ");
  }

  static String camel(String word) {
    StringBuilder name = new StringBuilder();
    Arrays.stream(word.split("-"))
        .forEach(
            part ->
                name.append(part.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(part.substring(1)));
    return name.toString();
  }

  private static final class Node {

    private final Map<String, Node> children = new TreeMap<>();
    private KeyList.Key key;

    void add(List<String> words, KeyList.Key key) {
      if (words.isEmpty()) {
        this.key = key;
      } else {
        children
            .computeIfAbsent(words.get(0), word -> new Node())
            .add(words.subList(1, words.size()), key);
      }
    }
  }
}
