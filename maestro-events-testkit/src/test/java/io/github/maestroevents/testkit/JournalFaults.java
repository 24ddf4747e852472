package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.JournalFault.fault;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ways to break the rules for a journal. */
final class JournalFaults {

  private JournalFaults() {}

  static List<JournalFault> all() {
    return List.of(
        fault("numbers on from nowhere", "301", NumbersOnFromNowhere::new),
        fault("adopts what nobody left", "301", AdoptsWhatNobodyLeft::new),
        fault("forgets attributes", "302", ForgetsAttributes::new),
        fault("reads in the order of writing", "303", ReadsInTheOrderOfWriting::new),
        fault("reads from the place it is given on", "303", ReadsFromThePlaceItIsGivenOn::new),
        fault("reads without a bound on bytes", "304", ReadsWithoutABoundOnBytes::new),
        fault("never reads a large event", "304", NeverReadsALargeEvent::new),
        fault("fails to forget what is not there", "305", FailsToForgetWhatIsNotThere::new),
        fault("forgets everything at once", "305 306", ForgetsEverythingAtOnce::new),
        fault("begins anew when it is opened", "306", BeginsAnewWhenItIsOpened::new),
        fault("numbers on from its count", "306", NumbersOnFromItsCount::new),
        fault("overwrites", "307", Overwrites::new),
        fault("fails on what is there", "307", FailsOnWhatIsThere::new),
        fault("takes no more than a thousand", "308", TakesNoMoreThanAThousand::new),
        fault("fails when it is closed twice", "306 309", FailsWhenItIsClosedTwice::new));
  }

  private static final class NumbersOnFromNowhere extends InMemoryJournal {
    NumbersOnFromNowhere(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public long lastSequence() {
      return super.lastSequence() + 100;
    }
  }

  private static final class AdoptsWhatNobodyLeft extends InMemoryJournal {
    AdoptsWhatNobodyLeft(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public int adopt(long nextSequence) {
      return 1;
    }
  }

  private static final class ForgetsAttributes extends InMemoryJournal {
    ForgetsAttributes(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
      return super.read(after, maxEntries, maxBytes).stream().map(this::without).toList();
    }

    private JournalEntry without(JournalEntry entry) {
      EncodedEvent event = entry.event();
      return new JournalEntry(
          entry.sequence(),
          entry.acceptedAt(),
          new EncodedEvent(
              event.id(),
              event.type(),
              event.level(),
              event.orderingKey(),
              event.contentType(),
              event.payload(),
              Map.of()));
    }
  }

  private static final class ReadsInTheOrderOfWriting extends InMemoryJournal {
    private final List<Long> written = new ArrayList<>();

    ReadsInTheOrderOfWriting(TreeMap<Long, JournalEntry> disk) {
      super(disk);
      written.addAll(disk.keySet());
    }

    @Override
    public void append(List<JournalEntry> entries) {
      entries.stream()
          .map(JournalEntry::sequence)
          .filter(sequence -> !disk.containsKey(sequence))
          .forEach(written::add);
      super.append(entries);
    }

    @Override
    public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
      List<Long> found =
          super.read(after, maxEntries, maxBytes).stream().map(JournalEntry::sequence).toList();
      return written.stream().filter(found::contains).map(disk::get).toList();
    }
  }

  private static final class ReadsFromThePlaceItIsGivenOn extends InMemoryJournal {
    ReadsFromThePlaceItIsGivenOn(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
      return super.read(after - 1, maxEntries, maxBytes);
    }
  }

  private static final class ReadsWithoutABoundOnBytes extends InMemoryJournal {
    ReadsWithoutABoundOnBytes(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
      return super.read(after, maxEntries, Long.MAX_VALUE);
    }
  }

  private static final class NeverReadsALargeEvent extends InMemoryJournal {
    NeverReadsALargeEvent(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
      List<JournalEntry> found = super.read(after, maxEntries, maxBytes);
      return found.stream().filter(entry -> entry.event().sizeBytes() <= maxBytes).toList();
    }
  }

  private static final class FailsToForgetWhatIsNotThere extends InMemoryJournal {
    FailsToForgetWhatIsNotThere(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public void acknowledge(long[] sequences) {
      if (!Arrays.stream(sequences).allMatch(disk::containsKey)) {
        throw new JournalException("not there");
      }
      super.acknowledge(sequences);
    }
  }

  private static final class ForgetsEverythingAtOnce extends InMemoryJournal {
    ForgetsEverythingAtOnce(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public void acknowledge(long[] sequences) {
      disk.clear();
    }
  }

  private static final class BeginsAnewWhenItIsOpened extends InMemoryJournal {
    BeginsAnewWhenItIsOpened(TreeMap<Long, JournalEntry> disk) {
      super(disk);
      disk.clear();
    }
  }

  private static final class NumbersOnFromItsCount extends InMemoryJournal {
    NumbersOnFromItsCount(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public long lastSequence() {
      return disk.size();
    }
  }

  private static final class Overwrites extends InMemoryJournal {
    Overwrites(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public void append(List<JournalEntry> entries) {
      entries.forEach(entry -> disk.put(entry.sequence(), entry));
    }
  }

  private static final class FailsOnWhatIsThere extends InMemoryJournal {
    FailsOnWhatIsThere(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public void append(List<JournalEntry> entries) {
      if (entries.stream().anyMatch(entry -> disk.containsKey(entry.sequence()))) {
        throw new JournalException("there already");
      }
      super.append(entries);
    }
  }

  private static final class TakesNoMoreThanAThousand extends InMemoryJournal {
    TakesNoMoreThanAThousand(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public void append(List<JournalEntry> entries) {
      super.append(entries.subList(0, Math.min(1000, entries.size())));
    }
  }

  private static final class FailsWhenItIsClosedTwice extends InMemoryJournal {
    private boolean closed;

    FailsWhenItIsClosedTwice(TreeMap<Long, JournalEntry> disk) {
      super(disk);
    }

    @Override
    public void close() {
      if (closed) {
        throw new JournalException("closed twice");
      }
      closed = true;
    }
  }
}
