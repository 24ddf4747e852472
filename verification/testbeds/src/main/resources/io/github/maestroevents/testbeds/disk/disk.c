/*
 * A disk that fails when it is told to, and that writes down what happens to it: a library to be
 * preloaded into a process on Linux (LD_PRELOAD). It stands before the calls of the C library that
 * change files below one directory.
 *
 *   DISK_ROOT     the directory; all else passes untouched
 *   DISK_RECORD   where to write down each change and each sync, in their order; none if not set
 *   DISK_CONTROL  what is written to this file is an order or a mark, and does not reach a disk
 *
 * Orders: "fail FIRST COUNT ERRNO" counts calls from 1 on again and lets COUNT of them fail, from
 * call number FIRST on; "count" puts into the control file how many calls there were since;
 * "mark TEXT" goes into the record. Writes, syncs, cuts, and the making, renaming and removing of
 * files are counted.
 *
 * A record: the kind in one byte, then the inode, two numbers, and two byte strings, each behind
 * its length. Numbers take 8 bytes in the order of the machine.
 *
 *   C made a file: path      M made a directory: path     W wrote: inode, offset, bytes
 *   T cut: inode, size       R renamed: path, path        U removed a file: path
 *   D removed a directory    S synced a file: inode       Y synced a directory: path
 *   E a sync failed: inode   A mark: text
 *
 * What SQLite shares between processes (-shm) is left out: it does not outlive them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 65536
#define NAME(function) __typeof__(function) *real = (__typeof__(function) *) dlsym(RTLD_NEXT, #function)

enum kind { FOREIGN = 0, WATCHED, DIRECTORY, CONTROL };

static char kinds[MOST_FILES];
static char *directories[MOST_FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static const char *control;
static int record = -1;
static long calls;
static long first_failure;
static long failures;
static int failure;

__attribute__((constructor)) static void begin(void) {
  root = getenv("DISK_ROOT");
  control = getenv("DISK_CONTROL");
  const char *file = getenv("DISK_RECORD");
  if (root && file) {
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
    record = real_open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
}

static int is_watched(const char *path) {
  if (!root || !path) return 0;
  size_t length = strlen(root);
  size_t end = strlen(path);
  return strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == 0)
      && !(end > 4 && strcmp(path + end - 4, "-shm") == 0);
}

static enum kind kind_of(int fd) {
  return fd >= 0 && fd < MOST_FILES ? kinds[fd] : FOREIGN;
}

static void put(const void *bytes, size_t length) {
  ssize_t (*real_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = real_write(record, at, length);
    if (done <= 0) abort();
    at += done;
    length -= done;
  }
}

static void tell(char kind, uint64_t inode, uint64_t a, const void *one, size_t one_length,
                 const void *two, size_t two_length) {
  if (record < 0) return;
  char head[1 + 3 * 8];
  uint64_t numbers[3] = {inode, a, one_length};
  head[0] = kind;
  memcpy(head + 1, numbers, sizeof numbers);
  put(head, sizeof head);
  put(one, one_length);
  uint64_t length = two_length;
  put(&length, sizeof length);
  put(two, two_length);
}

static void tell_path(char kind, uint64_t inode, const char *path) {
  tell(kind, inode, 0, path, strlen(path), "", 0);
}

static uint64_t inode_of(int fd) {
  struct stat found;
  int (*real_stat)(int, struct stat *) = dlsym(RTLD_NEXT, "fstat");
  if (!real_stat || real_stat(fd, &found) != 0) return 0;
  return found.st_ino;
}

/* Whether this call is to fail. With the lock held. */
static int fails(void) {
  calls++;
  if (first_failure == 0 || calls < first_failure || calls >= first_failure + failures) return 0;
  errno = failure;
  return 1;
}

static int order(const char *text, size_t length) {
  char line[512];
  size_t used = length < sizeof line - 1 ? length : sizeof line - 1;
  memcpy(line, text, used);
  line[used] = 0;
  if (strncmp(line, "mark ", 5) == 0) {
    tell('A', 0, 0, text + 5, length - 5, "", 0);
  } else if (sscanf(line, "fail %ld %ld %d", &first_failure, &failures, &failure) == 3) {
    calls = 0;
  } else if (strncmp(line, "count", 5) == 0) {
    return 1;
  }
  return 0;
}

static ssize_t obey(int fd, const void *bytes, size_t length) {
  if (order(bytes, length)) {
    char number[32];
    int digits = snprintf(number, sizeof number, "%ld\n", calls);
    int (*real_truncate)(int, off64_t) = dlsym(RTLD_NEXT, "ftruncate64");
    ssize_t (*real_pwrite)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    if (real_truncate(fd, 0) != 0 || real_pwrite(fd, number, digits, 0) != digits) abort();
  }
  return length;
}

/* Opening and closing. */

static int opened(int fd, const char *path, int flags, int was_there) {
  if (fd < 0 || fd >= MOST_FILES) return fd;
  if (control && strcmp(path, control) == 0) {
    kinds[fd] = CONTROL;
  } else if (is_watched(path)) {
    struct stat found;
    if (fstat(fd, &found) != 0) return fd;
    if (S_ISDIR(found.st_mode)) {
      kinds[fd] = DIRECTORY;
      free(directories[fd]);
      directories[fd] = strdup(path);
      return fd;
    }
    kinds[fd] = WATCHED;
    if (!was_there) {
      tell_path('C', found.st_ino, path);
    } else if (flags & O_TRUNC) {
      tell('T', found.st_ino, 0, "", 0, "", 0);
    }
  }
  return fd;
}

