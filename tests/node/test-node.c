#include "jkk-damage.h"
#include "jkk-office-store.h"
#include "node-home.h"
#include "store-fixture.h"

#include <string.h>

typedef struct
{
  Fixture store;
  NodeHome home;
} NodeFixture;

static void
node_set_up (NodeFixture *fixture, gconstpointer data)
{
  fixture_set_up (&fixture->store, NULL);
  node_home_begin (&fixture->home, fixture->store.path);
}

static void
node_tear_down (NodeFixture *fixture, gconstpointer data)
{
  node_home_end (&fixture->home);
  fixture_tear_down (&fixture->store, NULL);
}

static JkkDb *
node_open (NodeFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JkkDb *db = jkk_db_open (fixture->home.address, JKK_DB_DEFAULT, &error);

  g_assert_no_error (error);
  return db;
}

static void
set_name (JkkDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;

  jkk_db_begin_write (db, &error);
  g_assert_no_error (error);
  jkk_office_store_set (db, JKK_OFFICE_NAME, name, &error);
  g_assert_no_error (error);
  jkk_db_commit (db, &error);
  g_assert_no_error (error);
}

static void
assert_name (JkkDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = NULL;

  jkk_db_begin_read (db, &error);
  g_assert_no_error (error);
  stored = jkk_office_store_get (db, JKK_OFFICE_NAME, &error);
  g_assert_no_error (error);
  jkk_db_rollback (db);
  g_assert_cmpstr (stored, ==, name);
}

static void
assert_no_way_in (NodeFixture *fixture, JkkError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkDb) db = jkk_db_open (fixture->home.address, JKK_DB_DEFAULT, &error);

  g_assert_null (db);
  g_assert_error (error, JKK_ERROR, (int) code);
  /* It names the node, so that one knows whom to ask. */
  g_assert_nonnull (strstr (error->message, fixture->home.address));
}

static void
test_two_desks_see_each_other (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) a = node_open (fixture);
  g_autoptr (JkkDb) b = node_open (fixture);

  g_assert_false (jkk_db_changed_elsewhere (b));
  set_name (a, "Cabang Contoh");
  g_assert_true (jkk_db_changed_elsewhere (b));
  g_assert_false (jkk_db_changed_elsewhere (b));
  g_assert_false (jkk_db_changed_elsewhere (a));
  assert_name (b, "Cabang Contoh");
}

