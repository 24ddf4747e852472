package io.github.maestroevents.journal.internal.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the system says this process is. */
class ThisUserTest {

  @TempDir Path directory;

  @Test
  void user_isTheOneForFiles_withAllGroups() {
    assertThat(
            ThisUser.parse(
                "Name:\tjava\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\nGroups:\t9 4294967294 \n"))
        .contains(new ThisUser(4, Set.of(8, 9, -2)));
  }

  @Test
  void user_withoutFurtherGroups_hasItsOwn() {
    assertThat(ThisUser.parse("Uid:\t1\t1\t1\t1\nGid:\t5\t5\t5\t5\nGroups:\t \n"))
        .contains(new ThisUser(1, Set.of(5)));
  }

  @Test
  void anotherFormat_isNobody() {
    assertThat(ThisUser.parse("")).isEqualTo(Optional.empty());
    assertThat(ThisUser.parse("Uid:\tx\nGid:\t1\n")).isEqualTo(Optional.empty());
  }

  @Test
  void user_ownsWhatThisProcessMakes() throws Exception {
    Path made = Files.createFile(directory.resolve("made"));
    Optional<ThisUser> user = ThisUser.now();
    assumeTrue(user.isPresent(), "needs /proc/self/status");

    assertThat(Files.getAttribute(made, "unix:uid")).isEqualTo(user.get().uid());
  }
}
