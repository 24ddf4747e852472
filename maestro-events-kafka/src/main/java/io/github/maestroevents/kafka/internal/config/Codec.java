package io.github.maestroevents.kafka.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The codecs that Kafka's client compresses with. All but gzip come in jars of their own, some with
 * a native library; the client looks for them when it compresses the first record, and a missing
 * one fails every event.
 *
 * @param artifact the jar, for people
 * @param classes whose initialization loads all that the codec needs
 */
public record Codec(String artifact, List<String> classes) {

  private static final Map<String, Codec> IN_JARS =
      Map.of(
          "lz4",
          new Codec(
              "at.yawk.lz4:lz4-java",
              List.of("net.jpountz.lz4.LZ4Factory", "net.jpountz.xxhash.XXHashFactory")),
          "snappy",
          new Codec("org.xerial.snappy:snappy-java", List.of("org.xerial.snappy.Snappy")),
          "zstd",
          new Codec(
              "com.github.luben:zstd-jni",
              List.of("com.github.luben.zstd.ZstdOutputStreamNoFinalizer")));

  /** Why a {@code compression.type} cannot be used, and what to add; empty if it can. */
  public static Optional<String> whyUnusable(String compressionType) {
    Codec codec = IN_JARS.get(compressionType);
    if (codec == null) {
      return Optional.empty(); // no compression, gzip, or a codec that this library does not know
    }
    return codec
        .failure()
        .map(
            failure ->
                compressionType
                    + " cannot be loaded ("
                    + failure
                    + "); is "
                    + codec.artifact
                    + " on the class path?");
  }

  private Optional<Throwable> failure() {
    try {
      for (String name : classes) {
        Class.forName(name, true, KafkaProducer.class.getClassLoader());
      }
      return Optional.empty();
    } catch (Throwable e) { // no class, or whatever a native library says that does not fit
      return Optional.of(e);
    }
  }
}
