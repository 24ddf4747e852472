package io.github.maestroevents.config.internal.source;

import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file of properties in UTF-8. Blocks on the disk. */
public final class PropertiesFile {

  private static final int MOST_BYTES = 4 << 20;
  private static final String OF_FILE = "maestro.events";

  private PropertiesFile() {}

  /** Its entries in their order; what cannot be read, or stands there twice, is a mistake. */
  public static List<Entry> read(Path file, Mistakes mistakes) {
    String name = LogText.id(String.valueOf(file.getFileName()));
    String kind = name.toLowerCase(Locale.ROOT);
    if (kind.endsWith(".yml") || kind.endsWith(".yaml") || kind.endsWith(".json")) {
      mistakes.add(OF_FILE, name, "is no file of properties", "write key=value, one a line");
      return List.of();
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would be waited for
      mistakes.add(
          OF_FILE,
          LogText.id(file.toString()),
          Files.isDirectory(file) ? "is a directory" : "is a pipe, a device or a socket",
          "name a file of properties");
      return List.of();
    }
    try {
      return entries(name, text(file), mistakes);
    } catch (TooLargeException e) {
      mistakes.add(
          OF_FILE, LogText.id(file.toString()), "the file has more than " + MOST_BYTES + " bytes");
    } catch (CharacterCodingException e) {
      mistakes.add(OF_FILE, name, "is no text in UTF-8");
    } catch (NoSuchFileException e) {
      mistakes.add(OF_FILE, LogText.id(file.toString()), "there is no such file");
    } catch (AccessDeniedException e) {
      mistakes.add(OF_FILE, LogText.id(file.toString()), "this process may not read the file");
    } catch (IOException | RuntimeException e) { // of a file system that is not the JDK's
      mistakes.add(
          OF_FILE,
          LogText.id(file.toString()),
          "the file cannot be read: " + e.getClass().getSimpleName());
    }
    return List.of();
  }

  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static String text(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] read = bytes.readNBytes(MOST_BYTES + 1);
      if (read.length > MOST_BYTES) {
        throw new TooLargeException();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text; // as editors of Windows write
    }
  }

  private static List<Entry> entries(String name, String text, Mistakes mistakes) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (PropertiesText.Pair pair : PropertiesText.pairs(text)) {
      if (!OwnKeys.isOwn(pair.key())) {
        continue;
      }
      String origin = name + ":" + pair.line();
      Integer before = lines.putIfAbsent(pair.key(), pair.line());
      if (before != null) {
        mistakes.add(pair.key(), origin, "given twice", "it stands on line " + before + " too");
      } else if (!pair.malformed().isEmpty()) {
        mistakes.add(pair.key(), origin, pair.malformed());
      } else {
        entries.add(OwnKeys.entry(pair.key(), pair.value(), origin, Entry.Form.TEXT));
      }
    }
    return entries;
  }
}
