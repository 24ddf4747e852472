import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of a bill of materials what the jar for Netflix Maestro's server leaves to the server:
 * the bill in the jar lists what the jar holds, and no scanner looks for what is not there.
 *
 * <p>Arguments: the bill that Maven has made, the one to write, and the groups to leave out. Works
 * on the lines that the CycloneDX plugin writes: one for each field, elements indented by four.
 */
final class BillOfTheJar {

  private static final String COMPONENTS = "  \"components\" : [";
  private static final String DEPENDENCIES = "  \"dependencies\" : [";

  private BillOfTheJar() {}

  public static void main(String[] args) throws IOException {
    Path bill = Path.of(args[0]);
    if (!Files.exists(bill)) {
      return; // offline, the plugin makes none
    }
    List<String> groups = List.of(args).subList(2, args.length);
    List<String> lines = new ArrayList<>();
    List<List<String>> elements = null;
    for (String line : Files.readAllLines(bill)) {
      if (line.equals(COMPONENTS) || line.equals(DEPENDENCIES)) {
        lines.add(line);
        elements = new ArrayList<>();
      } else if (elements != null && line.startsWith("  ]")) {
        join(elements, lines);
        lines.add(line);
        elements = null;
      } else if (elements == null) {
        lines.add(line);
      } else {
        if (line.equals("    {")) {
          elements.add(new ArrayList<>());
        }
        elements.get(elements.size() - 1).add(line);
      }
      if (elements != null && line.matches("    },?")) {
        List<String> whole = elements.remove(elements.size() - 1);
        if (isKept(reference(whole), groups)) {
          whole.removeIf(each -> each.startsWith("        \"pkg:") && !isKept(each, groups));
          elements.add(whole);
        }
      }
    }
    Files.writeString(Path.of(args[1]), String.join("\n", lines));
  }

  /** The line that says of which library an element is. */
  private static String reference(List<String> element) {
    return element.stream()
        .filter(line -> line.matches("      \"(bom-)?ref\" : .*"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isKept(String line, List<String> groups) {
    return groups.stream().noneMatch(group -> line.contains("\"pkg:maven/" + group + "/"));
  }

  /** With a comma behind each element, and each line of a list, but the last. */
  private static void join(List<List<String>> elements, List<String> lines) {
    for (int i = 0; i < elements.size(); i++) {
      List<String> element = elements.get(i);
      for (int j = 0; j < element.size(); j++) {
        String line = element.get(j);
        if (line.startsWith("        \"pkg:")) {
          String plain = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
          boolean isLast = !element.get(j + 1).startsWith("        \"pkg:");
          lines.add(isLast ? plain : plain + ",");
        } else if (j == element.size() - 1) {
          lines.add(i == elements.size() - 1 ? "    }" : "    },");
        } else {
          lines.add(line);
        }
      }
    }
  }
}
