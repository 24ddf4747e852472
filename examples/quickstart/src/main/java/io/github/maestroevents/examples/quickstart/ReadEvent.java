package io.github.maestroevents.examples.quickstart;

/**
 * An event as a consumer found it on the topic.
 *
 * @param id the header {@code ce_id}, empty if there was none
 * @param key the record's key
 * @param json the record's value, in UTF-8
 */
record ReadEvent(String id, String key, String json) {}
