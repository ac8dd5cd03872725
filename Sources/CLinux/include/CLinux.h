#ifndef EDUTRAC_CLINUX_H
#define EDUTRAC_CLINUX_H

#include <poll.h>
#include <stddef.h>
#include <sys/types.h>

/* What Swift's Glibc module lacks, because it is built without _GNU_SOURCE.
 * Every function returns -1 and sets errno when it fails, unless it says otherwise. */

/* Who is at the other end of a connected unix socket (SO_PEERCRED): the credentials it had
 * when it called connect(2). 0 on success. */
int edutrac_peer_credentials(int fd, uid_t *uid, gid_t *gid, pid_t *pid);

/* The master of a new pseudo-terminal, non-blocking, close-on-exec, granted and unlocked. The
 * path of its slave is written to `name`. Returns the descriptor. */
int edutrac_open_pseudo_terminal(char *name, size_t capacity);

/* Blocks the `count` signals in the calling thread (and those it starts later) and returns a
 * non-blocking, close-on-exec descriptor that is readable when one of them is pending. */
int edutrac_signal_descriptor(const int *signals, size_t count);

/* Takes one pending signal from such a descriptor: its number, or 0 when there is none. */
int edutrac_next_signal(int fd);

/* accept4(2) with SOCK_NONBLOCK and SOCK_CLOEXEC. */
int edutrac_accept(int fd);

/* poll(2), but a timeout in seconds that may be fractions of a millisecond; below 0 waits for ever. */
int edutrac_poll(struct pollfd *entries, size_t count, double seconds);

#endif
