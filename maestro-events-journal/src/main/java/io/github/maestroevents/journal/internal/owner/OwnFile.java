package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.delivery.store.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that this process may use as its own: regular files under one name only, which belong to
 * its user. What somebody else has put in their place, or a link, is neither followed nor opened.
 *
 * <p>Two things count as the user's own beside what has his number. On a file system that gives
 * every file to one user, whatever that user's number. And in a directory that a group shares,
 * which everybody outside of the group is kept from writing to, what belongs to that group: so
 * Kubernetes hands a volume on ({@code fsGroup}).
 */
public final class OwnFile {

  private OwnFile() {}

  /**
   * Makes sure of a file; one that is not there is as good.
   *
   * @throws JournalException if it is somebody else's, a link, or no file, saying what to do
   */
  public static void require(Path file) {
    try {
      Optional<FoundFile> found = requireFile(file);
      if (found.isPresent() && !isOwn(file, found.get())) {
        throw refused(
            file,
            (Files.isReadable(file) && Files.isWritable(file) ? "" : "permission denied: ")
                + DirectoryTrouble.describe(file)
                + ", and this process runs as "
                + System.getProperty("user.name")
                + ". Run it as the owner of the file, or give the file to this user; what others"
                + " have made is not taken over");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Makes sure that a file is a file under one name, whoever's it is: for looking.
   *
   * @throws JournalException if it is a link, or no file
   */
  public static void requireNoLink(Path file) {
    try {
      Optional<FoundFile> unused = requireFile(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Makes sure that a file belongs to whom another does, to this user, or to the group that shares
   * the directory, whether or not this process is in it: for looking. One that is not there is as
   * good.
   *
   * @throws JournalException if it does not, or is a link
   */
  public static void requireSameOwner(Path file, Path other) {
    try {
      Optional<FoundFile> found = requireFile(file);
      Optional<FoundFile> beside = requireFile(other);
      if (found.isPresent()
          && beside.isPresent()
          && !found.get().hasOwnerOf(beside.get())
          && !isOfASharingGroup(file, found.get())
          && !isOwn(file, found.get())) {
        throw refused(
            file,
            DirectoryTrouble.describe(file)
                + ", unlike "
                + other.getFileName()
                + " beside it. Find out who has put it there");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Optional<FoundFile> requireFile(Path file) throws IOException {
    Optional<FoundFile> found = FoundFile.at(file);
    if (found.isPresent() && !found.get().isRegular()) {
      throw refused(
          file,
          Files.isSymbolicLink(file)
              ? "it is a link, and links are not followed. Remove it, or put the file itself there"
              : "it is no file. Remove it");
    }
    if (found.isPresent() && found.get().names() > 1) {
      throw refused(
          file,
          "it has "
              + found.get().names()
              + " names (hard links), so that something else would be written to as well. Remove"
              + " the other names, or put a copy in its place");
    }
    return found;
  }

  /**
   * Whether a stranger may have put there what stands at a path: everybody may write to the
   * directory, and it belongs neither to the directory's owner nor to this user alone. False where
   * it cannot be told.
   */
  public static boolean mayBePlanted(Path file) {
    try {
      FoundFile.@Nullable Posix around =
          FoundFile.posix(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      FoundFile.@Nullable Posix posix = FoundFile.posix(file);
      if (posix == null || around == null || !around.isWritableByOthers()) {
        return false;
      }
      return posix.names() > 1 // a second name for a file of ours
          || (posix.uid() != around.uid() && !isThisUsers(file, posix));
    } catch (IOException notThere) {
      return false;
    }
  }

  static boolean isThisUsers(Path file, FoundFile.Posix posix) throws IOException {
    Optional<ThisUser> user = ThisUser.now();
    return user.isPresent()
        ? user.get().uid() == posix.uid()
        : Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"));
  }

  private static boolean isOwn(Path file, FoundFile found) throws IOException {
    FoundFile.@Nullable Posix posix = found.posix();
    if (posix == null) {
      return true;
    }
    Optional<ThisUser> user = ThisUser.now();
    if (user.filter(self -> self.uid() == posix.uid()).isPresent()) {
      return true;
    }
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    boolean isOfItsGroup =
        isOfASharingGroup(file, found)
            && user.filter(self -> !self.groups().contains(posix.gid())).isEmpty();
    return isOfItsGroup || posix.uid() == ownerOfWhatIsMade(directory);
  }

  /**
   * Whether the directory is a group's, which keeps others from writing to it, and the file too.
   */
  private static boolean isOfASharingGroup(Path file, FoundFile found) throws IOException {
    FoundFile.@Nullable Posix posix = found.posix();
    FoundFile.@Nullable Posix around =
        FoundFile.posix(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    return posix != null
        && around != null
        && around.isWritableByGroup()
        && !around.isWritableByOthers()
        && around.gid() == posix.gid()
        && !posix.isWritableByOthers();
  }

  /** On some file systems not this process's user; -1 if nothing can be made there. */
  private static int ownerOfWhatIsMade(Path directory) {
    try {
      Path made = Files.createTempFile(directory, DirectoryTrouble.PROBE, null);
      try {
        FoundFile.@Nullable Posix posix = FoundFile.posix(made);
        return posix == null ? -1 : posix.uid();
      } finally {
        Files.delete(made);
      }
    } catch (IOException cannotTell) {
      return -1;
    }
  }

  /**
   * Opens a file that is there.
   *
   * @throws JournalException if it is not this user's own, or was put there meanwhile
   */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    require(file);
    return openAsItIs(file, options);
  }

  /**
   * Opens a file that is there, whoever's it is: for looking.
   *
   * @throws JournalException if it is a link, or was put there meanwhile
   */
  static FileChannel openAsItIs(Path file, OpenOption... options) throws IOException {
    requireNoLink(file);
    Optional<Object> before = FileKeys.of(file);
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, all);
    if (!FileKeys.of(file).equals(before)) {
      channel.close();
      throw refused(file, "it was replaced while it was opened");
    }
    return channel;
  }

  /**
   * Creates a file for its owner alone, and opens it.
   *
   * @throws FileAlreadyExistsException if anything stands there
   */
  public static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        EnumSet.of(
            StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        OwnerOnly.fileMode());
  }

  /**
   * Gives a file of this user's another name, in one step. On a file system without hard links, a
   * file that somebody makes there at the same moment may be lost.
   *
   * @throws FileAlreadyExistsException if anything stands there
   */
  public static void moveToNew(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException noLinks) { // or none are allowed here
      Files.move(file, name);
      return;
    }
    Files.delete(file);
  }

  private static JournalException refused(Path file, String why) {
    return new JournalException("Cannot use " + file + ": " + why);
  }

  private static JournalException unreadable(Path file, IOException e) {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return new JournalException(
        "Cannot look at " + file + ": " + DirectoryTrouble.of(directory, e), e);
  }
}
