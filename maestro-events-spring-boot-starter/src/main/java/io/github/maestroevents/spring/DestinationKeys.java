package io.github.maestroevents.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The keys of a destination in the shape from which editors complete {@code
 * maestro.events.destinations.<name>}. No object of this class is ever used: the library reads
 * text, so that it can tell where each mistake stands. Made by {@code MetadataTest} of the
 * library's own list of keys; do not edit.
 */
public final class DestinationKeys {

  /** For editors. */
  public DestinationKeys() {}

  /** What a returning send proves: in memory, on disk, or at the destination. */
  public void setAcceptance(String value) {}

  /** For webhook. Whether connections to loopback, private and reserved addresses are made. */
  public void setAllowPrivateAddresses(Boolean value) {}

  /** For webhook. The only hosts that get requests, such as example.com and *.example.com. */
  public void setAllowedHosts(List<String> value) {}

  /** How long a send waits for the journal under journaled. */
  public void setAppendTimeout(Duration value) {}

  /** For webhook. The password of basic authentication. */
  public void setBasicPassword(String value) {}

  /** For webhook. The user of basic authentication; with basic-password. */
  public void setBasicUser(String value) {}

  /** What stands below {@code batch}. */
  public Batch getBatch() {
    return new Batch();
  }

  /** How long a batch may stay unanswered before it is retried. */
  public void setBatchTimeout(Duration value) {}

  /** For webhook. A token that every request shows. */
  public void setBearerToken(String value) {}

  /** What stands below {@code circuit-breaker}. */
  public CircuitBreaker getCircuitBreaker() {
    return new CircuitBreaker();
  }

  /** For sqs. The AWS SDK for Java that is used; SDK 1 is for hosts that are still on it. */
  public void setClient(String value) {}

  /**
   * For sqs. The name of a client of the host's, which is used as it is: an SqsAsyncClient of SDK
   * 2, or an AmazonSQS of SDK 1.
   */
  public void setClientBean(String value) {}

  /**
   * For kafka and sqs and webhook. How long closing waits for records that are on their way, within
   * close-timeout.
   */
  public void setClientCloseTimeout(Duration value) {}

  /** For sqs. Whether the client of the host's is closed with the publisher. */
  public void setCloseClient(Boolean value) {}

  /** Whether the publisher closes itself when the JVM ends. */
  public void setCloseOnShutdown(Boolean value) {}

  /** For kafka. Whether the producer of the host's is closed with the publisher. */
  public void setCloseProducer(Boolean value) {}

  /** How long close tries to deliver what is left. */
  public void setCloseTimeout(Duration value) {}

  /**
   * For kafka. The longest that the producer of the host's takes for a record: its
   * delivery.timeout.ms plus its max.block.ms.
   */
  public void setCompletionTimeout(Duration value) {}

  /** How long a send waits for the destination under confirmed. */
  public void setConfirmTimeout(Duration value) {}

  /** For webhook. How long a connection and its TLS may take, within request-timeout. */
  public void setConnectTimeout(Duration value) {}

  /** What stands below {@code dead-letter-file}. */
  public DeadLetterFile getDeadLetterFile() {
    return new DeadLetterFile();
  }

  /** Where events go that will not be delivered: log, file:/path, destination:&lt;name&gt;. */
  public void setDeadLetters(String value) {}

  /**
   * For sqs. Where requests are sent if not to the host of the queue's URL, such as
   * http://proxy.example/sqs.
   */
  public void setEndpoint(String value) {}

  /** What stands below {@code envelope}. */
  public Envelope getEnvelope() {
    return new Envelope();
  }

  /** What stands below {@code filter}. */
  public Filter getFilter() {
    return new Filter();
  }

  /** For webhook. Whether redirects 307 and 308 are followed. */
  public void setFollowRedirects(Boolean value) {}

  /**
   * For webhook. How events stand in a request: one a request with headers, one as JSON, or many.
   */
  public void setFormat(String value) {}

