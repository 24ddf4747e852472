/**
 * Every end of an event, counted, told and logged.
 *
 * <p>Start at {@link io.github.maestroevents.delivery.internal.account.Departures}.
 */
@NullMarked
package io.github.maestroevents.delivery.internal.account;

import org.jspecify.annotations.NullMarked;
