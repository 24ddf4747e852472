package io.github.maestroevents.webhook.internal.message;

import java.util.Map;

/**
 * What goes into one request, before it is signed.
 *
 * @param id the {@code webhook-id}: equal for the same events in every attempt
 * @param headers by their names; {@code Content-Type} among them if there is a body to tell of
 * @param content what is signed: the body before it is compressed
 * @param body what is sent; shared with the event, so nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RequestBody(String id, Map<String, String> headers, byte[] content, byte[] body) {}
