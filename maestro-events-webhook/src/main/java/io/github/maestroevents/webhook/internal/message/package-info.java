/** Events as bodies and headers of requests. Start at {@code RequestForm}. */
@NullMarked
package io.github.maestroevents.webhook.internal.message;

import org.jspecify.annotations.NullMarked;
