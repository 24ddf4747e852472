package io.github.maestroevents.internal;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;

/**
 * Jackson's buffers, kept by the factory that uses them. Jackson's own default keeps them in a
 * {@code ThreadLocal}; its other pools lock, or grow without a bound.
 */
final class SpareRecyclers implements RecyclerPool<BufferRecycler> {

  private static final long serialVersionUID = 1L;

  private final transient Spares<BufferRecycler> spares = new Spares<>(BufferRecycler::new);

  /** Another copy is another pool: what is kept is of no use elsewhere. */
  private Object readResolve() {
    return new SpareRecyclers();
  }

  @Override
  public BufferRecycler acquirePooled() {
    return spares.take();
  }

  @Override
  public void releasePooled(BufferRecycler recycler) {
    spares.giveBack(recycler);
  }
}
