/** Attacks by texts and sizes that an event, a file, a service or a database brings. */
@NullMarked
package io.github.maestroevents.security.text;

import org.jspecify.annotations.NullMarked;
