package io.github.maestroevents.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of what a host hands over, so that it may change its own objects later. Unlike {@code
 * List.copyOf} they keep nulls, which Maestro's events may hold.
 */
final class Copies {

  /** Jackson reads and writes no deeper than this by default; deeper values may be cycles. */
  private static final int MAX_DEPTH = 1000;

  private Copies() {}

  static <T> @Nullable List<T> list(@Nullable List<T> list) {
    return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
  }

  static Map<String, @Nullable Object> freeForm(Map<String, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, freeForm(value, 1)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object freeForm(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("Nested deeper than " + MAX_DEPTH + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(key, freeForm(element, depth + 1)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Collection<?> elements) {
      return freeFormList(elements, depth);
    }
    if (value instanceof Object[] elements) {
      return freeFormList(Arrays.asList(elements), depth);
    }
    if (value instanceof JsonNode node) {
      return plain(node, depth);
    }
    if (value != null && value.getClass().isArray()) {
      return ofPrimitives(value, depth);
    }
    // Mappers differ in what they read a small whole number as; equal JSON is to be equal here.
    return value instanceof Integer || value instanceof Short || value instanceof Byte
        ? (Object) ((Number) value).longValue()
        : value;
  }

  /** What the JSON that Jackson writes of the array reads as. */
  private static Object ofPrimitives(Object array, int depth) {
    if (array instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (array instanceof char[] chars) {
      return new String(chars);
    }
    List<@Nullable Object> copy = new ArrayList<>(Array.getLength(array));
    for (int i = 0; i < Array.getLength(array); i++) {
      copy.add(freeForm(Array.get(array, i), depth + 1));
    }
    return Collections.unmodifiableList(copy);
  }

  private static List<@Nullable Object> freeFormList(Collection<?> elements, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(elements.size());
    for (Object element : elements) {
      copy.add(freeForm(element, depth + 1));
    }
    return Collections.unmodifiableList(copy);
  }

  private static @Nullable Object plain(JsonNode node, int depth) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        node.properties().forEach(e -> copy.put(e.getKey(), freeForm(e.getValue(), depth + 1)));
        yield Collections.unmodifiableMap(copy);
      }
      case ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>(node.size());
        node.forEach(element -> elements.add(freeForm(element, depth + 1)));
        yield Collections.unmodifiableList(elements);
      }
      case STRING -> node.textValue();
      case NUMBER -> freeForm(node.numberValue(), depth);
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING -> null;
      case BINARY -> node.asText();
      case POJO -> node instanceof POJONode host ? freeForm(host.getPojo(), depth + 1) : node;
    };
  }
}
