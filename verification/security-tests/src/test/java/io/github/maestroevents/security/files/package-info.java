/**
 * Attacks by other users of the machine and of the database: planted links, files, tables and
 * classes.
 */
@NullMarked
package io.github.maestroevents.security.files;

import org.jspecify.annotations.NullMarked;
