/** Events of Flowable, published when they are true. */
@org.jspecify.annotations.NullMarked
package io.github.maestroevents.examples.flowable;
