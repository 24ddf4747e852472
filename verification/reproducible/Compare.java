import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Compares what two builds publish, byte for byte: {@code java Compare.java <tree> <other tree>}.
 *
 * <p>Prints each file that differs and, of a jar, the entries that do and in what. Ends with 1 if
 * any file differs or one tree lacks it, with 0 otherwise.
 */
final class Compare {

  /** What deploy uploads, beside the POMs that are in the sources; no jar of tests is published. */
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "maestro-events-[a-z-]+/(target/maestro-events-[^/]*(?<!-tests)\\.jar|target/bom\\.json"
              + "|dependency-reduced-pom\\.xml)");

  private static final int DIFFERENCES_SHOWN = 5;

  private Compare() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Path> one = published(Path.of(arguments[0]));
    Map<String, Path> other = published(Path.of(arguments[1]));
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    int different = 0;
    for (String name : names) {
      List<String> differences =
          one.containsKey(name) && other.containsKey(name)
              ? differences(one.get(name), other.get(name))
              : List.of("only one of the builds made it");
      if (!differences.isEmpty()) {
        different++;
        System.out.println("DIFFERENT " + name);
        differences.stream()
            .limit(DIFFERENCES_SHOWN)
            .forEach(difference -> System.out.println("          " + difference));
        if (differences.size() > DIFFERENCES_SHOWN) {
          System.out.println("          and " + (differences.size() - DIFFERENCES_SHOWN) + " more");
        }
      }
    }
    System.out.println(names.size() + " published files, " + different + " of them different");
    if (names.isEmpty()) {
      System.out.println("Nothing was built: nothing is shown");
    }
    System.exit(different == 0 && !names.isEmpty() ? 0 : 1);
  }

  private static Map<String, Path> published(Path tree) throws IOException {
    Map<String, Path> published = new TreeMap<>();
    try (Stream<Path> files = Files.walk(tree, 3)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String name = tree.relativize(file).toString().replace('\\', '/');
                if (PUBLISHED.matcher(name).matches()) {
                  published.put(name, file);
                }
              });
    }
    return published;
  }

  private static List<String> differences(Path one, Path other) throws IOException {
    if (Files.mismatch(one, other) == -1) {
      return List.of();
    }
    if (!one.toString().endsWith(".jar")) {
      return List.of("at byte " + Files.mismatch(one, other));
    }
    List<String> differences = new ArrayList<>();
    try (ZipFile first = new ZipFile(one.toFile());
        ZipFile second = new ZipFile(other.toFile())) {
      Map<String, ZipEntry> left = entries(first);
      Map<String, ZipEntry> right = entries(second);
      if (!left.keySet().equals(right.keySet())) {
        left.keySet().stream()
            .filter(name -> !right.containsKey(name))
            .forEach(name -> differences.add(name + ": only in the first"));
        right.keySet().stream()
            .filter(name -> !left.containsKey(name))
            .forEach(name -> differences.add(name + ": only in the second"));
      } else if (!List.copyOf(left.keySet()).equals(List.copyOf(right.keySet()))) {
        differences.add("the order of the entries");
      }
      left.forEach(
          (name, entry) -> {
            if (right.containsKey(name)) {
              difference(first, entry, second, right.get(name)).ifPresent(differences::add);
            }
          });
    }
    return differences.isEmpty()
        ? List.of("the modes of the entries, or the compression")
        : differences;
  }

  private static Optional<String> difference(
      ZipFile first, ZipEntry left, ZipFile second, ZipEntry right) {
    try {
      byte[] one = content(first, left);
      byte[] other = content(second, right);
      int at = Arrays.mismatch(one, other);
      if (at != -1) {
        return Optional.of(
            left.getName()
                + ": byte "
                + at
                + " is "
                + around(one, at)
                + " and "
                + around(other, at));
      }
      return left.getTimeLocal().equals(right.getTimeLocal())
          ? Optional.empty()
          : Optional.of(
              left.getName() + ": time " + left.getTimeLocal() + " and " + right.getTimeLocal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A few bytes, as hexadecimal digits and as text. */
  private static String around(byte[] content, int at) {
    byte[] few =
        Arrays.copyOfRange(
            content, Math.min(at, content.length), Math.min(at + 12, content.length));
    StringBuilder text = new StringBuilder();
    for (byte each : few) {
      text.append(each >= ' ' && each < 127 ? (char) each : '.');
    }
    return HexFormat.of().formatHex(few) + " '" + text + "'";
  }

  private static Map<String, ZipEntry> entries(ZipFile jar) {
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    jar.stream().forEach(entry -> entries.put(entry.getName(), entry));
    return entries;
  }

  private static byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }
}
