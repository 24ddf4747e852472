package io.github.maestroevents.sqs.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** An answer in the AWS JSON protocol. */
public record ScriptedAnswer(int status, Map<String, String> headers, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  public static ScriptedAnswer of(int status, String body) {
    return new ScriptedAnswer(status, Map.of("Content-Type", CONTENT_TYPE), body);
  }

  /** Every message is stored. */
  public static ScriptedAnswer taken(ScriptedRequest request) {
    return refusing(request, entry -> false, "", false);
  }

  /** Some messages are not stored, the others are. */
  public static ScriptedAnswer refusing(
      ScriptedRequest request,
      Predicate<ScriptedRequest.Entry> refused,
      String code,
      boolean senderFault) {
    return refusing(request, refused, code, senderFault, "scripted");
  }

  public static ScriptedAnswer refusing(
      ScriptedRequest request,
      Predicate<ScriptedRequest.Entry> refused,
      String code,
      boolean senderFault,
      String message) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode successful = answer.putArray("Successful");
    ArrayNode failed = answer.putArray("Failed");
    for (ScriptedRequest.Entry entry : request.entries()) {
      if (refused.test(entry)) {
        failed
            .addObject()
            .put("Id", entry.id())
            .put("Code", code)
            .put("SenderFault", senderFault)
            .put("Message", message);
      } else {
        successful
            .addObject()
            .put("Id", entry.id())
            .put("MessageId", "m-" + entry.id())
            .put("MD5OfMessageBody", md5(entry.body().getBytes(UTF_8)))
            .put("MD5OfMessageAttributes", md5(encoded(entry.attributes())));
      }
    }
    return of(200, answer.toString());
  }

  /** The whole request failed. */
  public static ScriptedAnswer error(int status, String type) {
    return error(status, type, "scripted " + type);
  }

  public static ScriptedAnswer error(int status, String type, String message) {
    return of(
        status, JSON.createObjectNode().put("__type", type).put("message", message).toString());
  }

  public ScriptedAnswer withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ScriptedAnswer(status, all, body);
  }

  /** Source: Amazon SQS Developer Guide, "Calculating the MD5 message digest for attributes". */
  private static byte[] encoded(Map<String, String> attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    attributes.forEach(
        (name, value) -> {
          withLength(bytes, name);
          withLength(bytes, "String");
          bytes.write(1); // a string, not binary
          withLength(bytes, value);
        });
    return bytes.toByteArray();
  }

  private static void withLength(ByteArrayOutputStream bytes, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
    bytes.writeBytes(utf8);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
