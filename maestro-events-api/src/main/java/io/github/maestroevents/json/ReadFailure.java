package io.github.maestroevents.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import io.github.maestroevents.internal.MaestroDialect;
import java.io.IOException;
import java.util.List;

/**
 * Says what Jackson found wrong without quoting what it read: its messages hold values, names and
 * snippets, so none of them is passed on, nor the exception itself as a cause.
 */
final class ReadFailure {

  private ReadFailure() {}

  static MalformedEventException explain(Exception failure, byte[] json) {
    if (failure instanceof InvalidTypeIdException type) {
      String problem = type.getTypeId() == null ? "No type" : "No known type";
      return located(problem, List.of(Step.property("type")), json);
    }
    if (failure instanceof StreamConstraintsException tooLarge) {
      return at("Larger or nested deeper than is read", tooLarge);
    }
    if (failure instanceof PropertyBindingException unknown) {
      return located("Unknown property", steps(unknown), json);
    }
    if (failure instanceof JsonMappingException mismatch) {
      if (mismatch.getCause() instanceof StreamConstraintsException tooLarge) {
        return at("Larger or nested deeper than is read", tooLarge);
      }
      return located("No value that Maestro reads", steps(mismatch), json);
    }
    if (failure instanceof JsonProcessingException syntax) {
      return at("Not JSON", syntax);
    }
    return new MalformedEventException("Not readable", "$", MalformedEventException.UNKNOWN_OFFSET);
  }

  private static MalformedEventException at(String problem, JsonProcessingException failure) {
    JsonLocation location = failure.getLocation();
    long offset =
        location == null ? MalformedEventException.UNKNOWN_OFFSET : location.getByteOffset();
    return new MalformedEventException(problem, "$", offset);
  }

  private static List<Step> steps(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? Step.element(reference.getIndex())
                    : Step.property(reference.getFieldName()))
        .toList();
  }

  /**
   * Jackson reads an event whose type comes last from a buffer that has forgotten the offsets, so
   * the place is looked up in the bytes.
   */
  private static MalformedEventException located(String problem, List<Step> steps, byte[] json) {
    StringBuilder path = new StringBuilder("$");
    steps.forEach(step -> path.append(step.shown()));
    return new MalformedEventException(problem, path.toString(), offset(steps, json));
  }

  private static long offset(List<Step> steps, byte[] json) {
    try (JsonParser parser = MaestroDialect.LENIENT.createParser(json)) {
      parser.nextToken();
      long offset = parser.currentTokenLocation().getByteOffset();
      for (Step step : steps) {
        if (!step.descend(parser)) {
          break;
        }
        offset = parser.currentTokenLocation().getByteOffset();
      }
      return offset;
    } catch (IOException e) {
      return MalformedEventException.UNKNOWN_OFFSET;
    }
  }

  /** One step down: into a property when {@code name} is given, else into an element. */
  private record Step(String name, int index) {

    static Step property(String name) {
      return new Step(name, -1);
    }

    static Step element(int index) {
      return new Step("", index);
    }

    String shown() {
      if (index >= 0) {
        return "[" + index + "]";
      }
      return WireNames.isKnown(name) ? "." + name : ".?";
    }

    /** Moves the parser from a container to the first child that fits. */
    boolean descend(JsonParser parser) throws IOException {
      int position = 0;
      boolean inArray = parser.hasToken(JsonToken.START_ARRAY);
      if (!inArray && !parser.hasToken(JsonToken.START_OBJECT)) {
        return false;
      }
      for (JsonToken token = parser.nextToken();
          token != null && !token.isStructEnd();
          token = parser.nextToken()) {
        boolean fits = inArray ? position++ == index : name.equals(parser.currentName());
        if (!inArray) {
          parser.nextToken();
        }
        if (fits) {
          return true;
        }
        parser.skipChildren();
      }
      return false;
    }
  }
}
