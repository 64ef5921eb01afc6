/* Ends the process, or lets the disk be full, at the n-th call that changes a disk.

   Loaded with LD_PRELOAD. disk_arm(n, mode): mode 0 kills (SIGKILL) before the n-th call from now is made;
   mode 1 gives ENOSPC for the n-th and every later call that needs room. disk_count() tells how many calls
   there were since. Only paths below the folder of disk_watch count, so that caches elsewhere do not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static volatile long count = 0, limit = -1;
static volatile int mode = 0;
static char folder[PATH_MAX] = "";

void disk_watch(const char *path) { strncpy(folder, path, PATH_MAX - 1); }
void disk_arm(long n, int how) { count = 0; limit = n; mode = how; }
long disk_count(void) { return count; }

static int inside(const char *path) {
  char whole[PATH_MAX * 2];
  if (!folder[0] || limit < 0 || !path) return 0;
  if (path[0] == '/') return strncmp(path, folder, strlen(folder)) == 0;
  if (!getcwd(whole, PATH_MAX)) return 0;
  return strncmp(whole, folder, strlen(folder)) == 0;
}

static int ours(int fd) {
  char link[64], path[PATH_MAX];
  if (!folder[0] || limit < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, PATH_MAX - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return inside(path);
}

/* 1 where the call shall fail for want of room. */
static int step(int needs_room) {
  long now = __sync_add_and_fetch(&count, 1);
  if (mode == 0 && now == limit) kill(getpid(), SIGKILL);
  if (mode == 1 && now >= limit && needs_room) { errno = ENOSPC; return 1; }
  return 0;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *b, size_t n) { REAL(write); if (ours(fd) && step(1)) return -1; return real(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { REAL(pwrite); if (ours(fd) && step(1)) return -1; return real(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { REAL(pwrite64); if (ours(fd) && step(1)) return -1; return real(fd, b, n, o); }
ssize_t writev(int fd, const struct iovec *v, int n) { REAL(writev); if (ours(fd) && step(1)) return -1; return real(fd, v, n); }
int fsync(int fd) { REAL(fsync); if (ours(fd) && step(0)) return -1; return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); if (ours(fd) && step(0)) return -1; return real(fd); }
int ftruncate(int fd, off_t n) { REAL(ftruncate); if (ours(fd) && step(0)) return -1; return real(fd, n); }
int ftruncate64(int fd, off64_t n) { REAL(ftruncate64); if (ours(fd) && step(0)) return -1; return real(fd, n); }
int fallocate(int fd, int m, off_t o, off_t n) { REAL(fallocate); if (ours(fd) && step(1)) return -1; return real(fd, m, o, n); }
int rename(const char *a, const char *b) { REAL(rename); if (inside(b) && step(0)) return -1; return real(a, b); }
int renameat(int c, const char *a, int d, const char *b) { REAL(renameat); if (inside(b) && step(0)) return -1; return real(c, a, d, b); }
int unlink(const char *a) { REAL(unlink); if (inside(a) && step(0)) return -1; return real(a); }
int unlinkat(int d, const char *a, int f) { REAL(unlinkat); if ((a[0] == '/' ? inside(a) : ours(d)) && step(0)) return -1; return real(d, a, f); }
int rmdir(const char *a) { REAL(rmdir); if (inside(a) && step(0)) return -1; return real(a); }
int mkdir(const char *a, mode_t m) { REAL(mkdir); if (inside(a) && step(1)) return -1; return real(a, m); }
int link(const char *a, const char *b) { REAL(link); if (inside(b) && step(1)) return -1; return real(a, b); }

static int opened(const char *a, int flags) { return (flags & O_CREAT) && inside(a) && step(1); }
int open(const char *a, int flags, ...) {
  REAL(open); va_list l; va_start(l, flags); mode_t m = va_arg(l, mode_t); va_end(l);
  return opened(a, flags) ? -1 : real(a, flags, m);
}
int open64(const char *a, int flags, ...) {
  REAL(open64); va_list l; va_start(l, flags); mode_t m = va_arg(l, mode_t); va_end(l);
  return opened(a, flags) ? -1 : real(a, flags, m);
}