static int open_watched(int (*real)(const char *, int, ...), const char *path, int flags,
                        mode_t mode) {
  if (!is_watched(path) && !(control && strcmp(path, control) == 0)) {
    return real(path, flags, mode);
  }
  pthread_mutex_lock(&lock);
  struct stat found;
  int was_there = stat(path, &found) == 0;
  int fd = -1;
  if (was_there || !(flags & O_CREAT) || !is_watched(path) || !fails()) {
    fd = opened(real(path, flags, mode), path, flags, was_there);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return fd;
}

#define OPEN(function)                                        \
  int function(const char *path, int flags, ...) {            \
    mode_t mode = 0;                                          \
    if (flags & (O_CREAT | O_TMPFILE)) {                      \
      va_list more;                                           \
      va_start(more, flags);                                  \
      mode = va_arg(more, mode_t);                            \
      va_end(more);                                           \
    }                                                         \
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #function); \
    return open_watched(real, path, flags, mode);             \
  }

OPEN(open)
OPEN(open64)

int close(int fd) {
  NAME(close);
  if (kind_of(fd) != FOREIGN) kinds[fd] = FOREIGN;
  return real(fd);
}

/* Writing. */

static void wrote(int fd, const void *bytes, ssize_t length, off64_t offset) {
  if (length > 0) tell('W', inode_of(fd), offset, bytes, length, "", 0);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  NAME(write);
  enum kind kind = kind_of(fd);
  if (kind == FOREIGN) return real(fd, bytes, length);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  if (kind == CONTROL) {
    done = obey(fd, bytes, length);
  } else if (!fails()) {
    done = real(fd, bytes, length);
    wrote(fd, bytes, done, lseek64(fd, 0, SEEK_CUR) - done);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}

static ssize_t pwrite_watched(ssize_t (*real)(int, const void *, size_t, off64_t), int fd,
                              const void *bytes, size_t length, off64_t offset) {
  if (kind_of(fd) != WATCHED) return real(fd, bytes, length, offset);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  if (!fails()) {
    done = real(fd, bytes, length, offset);
    wrote(fd, bytes, done, offset);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  NAME(pwrite64);
  return pwrite_watched(real, fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  return pwrite_watched(real, fd, bytes, length, offset);
}

/* One part at a time, as a kernel may do. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
  NAME(writev);
  if (kind_of(fd) == FOREIGN || count == 0) return real(fd, parts, count);
  return write(fd, parts[0].iov_base, parts[0].iov_len);
}

/* Whoever copies within the kernel is to do it by itself. */
ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) {
  ssize_t (*real)(int, int, off64_t *, size_t) = dlsym(RTLD_NEXT, "sendfile64");
  if (kind_of(out) == FOREIGN) return real(out, in, offset, count);
  errno = EINVAL;
  return -1;
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
  NAME(copy_file_range);
  if (kind_of(out) == FOREIGN) return real(in, from, out, to, count, flags);
  errno = ENOSYS;
  return -1;
}

static int truncate_watched(int (*real)(int, off64_t), int fd, off64_t size) {
  if (kind_of(fd) != WATCHED) return real(fd, size);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    result = real(fd, size);
    if (result == 0) tell('T', inode_of(fd), size, "", 0, "", 0);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

int ftruncate64(int fd, off64_t size) {
  NAME(ftruncate64);
  return truncate_watched(real, fd, size);
}

int ftruncate(int fd, off_t size) {
  int (*real)(int, off64_t) = dlsym(RTLD_NEXT, "ftruncate64");
  return truncate_watched(real, fd, size);
}

/* Syncing. */

static int sync_watched(int (*real)(int), int fd) {
  enum kind kind = kind_of(fd);
  if (kind != WATCHED && kind != DIRECTORY) return real(fd);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (fails()) {
    if (kind == WATCHED) tell('E', inode_of(fd), 0, "", 0, "", 0);
  } else {
    result = 0; /* the disk is a simulation, and a real sync takes long */
    if (kind == DIRECTORY) {
      tell_path('Y', 0, directories[fd]);
    } else {
      tell('S', inode_of(fd), 0, "", 0, "", 0);
    }
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

int fsync(int fd) {
  NAME(fsync);
  return sync_watched(real, fd);
}

int fdatasync(int fd) {
  NAME(fdatasync);
  return sync_watched(real, fd);
}

/* Names. */

static int name_watched(int (*real)(const char *), char kind, const char *path) {
  if (!is_watched(path)) return real(path);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    result = real(path);
    if (result == 0) tell_path(kind, 0, path);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

int unlink(const char *path) {
  NAME(unlink);
  return name_watched(real, 'U', path);
}

int rmdir(const char *path) {
  NAME(rmdir);
  return name_watched(real, 'D', path);
}

int remove(const char *path) {
  struct stat found;
  if (lstat(path, &found) == 0 && S_ISDIR(found.st_mode)) return rmdir(path);
  return unlink(path);
}

int mkdir(const char *path, mode_t mode) {
  NAME(mkdir);
  if (!is_watched(path)) return real(path, mode);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    result = real(path, mode);
    if (result == 0) tell_path('M', 0, path);
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

int rename(const char *from, const char *to) {
  NAME(rename);
  if (!is_watched(from) && !is_watched(to)) return real(from, to);
  pthread_mutex_lock(&lock);
  int result = -1;
  if (!fails()) {
    result = real(from, to);
    if (result == 0) tell('R', 0, 0, from, strlen(from), to, strlen(to));
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}
