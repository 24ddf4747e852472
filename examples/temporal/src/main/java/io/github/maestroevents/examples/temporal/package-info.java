/** Events of Temporal, published when they are true. */
@org.jspecify.annotations.NullMarked
package io.github.maestroevents.examples.temporal;
