/* What the engine of a group alone carries: three members in this process, no TLS and no desks between, one writer who
 * takes in the same cases as the desks of bench-desks.
 *
 *   bench-engine */
#include "desk-crew.h"
#include "jkk-db-group.h"
#include "jkk-dqlite.h"
#include "jkk-node-engine.h"
#include "jkk-node-office.h"
#include "store-fixture.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MEMBERS 3
#define SECONDS 5

static JkkNodeEngine *engines[MEMBERS];

static guint
member_of (const char *address)
{
  return (guint) g_ascii_strtoull (strchr (address, ':') + 1, NULL, 10) - 1;
}

/* The others are in this process: the line is a plain one. */
static gboolean
dial_cb (const char *address, int *fd, gpointer data)
{
  struct sockaddr_un place = { .sun_family = AF_UNIX };
  JkkNodeEngine *other = engines[member_of (address)];

  if (other == NULL)
    return FALSE;
  gsize length = g_strlcpy (place.sun_path, jkk_node_engine_line (other), sizeof place.sun_path);
  place.sun_path[0] = '\0';
  *fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return connect (*fd, (struct sockaddr *) &place, (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)) == 0;
}

static void
start (const char *folder, guint which)
{
  g_autofree char *place = g_strdup_printf ("%s/%u", folder, which);
  g_autofree char *address = g_strdup_printf ("member:%u", which + 1);
  g_autoptr (GError) error = NULL;

  engines[which] = jkk_node_engine_start (place, which + 1, address, JKK_NODE_LATENCY, dial_cb, NULL, &error);
  g_assert_no_error (error);
}

static void
join (guint which)
{
  g_autofree char *address = g_strdup_printf ("member:%u", which + 1);
  g_autoptr (JkkDqlite) line = jkk_dqlite_connect (jkk_node_engine_line (engines[0]));

  g_assert_cmpint (jkk_dqlite_add (line, which + 1, address), ==, 0);
  g_assert_cmpint (jkk_dqlite_assign (line, which + 1, JKK_DQLITE_VOTER), ==, 0);
}

static void
measure (const char *title, JkkDb *db, gboolean (*save) (JkkDb *, GError **))
{
  static CrewDesk desk;
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time (), until = begun + SECONDS * G_TIME_SPAN_SECOND;

  memset (&desk, 0, sizeof desk);
  while (g_get_monotonic_time () < until)
    {
      crew_save_once (db, &desk, save);
      g_assert_cmpint (desk.n_errors, ==, 0);
    }
  Crew crew = { &desk, 1, begun, g_get_monotonic_time () };
  CrewResult result = crew_sum_up (&crew);
  printf ("  %-25s %8.0f %9.1f %9.1f %9.1f\n", title, result.a_second, result.median_ms, result.p99_ms,
          result.longest_ms);
}

int
main (void)
{
  g_assert_true (jkk_db_group_prepare ());
  char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "santun.db", NULL);
  g_autoptr (GError) error = NULL;
  JkkDb *file = jkk_db_open (path, JKK_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (jkk_db_begin_write (file, NULL));
  fixture_insert_account (file, "sari", "Sari Contoh", JKK_ROLE_VERIFIER);
  g_assert_true (jkk_db_commit (file, NULL));
  jkk_db_close (file);
  start (folder, 0);
  jkk_db_group_import (jkk_node_engine_line (engines[0]), path, &error);
  g_assert_no_error (error);
  for (guint i = 1; i < MEMBERS; i++)
    {
      start (folder, i);
      join (i);
    }
  JkkDb *db = jkk_db_open_group (jkk_node_engine_line (engines[0]), path, &error);
  g_assert_no_error (error);
  measure ("cases taken in", db, crew_take_in);
  measure ("saves of a case", db, crew_save);
  jkk_db_close (db);
  for (guint i = 0; i < MEMBERS; i++)
    jkk_node_engine_stop (engines[i]);
  remove_folder (folder);
  return 0;
}
