package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.config.PartitionChoice;
import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * One producer, the topics it is known to know, the batches it works on, and whether brokers answer
 * it. A topic is learned by the helper thread and forgotten by whichever thread finds that the
 * producer has to ask for it again; being wrong costs one wait of {@code max.block.ms}, never an
 * event. Safe for use by many threads.
 */
public final class ProducerSession {

  private final Producer<byte[], byte[]> producer;
  private final String brokers;
  private final @Nullable ProducerWatch watch;
  private final @Nullable NetworkThread networkThread;
  private final BrokerContact contact;
  private final FirstContacts firstContacts;
  private final Set<String> knownTopics = ConcurrentHashMap.newKeySet();
  private final AtomicLong handedOver = new AtomicLong();
  private final AtomicLong latestAcknowledged = new AtomicLong();

  // Batches of which events may be with the producer, and the look of the watch before the last
  // of them was handed over.
  private final Map<BatchHandOver, Long> underWay = new ConcurrentHashMap<>();

  // Tells those whose records the producer drops when it is stopped that a part alone had failed.
  private volatile boolean stoppedForAPart;

  private ProducerSession(
      Producer<byte[], byte[]> producer,
      String brokers,
      @Nullable ProducerWatch watch,
      @Nullable NetworkThread networkThread,
      FirstContacts firstContacts) {
    this.producer = producer;
    this.brokers = brokers;
    this.watch = watch;
    this.networkThread = networkThread;
    this.firstContacts = firstContacts;
    this.contact = new BrokerContact(producer);
  }

  /**
   * With a producer that is made for it.
   *
   * @param brokers where the producer finds its brokers, for people
   */
  static ProducerSession start(Map<String, Object> config, String brokers, ProducerWatch watch) {
    Set<Thread> before = NetworkThread.all();
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config);
    return new ProducerSession(
        producer,
        brokers,
        watch,
        NetworkThread.of(producer, before),
        new FirstContacts(PartitionChoice.isKafkas(config)));
  }

  /** With a producer of the host's, which nobody watches. */
  public static ProducerSession ofHost(Producer<byte[], byte[]> producer, String brokers) {
    return new ProducerSession(producer, brokers, null, null, new FirstContacts(false));
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  public String brokers() {
    return brokers;
  }

  /** Whether the producer's thread runs, as far as that can be told. */
  boolean isAlive() {
    return networkThread == null || !networkThread.hasEnded();
  }

  public boolean knows(String topic) {
    return knownTopics.contains(topic);
  }

  /**
   * What the producer knew of a topic is gone. Mostly that is so of others too, because it had
   * nothing to send for a while or has looked for its brokers anew; whoever finds out about each of
   * them by sending waits for each of them.
   */
  void forgetTopics() {
    knownTopics.clear();
    firstContacts.forget();
  }

  /**
   * Asks the producer for a topic, which makes its own thread ask the brokers. Waits for the answer
   * as long as {@code max.block.ms}; asking again later finds what came in the meantime.
   *
   * @throws RuntimeException whatever the producer has against the topic, a timeout for no answer
   */
  public void learn(String topic) {
    if (!knows(topic)) {
      firstContacts.learned(topic, producer.partitionsFor(topic).size());
      knownTopics.add(topic);
    }
  }

  /**
   * Asks the producer for a topic as {@link #learn}, and does not wait for the answer: the client
   * makes no interrupted thread wait. A producer of the host's, which may be any, is not asked in
   * this way.
   *
   * @throws RuntimeException what the producer has against the topic, or against all; it tells some
   *     of it only once
   */
  public void ask(String topic) {
    if (watch == null || knows(topic)) {
      return;
    }
    Thread.currentThread().interrupt();
    try {
      learn(topic);
    } catch (InterruptException e) {
      // No answer yet, and whoever asks and waits is told why.
    } finally {
      boolean unused = Thread.interrupted();
    }
  }

  /** What is known of the producer's brokers. */
  public BrokerContact contact() {
    return contact;
  }

  /** The number of a record that is handed over now. */
  long nextRecord() {
    return handedOver.incrementAndGet();
  }

  /**
   * Called for each record that brokers have acknowledged.
   *
   * @param topic the topic that was chosen for the event
   * @param place where its record is
   */
  void acknowledged(long record, String topic, String key, RecordPlace place) {
    latestAcknowledged.accumulateAndGet(record, Math::max);
    if (watch != null) {
      if (firstContacts.acknowledged(topic, key, place)) {
        knownTopics.remove(topic);
      }
    }
  }

  /**
   * Whether several records of a key may be under way at once. Not to a partition that has
   * acknowledged none of this producer: of a producer it does not know a broker takes any record,
   * so it would take the second after it has refused the first. A producer of the host's is not
   * ours to stop when a record fails, so there is no order to keep with it.
   */
  boolean takesSeveralOf(String key, String topic) {
    return watch == null || firstContacts.isMade(topic, key);
  }

  /**
   * Lets the first record go to the partition of a key.
   *
   * @return to be {@linkplain FirstContact#end ended} with the record; null if another is under way
   */
  @Nullable FirstContact firstContact(String key, String topic) {
    return firstContacts.begin(topic, key);
  }

  /** Where the record of a key goes, as far as it is known. */
  public RecordPlace placeOf(String topic, String key) {
    return firstContacts.placeOf(topic, key);
  }

  /**
   * Whether brokers go on without a record that failed: they have acknowledged one that was handed
   * over after it, and they are still there.
   */
  boolean goesOnWithout(long record) {
    return latestAcknowledged.get() > record && contact.isConnected();
  }

  /** Called before the producer is stopped: what it drops then is no failure of the brokers'. */
  void stopsForAPart() {
    stoppedForAPart = true;
  }

  boolean isStoppedForAPart() {
    return stoppedForAPart;
  }

  /** Called before events of the batch are handed to the producer. */
  void takes(BatchHandOver batch) {
    if (watch != null) {
      underWay.put(batch, watch.begin(this));
    }
  }

  /** Called when the producer has answered for all that it was given of the batch. */
  void isThrough(BatchHandOver batch) {
    // In one step: it may be given more of the batch meanwhile.
    underWay.computeIfPresent(batch, (same, since) -> batch.hasUnderWay() ? since : null);
  }

  /** How many batches the producer has to answer for. */
  int batchesUnderWay() {
    return underWay.size();
  }

  /**
   * Whether the producer has a later event of the key and topic, which might still go out: in the
   * batch behind the position, or in another batch.
   */
  boolean hasLaterUnderWay(BatchHandOver batch, int position, String key, String topic) {
    if (batch.hasLaterUnderWay(position, key)) {
      return true;
    }
    for (BatchHandOver other : underWay.keySet()) {
      if (other != batch && other.hasUnderWay(key, topic)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the producer still owes answers. */
  boolean hasUnderWay() {
    // One that went on to another producer has told that one when it was through.
    underWay.keySet().forEach(this::isThrough);
    return !underWay.isEmpty();
  }

  /** Whether a batch has events without an answer that was handed over before a look. */
  boolean hasUnderWaySince(long look) {
    return hasUnderWay() && underWay.values().stream().anyMatch(since -> since < look);
  }

  /** Reports what the producer has and never will answer for: in doubt, to be retried. */
  public void abandon(Exception why) {
    underWay.keySet().forEach(batch -> batch.abandonUnderWay(this, why));
  }
}
