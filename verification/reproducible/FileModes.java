import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sets the Unix modes in the jars of a directory: 0644 for a file, 0755 for a directory.
 *
 * <p>A jar made by Maven tells the modes of the files it was made of, less the bits that the group
 * and others may write. With another umask they are others, and with them the jar. Nothing but the
 * modes in the list at the end of each jar is touched.
 */
final class FileModes {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int UNIX = 3;
  private static final int FILE = 0100644;
  private static final int DIRECTORY = 0040755;

  private FileModes() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    if (!Files.isDirectory(directory)) {
      return; // a module without a jar
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
      for (Path jar : jars) {
        set(jar);
      }
    }
  }

  private static void set(Path jar) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(jar)).order(ByteOrder.LITTLE_ENDIAN);
    int end = end(bytes, jar);
    int entries = bytes.getShort(end + 10) & 0xffff;
    int first = bytes.getInt(end + 16);
    if (entries == 0xffff || first == -1) {
      throw new IOException(jar + " has more entries than this program knows how to count");
    }
    int at = first;
    for (int entry = 0; entry < entries; entry++) {
      at = setOf(bytes, at, jar);
    }
    try (FileChannel file = FileChannel.open(jar, StandardOpenOption.WRITE)) {
      file.write(bytes.slice(first, end - first), first);
    }
  }

  /** Sets the mode of the entry at a place of the list, and returns the place of the next. */
  private static int setOf(ByteBuffer bytes, int at, Path jar) throws IOException {
    if (bytes.getInt(at) != ENTRY_SIGNATURE) {
      throw new IOException(jar + " has no entry where its list says one");
    }
    int name = bytes.getShort(at + 28) & 0xffff;
    int extra = bytes.getShort(at + 30) & 0xffff;
    int comment = bytes.getShort(at + 32) & 0xffff;
    boolean directory = bytes.get(at + ENTRY_BYTES + name - 1) == '/';
    if (bytes.get(at + 5) == UNIX) { // whoever else makes jars writes no modes
      int dos = bytes.getInt(at + 38) & 0xffff;
      bytes.putInt(at + 38, (directory ? DIRECTORY : FILE) << 16 | dos);
    }
    return at + ENTRY_BYTES + name + extra + comment;
  }

  private static int end(ByteBuffer bytes, Path jar) throws IOException {
    for (int at = bytes.capacity() - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END_SIGNATURE) {
        return at;
      }
    }
    throw new IOException(jar + " is no jar");
  }
}
