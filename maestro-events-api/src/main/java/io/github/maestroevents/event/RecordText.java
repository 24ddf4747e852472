package io.github.maestroevents.event;

import io.github.maestroevents.internal.VisibleText;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code toString} of a record tells, on one line of bounded length: ids and names escaped and
 * cut, numbers and statuses as they are, and of all else only how much there is.
 */
final class RecordText {

  private static final int MAX_CHARS = 256; // as everywhere for ids

  private final StringBuilder text = new StringBuilder();
  private String separator = "[";

  private RecordText(String record) {
    text.append(record);
  }

  static RecordText of(Class<? extends Record> record) {
    return new RecordText(record.getSimpleName());
  }

  RecordText add(String name, @Nullable String id) {
    begin(name);
    VisibleText.append(text, String.valueOf(id), MAX_CHARS, false);
    return this;
  }

  RecordText add(String name, long number) {
    begin(name).append(number);
    return this;
  }

  RecordText add(String name, @Nullable Enum<?> constant) {
    begin(name).append(constant);
    return this;
  }

  RecordText addSize(String name, @Nullable Collection<?> elements) {
    return elements == null ? add(name, (String) null) : add(name, elements.size() + " elements");
  }

  RecordText addSize(String name, @Nullable Map<?, ?> entries) {
    return entries == null ? add(name, (String) null) : add(name, entries.size() + " entries");
  }

  /** Whether it is there, and no more. */
  RecordText addWhether(String name, @Nullable Object value) {
    return add(name, value == null ? null : "[not shown]");
  }

  private StringBuilder begin(String name) {
    text.append(separator).append(name).append('=');
    separator = ", ";
    return text;
  }

  @Override
  public String toString() {
    return text.append(']').toString();
  }
}
