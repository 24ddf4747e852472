package io.github.maestroevents.config.internal.source;

import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.spi.WithheldText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:default}</code> in a value; <code>$${</code>
 * stands for <code>${</code>. What was put in is not looked at again.
 */
public final class Placeholders {

  /** Where the value of a name comes from. */
  @FunctionalInterface
  public interface Lookup {
    /** Null if there is none. */
    @Nullable String of(String name);
  }

  private static final String OPEN = "${";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /** What nobody takes for a password. */
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  /** As clients write what they look up themselves: <code>${env:PW}</code>, or a file's. */
  private static final Pattern CLIENTS = Pattern.compile("(?<!\\$)\\$\\{[a-z][A-Za-z0-9]*:");

  private static final int DEEPEST = 8;

  private final Lookup lookup;

  public Placeholders(Lookup lookup) {
    this.lookup = lookup;
  }

  /** The value of an entry, replaced unless it is literal. */
  public Entry replaceIn(Entry entry) throws BadValueException {
    return entry.form() != Entry.Form.TEXT || !entry.value().contains(OPEN)
        ? entry
        : entry.withValue(replaced(entry.value(), 0));
  }

  /**
   * The same in a value for somebody's client: what may be a reference of the client's is refused,
   * since the client would get what stands behind the colon instead of what that refers to.
   */
  public Entry replaceForClient(Entry entry) throws BadValueException {
    if (entry.form() == Entry.Form.TEXT && CLIENTS.matcher(entry.value()).find()) {
      throw new BadValueException(
          "has a ${…:…} that may be a reference for the client to look up",
          "write $${…:…} for one of the client's; a variable with a default begins with a capital");
    }
    return replaceIn(entry);
  }

  private String replaced(String text, int depth) throws BadValueException {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf(OPEN, at);
      if (open < 0) {
        break;
      }
      if (open > at && text.charAt(open - 1) == '$') {
        result.append(text, at, open - 1).append(OPEN);
        at = open + OPEN.length();
        continue;
      }
      int close = end(text, open + OPEN.length());
      result.append(text, at, open).append(valueOf(text.substring(open + 2, close), depth));
      at = close + 1;
    }
    return result.append(text, at, text.length()).toString();
  }

  private static int end(String text, int from) throws BadValueException {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      if (text.startsWith(OPEN, i)) {
        depth++;
      } else if (text.charAt(i) == '}' && depth-- == 0) {
        return i;
      }
    }
    throw new BadValueException("has a ${ without a } behind it", "write $${ for the signs ${");
  }

  private @Nullable String valueOf(String name) throws BadValueException {
    try {
      return lookup.of(name);
    } catch (Throwable hosts) { // the host's code, whose words may hold anything
      ForeignText.rethrowFatal(hosts);
      throw new BadValueException(
          "has a variable that cannot be looked up: " + hosts.getClass().getSimpleName());
    }
  }

  private String valueOf(String inside, int depth) throws BadValueException {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      throw new BadValueException(
          "has a ${ without the name of a variable behind it", "write $${ for the signs ${");
    }
    String found = valueOf(name);
    if (found != null) {
      return found;
    }
    if (colon < 0 || depth == DEEPEST) {
      throw new BadValueException(
          (VARIABLE.matcher(name).matches()
                  ? "the variable " + name
                  : "a variable in it (" + WithheldText.shape(name) + ")")
              + " is not set",
          "set it, give a default as in ${NAME:default}, or write $${ for the signs ${");
    }
    return replaced(inside.substring(colon + 1), depth + 1);
  }
}
