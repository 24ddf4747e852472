/**
 * A page for people: what each destination does, live, with a day of history in bounded memory.
 * {@code StatusPage} makes the page, {@code StatusHistory} remembers, {@code StatusServer} serves
 * the page without a web framework.
 */
@NullMarked
package io.github.maestroevents.status;

import org.jspecify.annotations.NullMarked;
