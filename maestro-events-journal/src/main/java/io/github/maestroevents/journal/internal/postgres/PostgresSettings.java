package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a journal in PostgreSQL, checked.
 *
 * @param destination what its events are for; only journals of one destination adopt each other's
 * @param node the name of the host
 * @param schema where the tables are; null for where the connection would create them
 * @param trustedOwner a role that may own the tables beside the connection's own, or null
 * @param leaseTime how long a host may be silent before it counts as dead
 * @param maxBytes the quota of this node's events
 * @param clock for what people read
 */
public record PostgresSettings(
    String destination,
    String node,
    @Nullable String schema,
    @Nullable String trustedOwner,
    Duration leaseTime,
    long maxBytes,
    DeliveryClock clock) {}