  /** For webhook. How long nothing is sent after an answer 410. */
  public void setGoneFor(Duration value) {}

  /** For webhook. Whether bodies are compressed. */
  public void setGzip(Boolean value) {}

  /** For webhook. Headers for every request, such as headers.X-Team=orders. */
  public void setHeaders(Map<String, String> value) {}

  /** What stands below {@code in-flight}. */
  public InFlight getInFlight() {
    return new InFlight();
  }

  /**
   * Where events lie on disk until they are delivered: none, file:/path, datasource,
   * jdbc:postgresql://….
   */
  public void setJournal(String value) {}

  /** What stands below {@code journaling}. */
  public Journaling getJournaling() {
    return new Journaling();
  }

  /** For kafka. Any property of Kafka's producer, such as kafka.bootstrap.servers=broker:9092. */
  public void setKafka(Map<String, String> value) {}

  /** For log. The level of that line; the body of an event is always logged at debug. */
  public void setLevel(String value) {}

  /** What stands below {@code limits}. */
  public Limits getLimits() {
    return new Limits();
  }

  /** For log. The name of the logger that gets a line for each event. */
  public void setLogger(String value) {}

  /** For kafka. The most events in one batch. */
  public void setMaxBatchEvents(Long value) {}

  /** For webhook. The most bytes of a body before it is compressed. */
  public void setMaxBodyBytes(String value) {}

  /** For webhook. After which age a connection is not used again, so that DNS changes are seen. */
  public void setMaxConnectionAge(Duration value) {}

  /** The largest event that is encoded. */
  public void setMaxEventBytes(String value) {}

  /** For webhook. The most events in a request, where that holds many. */
  public void setMaxRequestEvents(Long value) {}

  /** For webhook. The most requests on their way at once, each on its own connection. */
  public void setMaxRequestsInFlight(Long value) {}

  /** For webhook. The most of a receiver's Retry-After that is obeyed. */
  public void setMaxRetryAfter(Duration value) {}

  /**
   * For sqs. Whether messages of a standard queue have a message group; off for emulators that know
   * no fair queues.
   */
  public void setMessageGroups(Boolean value) {}

  /** For kafka. How long a batch waits for brokers to tell where a topic is. */
  public void setMetadataTimeout(Duration value) {}

  /** Which events are delivered in order among themselves. */
  public void setOrderingKey(String value) {}

  /** What stands below {@code postgresql}. */
  public Postgresql getPostgresql() {
    return new Postgresql();
  }

  /** For webhook. The secret before, which signs too while receivers change. */
  public void setPreviousSigningSecret(String value) {}

  /** For webhook. When the secret before ends to sign, such as 2026-12-31T00:00:00Z. */
  public void setPreviousSigningSecretUntil(String value) {}

  /**
   * For kafka. The name of a Kafka Producer of the host's, which is used as it is; instead of
   * kafka.* settings.
   */
  public void setProducerBean(String value) {}

  /** What stands below {@code queue}. */
  public Queue getQueue() {
    return new Queue();
  }

  /**
   * For sqs. The URL of the queue, such as https://sqs.us-east-1.amazonaws.com/123456789012/events.
   */
  public void setQueueUrl(String value) {}

  /**
   * For sqs. The region to sign requests for, where the queue's URL names none, such as us-east-1.
   */
  public void setRegion(String value) {}

  /** For sqs and webhook. How long one request may take before its events are retried. */
  public void setRequestTimeout(Duration value) {}

  /** Whether a send fails if this destination refuses the event. */
  public void setRequired(Boolean value) {}

  /** What stands below {@code retry}. */
  public Retry getRetry() {
    return new Retry();
  }

  /** For webhook. Signs requests with Ed25519: whsk_ and the key in Base64. */
  public void setSigningPrivateKey(String value) {}

  /** For webhook. Signs requests as Standard Webhooks: whsec_ and a secret in Base64. */
  public void setSigningSecret(String value) {}

