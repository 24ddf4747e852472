package io.github.maestroevents.cli;

import io.github.maestroevents.spi.WithheldText;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, without its words: any of them may be a URL with a password,
 * also where it does not belong. Options are named.
 */
final class WrongWords {

  /** An option, with its value or without; behind a single letter all is its value. */
  private static final Pattern OPTION =
      Pattern.compile("(--[a-z][a-z-]{0,30})(?:=.*)?|(-[a-zA-Z])(?!-).*", Pattern.DOTALL);

  private WrongWords() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (e instanceof OverwrittenOptionException) {
      return "Option " + name(e.getArgSpec()) + " may be given once";
    }
    String value = e.getValue();
    if (value != null && takesPath(e.getArgSpec()) && PathWord.isUrl(value)) {
      return name(e.getArgSpec()) + " has a URL, and takes a path; a database's goes with --jdbc";
    }
    return "The value of "
        + name(e.getArgSpec())
        + " is none that it takes"
        + (value == null ? "" : ": " + WithheldText.shape(value));
  }

  private static boolean takesPath(@Nullable ArgSpec argument) {
    return argument != null && List.of(argument.auxiliaryTypes()).contains(Path.class);
  }

  private static String unmatched(UnmatchedArgumentException e) {
    return "The command line has "
        + e.getUnmatched().stream().map(WrongWords::unknown).collect(Collectors.joining(", and "))
        + suggestion(e);
  }

  private static String unknown(String word) {
    Matcher option = OPTION.matcher(word);
    return option.matches()
        ? "an unknown option " + (option.group(1) == null ? option.group(2) : option.group(1))
        : "a word that belongs to nothing (" + WithheldText.shape(word) + ")";
  }

  /** Commands that are meant, which are names of ours. */
  private static String suggestion(UnmatchedArgumentException e) {
    List<String> similar = e.getSuggestions().stream().filter(WrongWords::isOurs).toList();
    return similar.isEmpty() ? "" : ". Did you mean " + String.join(" or ", similar) + "?";
  }

  private static boolean isOurs(String suggestion) {
    return Pattern.matches("[a-z -]{1,60}", suggestion);
  }

  private static String missing(MissingParameterException e) {
    return "There is no "
        + e.getMissing().stream().map(WrongWords::name).collect(Collectors.joining(", and no "));
  }

  private static String name(@Nullable ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return option.longestName();
    }
    return argument == null ? "an argument" : argument.paramLabel();
  }
}
