#pragma once

#include <glib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * free_port:
 *
 * A port that is free now and stays so while nobody listens there: not one of those that the system gives to whoever
 * connects, which a node that was killed would find taken when it comes back.
 *
 * Returns: the port
 */
static inline guint16
free_port (void)
{
  static guint asked;

  for (;;)
    {
      guint16 port = (guint16) (10000 + ((guint) getpid () * 37 + asked++ * 7) % 20000);
      struct sockaddr_in place = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl (INADDR_ANY),
                                   .sin_port = htons (port) };
      int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      gboolean is_free = bind (fd, (struct sockaddr *) &place, sizeof place) == 0;

      close (fd);
      if (is_free)
        return port;
    }
}