  /** What stands below {@code sqlite}. */
  public Sqlite getSqlite() {
    return new Sqlite();
  }

  /** For webhook. Whether events go without their bodies. */
  public void setThin(Boolean value) {}

  /** For kafka. The topic of every event that no other rule has a topic for. */
  public void setTopic(String value) {}

  /** What stands below {@code topics}. */
  public Topics getTopics() {
    return new Topics();
  }

  /** What the destination is; a provider of this type makes its publisher. */
  public void setType(String value) {}

  /**
   * For kafka. For how long events of a topic that does not exist are retried rather than rejected.
   */
  public void setUnknownTopicTimeout(Duration value) {}

  /** For webhook. Where requests go, such as https://example.com/hooks. */
  public void setUri(String value) {}

  /** The keys below {@code batch}. */
  public static final class Batch {

    /** For editors. */
    public Batch() {}

    /** How long an event waits for company. */
    public void setLinger(Duration value) {}

    /** Bytes in a batch. */
    public void setMaxBytes(String value) {}

    /** Events in a batch. */
    public void setMaxEvents(Long value) {}
  }

  /** The keys below {@code circuit-breaker}. */
  public static final class CircuitBreaker {

    /** For editors. */
    public CircuitBreaker() {}

    /** Whether a destination that fails is left alone for a while. */
    public void setEnabled(Boolean value) {}

    /** The share of failed events that opens the circuit. */
    public void setFailureRate(Double value) {}

    /** The longest time between two probes. */
    public void setMaxOpenFor(Duration value) {}

    /** Batches below which nothing is judged. */
    public void setMinCalls(Long value) {}

    /** How long the circuit is open before a probe. */
    public void setOpenFor(Duration value) {}

    /** When an answer is slow. */
    public void setSlowCall(Duration value) {}

    /** The share of slow events that opens the circuit. */
    public void setSlowCallRate(Double value) {}

    /** Batches that are judged. */
    public void setWindow(Long value) {}
  }

  /** The keys below {@code dead-letter-file}. */
  public static final class DeadLetterFile {

    /** For editors. */
    public DeadLetterFile() {}

    /** The largest size of one file. */
    public void setMaxBytes(String value) {}

    /** Files kept, the current included. */
    public void setMaxFiles(Long value) {}
  }

  /** The keys below {@code envelope}. */
  public static final class Envelope {

    /** For editors. */
    public Envelope() {}

    /** The CloudEvents source of Maestro's events: a URI reference, perhaps with {cluster}. */
    public void setSource(String value) {}

    /** What stands before the wire type in the CloudEvents type; the word none for nothing. */
    public void setTypePrefix(String value) {}
  }

  /** The keys below {@code filter}. */
  public static final class Filter {

    /** For editors. */
    public Filter() {}

    /** Clusters whose events go there. */
    public void setClusters(List<String> value) {}

    /** The lowest level that goes there. */
    public void setLevel(String value) {}

    /** Only ends of runs and steps go there. */
    public void setTerminalOnly(Boolean value) {}

    /**
     * Event types that go to the destination; of types that are not Maestro's, a pattern with * and
     * ?.
     */
    public void setTypes(List<String> value) {}

    /** Workflow ids that go there, as patterns with * and ?; with ! in front, those that do not. */
    public void setWorkflows(List<String> value) {}
  }

  /** The keys below {@code in-flight}. */
  public static final class InFlight {

    /** For editors. */
    public InFlight() {}

    /** Batches in flight. */
    public void setMaxBatches(Long value) {}

    /** Bytes of those events. */
    public void setMaxBytes(String value) {}

    /** Events outside the queue. */
    public void setMaxEvents(Long value) {}

    /** The share of memory for events that fail while others are delivered. */
    public void setTroubleShare(Double value) {}
  }

  /** The keys below {@code journaling}. */
  public static final class Journaling {

    /** For editors. */
    public Journaling() {}

