package io.github.maestroevents.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.LetterJson;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * For which destinations letters are meant, out of files that several may share: those that the
 * user has named, or, if none are named, the only one there is.
 */
public final class LetterDestinations {

  /** Of more names nobody is told. */
  private static final int MAX_NAMES = 100;

  private final String option;
  private final List<String> wanted;
  private final Set<String> seen = new TreeSet<>();
  private boolean isReadOnce;

  /**
   * @param option with which they are named, for people
   * @param wanted their names; empty for any
   */
  public LetterDestinations(String option, List<String> wanted) {
    this.option = option;
    this.wanted = List.copyOf(wanted);
  }

  /** Whether a letter is for one of those that are named, if any are. */
  public boolean isMeant(Letter letter) {
    if (wanted.isEmpty()) {
      return true;
    }
    String name = kept(letter.destination());
    boolean isMeant = wanted.contains(letter.destination());
    if (seen.size() < MAX_NAMES || isMeant) {
      seen.add(name);
    }
    return isMeant;
  }

  /**
   * Makes sure, before anything is done, that the files hold letters for each that is named. The
   * input of the process, or a pipe, cannot be read twice: {@link #requireThere()} at the end says
   * the same.
   *
   * @throws RefusedException if they do not; the message lists those that there are
   */
  public void requireThere(List<Path> files) {
    if (!wanted.isEmpty() && canBeReadTwice(files)) {
      look(files, this::isMeant);
      requireThere();
    }
  }

  /**
   * Makes sure that a letter was met for each that is named.
   *
   * @throws RefusedException if none was; the message lists those that were
   */
  public void requireThere() {
    for (String name : wanted) {
      if (!seen.contains(kept(name))) {
        throw new RefusedException(
            "There are no dead letters for the destination "
                + LogText.quoted(name)
                + ". There are "
                + (seen.isEmpty() ? "none at all" : "some for " + names()));
      }
    }
  }

  /**
   * Makes sure, before anything is done, that all letters that are meant are for one destination,
   * unless the user has named several. The input of the process, or a pipe, cannot be read twice:
   * of these the first letter is refused if none is named.
   *
   * @param isMeant whether a letter is one of them
   * @throws UsageException if they are not; the message lists the destinations
   */
  public void requireOne(List<Path> files, Predicate<Letter> isMeant) {
    if (wanted.isEmpty() && !canBeReadTwice(files)) {
      isReadOnce = true;
    } else if (wanted.isEmpty()) {
      look(files, letter -> isMeant.test(letter) && add(letter));
      requireOne();
    }
  }

  /** The same with one letter more that is meant. */
  public void requireOneWith(Letter letter) {
    if (isReadOnce) {
      throw new UsageException(
          "What comes through a pipe cannot be looked through before: name the destination whose"
              + " dead letters are meant with "
              + option
              + ". The first letter is for "
              + LogText.quoted(letter.destination()));
    }
    if (wanted.isEmpty() && add(letter)) {
      requireOne();
    }
  }

  /** Returns whether its destination is another one. */
  private boolean add(Letter letter) {
    return seen.size() < MAX_NAMES && seen.add(kept(letter.destination()));
  }

  /** Of a name that no destination has, the beginning and what tells it from others. */
  private static String kept(String name) {
    return name.length() <= LogText.MAX_CHARS
        ? name
        : name.substring(0, LogText.MAX_CHARS) + Letter.hash(Letter.utf8(name));
  }

  private void requireOne() {
    if (seen.size() > 1) {
      throw new UsageException(
          "These dead letters are for several destinations, "
              + names()
              + ": name the one that is meant with "
              + option
              + ", or each of them");
    }
  }

  private static void look(List<Path> files, Predicate<Letter> letters) {
    for (Path file : files) {
      try (LineFile lines = LineFile.open(file)) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          JsonNode json = LetterJson.read(line);
          if (json != null && Letter.isLetter(json)) {
            boolean unused = letters.test(new Letter(line, json, lines.place()));
          }
        }
      }
    }
  }

  private static boolean canBeReadTwice(List<Path> files) {
    return files.stream()
        .allMatch(file -> !file.toString().equals(LineFile.INPUT) && Files.isRegularFile(file));
  }

  private String names() {
    return seen.stream().map(LogText::quoted).collect(Collectors.joining(", "));
  }
}