/* Somebody else's office has certificates as good as ours, but nobody here vouches for them. */
static void
test_a_key_of_another_office_opens_nothing (NodeFixture *fixture, gconstpointer data)
{
  NodeFixture other = { 0 };

  node_set_up (&other, NULL);
  g_autofree char *path = g_build_filename (fixture->home.folder, "palsu.santun-desk", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (jkk_node_office_add_desk (other.home.folder, "palsu", path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  /* As if it were for our node. */
  g_autofree char *forged = g_strdup_printf ("Santun-Node: %s%s", fixture->home.address, strchr (text, '\n'));
  g_assert_true (g_file_set_contents (path, forged, -1, NULL));
  g_autofree char *address = jkk_desk_key_join (path, &error);
  g_assert_no_error (error);

  assert_no_way_in (fixture, JKK_ERROR_REFUSED);
  node_tear_down (&other, NULL);
}

/* It was signed by the office, but the office does not know it: the list counts, not the signature alone. */
static void
test_a_desk_that_is_not_on_the_list_is_barred (NodeFixture *fixture, gconstpointer data)
{
  g_autofree char *list = g_build_filename (fixture->home.folder, "desks.conf", NULL);

  g_assert_true (g_file_set_contents (list, "", 0, NULL));
  assert_no_way_in (fixture, JKK_ERROR_REFUSED);
}

static void
test_a_revoked_desk_is_sent_away_at_once (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);
  g_autoptr (GError) error = NULL;

  set_name (db, "Cabang Contoh");
  jkk_node_office_bar_desk (fixture->home.folder, "meja-1", &error);
  g_assert_no_error (error);
  jkk_node_look (fixture->home.node);

  g_assert_false (jkk_db_begin_write (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  assert_no_way_in (fixture, JKK_ERROR_REFUSED);

  /* With a new desk file it comes in again. */
  g_autofree char *address = node_home_join (&fixture->home, "meja-1");
  g_autoptr (JkkDb) again = node_open (fixture);
  assert_name (again, "Cabang Contoh");
}

/* A desk's certificate does not make a node: whoever plays the node with it is not believed. */
static void
test_a_desk_cannot_play_the_node (NodeFixture *fixture, gconstpointer data)
{
  g_autofree char *desk = g_build_filename (fixture->home.folder, "baru.santun-desk", NULL);
  g_autofree char *node = g_build_filename (fixture->home.folder, "node.pem", NULL);
  g_autofree char *text = NULL;

  g_clear_pointer (&fixture->home.node, jkk_node_stop);
  g_assert_true (g_file_get_contents (desk, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (node, strchr (text, '\n') + 1, -1, NULL));
  node_home_start (&fixture->home);
  assert_no_way_in (fixture, JKK_ERROR_REFUSED);
}

static void
test_a_node_under_another_name_is_not_believed (NodeFixture *fixture, gconstpointer data)
{
  g_autofree char *conf = g_build_filename (fixture->home.folder, "node.conf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (conf, &text, NULL, NULL));
  g_autoptr (GString) changed = g_string_new (text);
  g_string_replace (changed, "localhost", "kantor-lain.example", 0);
  g_assert_true (g_file_set_contents (conf, changed->str, -1, NULL));
  jkk_node_office_renew (fixture->home.folder, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->home.node, jkk_node_stop);
  node_home_start (&fixture->home);
  assert_no_way_in (fixture, JKK_ERROR_REFUSED);
}

static void
test_when_the_node_is_away_it_is_said (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->home.node, jkk_node_stop);
  g_assert_false (jkk_db_begin_write (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  g_clear_error (&error);
  /* The second time at once, without another try. */
  g_assert_false (jkk_db_begin_read (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  g_assert_false (jkk_db_changed_elsewhere (db));
  assert_no_way_in (fixture, JKK_ERROR_AWAY);
}

/* Over a line from before a restart nothing was begun: the next transaction simply takes another. */
static void
test_a_restart_between_two_transactions_is_not_noticed (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);

  set_name (db, "Sebelum");
  g_clear_pointer (&fixture->home.node, jkk_node_stop);
  node_home_start (&fixture->home);
  set_name (db, "Sesudah");
  assert_name (db, "Sesudah");
}

static void
test_a_restart_within_a_transaction_takes_it_back (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);
  g_autoptr (GError) error = NULL;

  set_name (db, "Sebelum");
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_assert_true (jkk_office_store_set (db, JKK_OFFICE_NAME, "Di tengah", NULL));
  g_clear_pointer (&fixture->home.node, jkk_node_stop);
  node_home_start (&fixture->home);
  /* Neither the rest nor the end goes over another line. */
  g_assert_false (jkk_office_store_set (db, JKK_OFFICE_NAME, "Sisa", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  g_clear_error (&error);
  g_assert_false (jkk_db_commit (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  assert_name (db, "Sebelum");
}

/* ---- The answer to a commit is lost ------------------------------------------------------------------------------ */

/* Between desk and node: hands everything on, until it is told to swallow what the node answers and to hang up. */
typedef struct
{
  GSocketListener *listener;
  guint16 port, node_port;
  GCancellable *stopped;
  GThread *thread;
  int swallows; /* atomic */
  gboolean drops_question;
} Middle;

typedef struct
{
  Middle *middle;
  GIOStream *from, *to;
  gboolean is_answer;
} Way;

static gpointer
hand_on (gpointer data)
{
  Way *way = data;
  GInputStream *from = g_io_stream_get_input_stream (way->from);
  GOutputStream *to = g_io_stream_get_output_stream (way->to);
  guint8 bytes[16384];
  gssize n_read;

  while ((n_read = g_input_stream_read (from, bytes, sizeof bytes, way->middle->stopped, NULL)) > 0)
    {
      gboolean swallows = g_atomic_int_get (&way->middle->swallows) != 0;

      if (swallows && (way->is_answer || way->middle->drops_question))
        break;
      if (!g_output_stream_write_all (to, bytes, n_read, NULL, way->middle->stopped, NULL))
        break;
    }
  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (way->from)), TRUE, TRUE, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (way->to)), TRUE, TRUE, NULL);
  return NULL;
}

static gpointer
stand_between (gpointer data)
{
  Middle *middle = data;
  GSocketConnection *desk;

  while ((desk = g_socket_listener_accept (middle->listener, NULL, middle->stopped, NULL)) != NULL)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnection) owned = desk;
      g_autoptr (GSocketConnection) node =
          g_socket_client_connect_to_host (client, "localhost", middle->node_port, NULL, NULL);
      Way there = { middle, G_IO_STREAM (desk), G_IO_STREAM (node), FALSE };
      Way back = { middle, G_IO_STREAM (node), G_IO_STREAM (desk), TRUE };

      g_assert_nonnull (node);
      GThread *thread = g_thread_new ("there", hand_on, &there);
      hand_on (&back);
      g_thread_join (thread);
      /* Whoever comes again finds an honest line. */
      g_atomic_int_set (&middle->swallows, 0);
    }
  return NULL;
}

static void
middle_start (Middle *middle, guint16 node_port)
{
  middle->listener = g_socket_listener_new ();
  middle->port = g_socket_listener_add_any_inet_port (middle->listener, NULL, NULL);
  middle->node_port = node_port;
  middle->stopped = g_cancellable_new ();
  middle->thread = g_thread_new ("middle", stand_between, middle);
}

static void
middle_stop (Middle *middle)
{
  g_cancellable_cancel (middle->stopped);
  g_thread_join (middle->thread);
  g_object_unref (middle->listener);
  g_object_unref (middle->stopped);
}

/* The same key, under the address of whoever stands between. */
static char *
join_through (NodeFixture *fixture, Middle *middle)
{
  g_autofree char *path = g_build_filename (fixture->home.folder, "baru.santun-desk", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_autofree char *moved = g_strdup_printf ("Santun-Node: santun://localhost:%u%s", middle->port, strchr (text, '\n'));
  g_assert_true (g_file_set_contents (path, moved, -1, NULL));
  char *address = jkk_desk_key_join (path, &error);
  g_assert_no_error (error);
  return address;
}

static gboolean
commit_over_a_broken_line (NodeFixture *fixture, gboolean drops_question, GError **error)
{
  Middle middle = { .drops_question = drops_question };

  middle_start (&middle, fixture->home.port);
  g_autofree char *address = join_through (fixture, &middle);
  g_autofree char *keys = jkk_desk_key_folder (address);
  JkkDb *db = jkk_db_open (address, JKK_DB_DEFAULT, NULL);
  g_assert_nonnull (db);
  g_assert_true (jkk_db_begin_write (db, NULL));
  g_assert_true (jkk_office_store_set (db, JKK_OFFICE_NAME, "Di saat terakhir", NULL));
  g_atomic_int_set (&middle.swallows, 1);
  gboolean kept = jkk_db_commit (db, error);

  jkk_db_close (db);
  middle_stop (&middle);
  remove_folder (keys);
  return kept;
}

static void
test_a_commit_whose_answer_was_lost_has_one_effect (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);
  g_autoptr (GError) error = NULL;

  set_name (db, "Sebelum");
  gboolean kept = commit_over_a_broken_line (fixture, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (kept);
  assert_name (db, "Di saat terakhir");
}

static void
test_a_commit_that_never_arrived_has_none (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);
  g_autoptr (GError) error = NULL;

  set_name (db, "Sebelum");
  g_assert_false (commit_over_a_broken_line (fixture, TRUE, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_AWAY);
  assert_name (db, "Sebelum");
}

static void
test_one_port_has_one_node (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkNode) second = jkk_node_start (fixture->home.folder, &error);

  g_assert_null (second);
  g_assert_error (error, JKK_ERROR, JKK_ERROR_BUSY);
}

static void
test_whoever_speaks_otherwise_disturbs_nobody (NodeFixture *fixture, gconstpointer data)
{
  static const char *const noise[] = { "GET / HTTP/1.0\r\n\r\n", "\x16\x03\x01\xff\xff", "" };
  g_autoptr (JkkDb) db = node_open (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnection) line =
          g_socket_client_connect_to_host (client, "localhost", fixture->home.port, NULL, NULL);

      g_assert_nonnull (line);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (line)), noise[i], strlen (noise[i]), NULL,
                                 NULL, NULL);
    }
  set_name (db, "Cabang Contoh");
}

/* The node knows it; each of its desks says so, and none of them writes any more. */
static void
test_a_desk_hears_of_damage (NodeFixture *fixture, gconstpointer data)
{
  g_autoptr (JkkDb) db = node_open (fixture);
  g_autoptr (GError) error = NULL;

  set_name (db, "Cabang Jambi");
  g_assert_false (jkk_db_is_damaged (db));
  jkk_damage_note (fixture->store.path, "page 7");
  jkk_db_changed_elsewhere (db);
  g_assert_true (jkk_db_is_damaged (db));
  g_assert_false (jkk_db_begin_write (db, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  assert_name (db, "Cabang Jambi");

  jkk_damage_forget (fixture->store.path);
  jkk_db_changed_elsewhere (db);
  g_assert_false (jkk_db_is_damaged (db));
  set_name (db, "Cabang Bungo");
}

#define ADD(name) g_test_add ("/node/node/" #name, NodeFixture, NULL, node_set_up, test_##name, node_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (two_desks_see_each_other);
  ADD (a_key_of_another_office_opens_nothing);
  ADD (a_desk_that_is_not_on_the_list_is_barred);
  ADD (a_revoked_desk_is_sent_away_at_once);
  ADD (a_desk_cannot_play_the_node);
  ADD (a_node_under_another_name_is_not_believed);
  ADD (when_the_node_is_away_it_is_said);
  ADD (a_restart_between_two_transactions_is_not_noticed);
  ADD (a_restart_within_a_transaction_takes_it_back);
  ADD (a_commit_whose_answer_was_lost_has_one_effect);
  ADD (a_commit_that_never_arrived_has_none);
  ADD (a_desk_hears_of_damage);
  ADD (one_port_has_one_node);
  ADD (whoever_speaks_otherwise_disturbs_nobody);
  return g_test_run ();
}
