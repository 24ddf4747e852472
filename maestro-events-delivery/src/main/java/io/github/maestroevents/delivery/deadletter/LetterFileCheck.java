package io.github.maestroevents.delivery.deadletter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether what stands at a path may be written to: a regular file under one name only, which
 * belongs to this process's user. A link is not followed. Where the system knows no owners, as
 * Windows, they are not asked for.
 *
 * <p>As the user's own counts what belongs to a group that shares the directory and keeps all
 * others from writing to it; and on a file system that gives every file to one user, what has his
 * number. Any thread; each look blocks on the disk.
 */
public final class LetterFileCheck {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int FOR_FILES = 3;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  private LetterFileCheck() {}

  /**
   * Makes sure of a file that is there. What stands at the path may be another a moment later.
   *
   * @return its attributes, by which a caller that opens it can tell whether it is still the same
   * @throws FileSystemException if it is a link, or not this user's own; the reason says what to do
   * @throws IOException if it is not there, or cannot be looked at
   */
  public static BasicFileAttributes require(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isSymbolicLink()) {
      throw refused(path, "is a link, which is not followed: name the file itself");
    }
    if (!found.isRegularFile()) {
      throw refused(path, found.isDirectory() ? "is a directory" : "is not a regular file");
    }
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      requireOwn(path);
    }
    return found;
  }

  private static void requireOwn(Path path) throws IOException {
    Map<String, Object> file = unix(path);
    if (number(file, "nlink") > 1) {
      throw refused(
          path, "has " + number(file, "nlink") + " names (hard links): put a copy in its place");
    }
    if (isThisUsers(number(file, "uid"))) {
      return;
    }
    Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
    Map<String, Object> around = unix(directory);
    boolean isOfASharingGroup =
        number(around, "gid") == number(file, "gid")
            && (number(around, "mode") & (GROUP_WRITES | OTHERS_WRITE)) == GROUP_WRITES
            && (number(file, "mode") & OTHERS_WRITE) == 0
            && isOfThisProcess(number(file, "gid"));
    if (!isOfASharingGroup && number(file, "uid") != ownerOfWhatIsMade(directory)) {
      throw refused(
          path,
          "belongs to "
              + Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
              + ", and this process runs as "
              + System.getProperty("user.name")
              + ": give the file to this user, or name another");
    }
  }

  private static boolean isThisUsers(int uid) throws IOException {
    return numbers("Uid").skip(FOR_FILES).anyMatch(own -> own == uid);
  }

  private static boolean isOfThisProcess(int gid) throws IOException {
    Set<Integer> groups = new HashSet<>(numbers("Groups").toList());
    numbers("Gid").skip(FOR_FILES).forEach(groups::add);
    return groups.contains(gid);
  }

  /** Of proc(5); none where the system is another. */
  private static Stream<Integer> numbers(String name) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return Stream.empty();
    }
    return new String(Files.readAllBytes(STATUS), StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .flatMap(line -> Arrays.stream(line.substring(name.length() + 1).split("\\s+", -1)))
        .filter(word -> !word.isEmpty())
        .map(Integer::parseUnsignedInt);
  }

  /** -1 if nothing can be made there. */
  private static int ownerOfWhatIsMade(Path directory) {
    try {
      Path made = Files.createTempFile(directory, ".maestro-events-probe", null);
      try {
        return number(unix(made), "uid");
      } finally {
        Files.delete(made);
      }
    } catch (IOException cannotTell) {
      return -1;
    }
  }

  private static Map<String, Object> unix(Path path) throws IOException {
    return Files.readAttributes(path, "unix:uid,gid,mode,nlink", LinkOption.NOFOLLOW_LINKS);
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (Integer) Objects.requireNonNull(attributes.get(name));
  }

  private static FileSystemException refused(Path path, String why) {
    return new FileSystemException(path.toString(), null, why);
  }
}