    /** How often the journal is asked for what dead neighbours left. */
    public void setAdoptInterval(Duration value) {}

    /** Bytes in one commit. */
    public void setMaxBatchBytes(String value) {}

    /** Events in one commit. */
    public void setMaxBatchEvents(Long value) {}

    /** Bytes read at once. */
    public void setReadAheadBytes(String value) {}

    /** Events read at once. */
    public void setReadAheadEvents(Long value) {}

    /** What happens when the journal is full. */
    public void setWhenFull(String value) {}
  }

  /** The keys below {@code limits}. */
  public static final class Limits {

    /** For editors. */
    public Limits() {}

    /** For sqs. The most messages in a request. */
    public void setMaxEntries(Long value) {}

    /** For sqs. The most bytes of one message; at most limits.max-request-bytes. */
    public void setMaxMessageBytes(String value) {}

    /** For sqs. The most bytes of all messages of a request. */
    public void setMaxRequestBytes(String value) {}
  }

  /** The keys below {@code postgresql}. */
  public static final class Postgresql {

    /** For editors. */
    public Postgresql() {}

    /** For postgresql. How long this host may be silent before others adopt its events. */
    public void setLeaseTime(Duration value) {}

    /** For postgresql. The quota of this host; an event that would pass it is not written. */
    public void setMaxBytes(String value) {}

    /**
     * For postgresql. This host's name among all that share the database; the same after a restart
     * if you write one, never that of two living hosts.
     */
    public void setNode(String value) {}

    /** For postgresql. The user's password, beside jdbc:postgresql:. */
    public void setPassword(String value) {}

    /**
     * For postgresql. The schema of the journal's tables, where it is not the first of the search
     * path.
     */
    public void setSchema(String value) {}

    /**
     * For postgresql. A role that may own the tables although the user is no member of it, such as
     * that of a migration tool.
     */
    public void setTrustedOwner(String value) {}

    /** For postgresql. The user of the database, beside jdbc:postgresql:. */
    public void setUser(String value) {}
  }

  /** The keys below {@code queue}. */
  public static final class Queue {

    /** For editors. */
    public Queue() {}

    /** Events that fit into the queue; rounded up to a power of two. */
    public void setCapacity(Long value) {}

    /** What happens to an event that finds the queue full. */
    public void setOverflow(String value) {}
  }

  /** The keys below {@code retry}. */
  public static final class Retry {

    /** For editors. */
    public Retry() {}

    /** The bound of the first delay. */
    public void setInitialDelay(Duration value) {}

    /** The age at which an event is given up. */
    public void setMaxAge(String value) {}

    /** Attempts in all, the first included. */
    public void setMaxAttempts(String value) {}

    /** The bound that the delays grow to. */
    public void setMaxDelay(Duration value) {}
  }

  /** The keys below {@code sqlite}. */
  public static final class Sqlite {

    /** For editors. */
    public Sqlite() {}

    /** For sqlite. What stays free on the journal's disk for others; 0 for none. */
    public void setKeepFree(String value) {}

    /** For sqlite. The quota of the journal's file; an event that would pass it is not written. */
    public void setMaxBytes(String value) {}

    /**
     * For sqlite. What becomes of a file that SQLite cannot open: fail leaves it and fails,
     * set-aside renames it and begins a new one with what can be read.
     */
    public void setOnDamage(String value) {}
  }

  /** The keys below {@code topics}. */
  public static final class Topics {

    /** For editors. */
    public Topics() {}

    /**
     * For kafka. A topic for each cluster of the engine, as it is named in a source
     * /maestro/CLUSTER.
     */
    public void setByCluster(Map<String, String> value) {}

    /** For kafka. A topic for each source of events. */
    public void setBySource(Map<String, String> value) {}

    /**
     * For kafka. A topic for each type of event, such as
     * topics.by-type.STEP_INSTANCE_STATUS_CHANGE_EVENT=steps.
     */
    public void setByType(Map<String, String> value) {}
  }
}
