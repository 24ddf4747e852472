package io.github.maestroevents.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Javadoc of a record, as its source file has it.
 *
 * @param docs from its opening to its end; empty if there is none
 */
record RecordSource(String docs) {

  /** A comment, then nothing but annotations and modifiers, then the record. */
  private static final String DOCUMENTED =
      "/\\*\\*((?:(?!\\*/).)*+)\\*/(?:[\\w\\s]|@[\\w.]++(?:\\([^()]*+\\))?+)*\\brecord ";

  static RecordSource of(Class<?> type, Path sources) {
    Class<?> top = type;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    Path file = sources.resolve(top.getName().replace('.', '/') + ".java");
    Matcher documented =
        Pattern.compile(DOCUMENTED + type.getSimpleName() + "\\b", Pattern.DOTALL)
            .matcher(read(file));
    return new RecordSource(documented.find() ? documented.group(1) : "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
