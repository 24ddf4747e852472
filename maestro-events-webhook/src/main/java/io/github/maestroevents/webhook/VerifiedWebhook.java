package io.github.maestroevents.webhook;

import java.time.Instant;

/**
 * A request whose signature is right.
 *
 * @param id its {@code webhook-id}
 * @param sentAt when the sender made this attempt
 * @param repeated whether a request with this id was handled before: a second attempt of a sender
 *     that has not seen the answer to the first, or somebody who plays it again. Answer with 200
 *     and do nothing else
 * @param inProgress whether an earlier request with this id is being handled at this moment. Answer
 *     with 503, so that the sender asks again: the handling may fail
 */
public record VerifiedWebhook(String id, Instant sentAt, boolean repeated, boolean inProgress) {}
