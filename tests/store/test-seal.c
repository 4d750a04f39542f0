#define _GNU_SOURCE /* memmem */

#include "jkk-seal.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PASSPHRASE "sandi cadangan kantor"

typedef struct
{
  char *folder;
  char *path;
  JkkSeal *seal;
} Place;

static void
place_set_up (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;

  place->folder = make_folder ();
  place->path = g_build_filename (place->folder, "file", NULL);
  place->seal = jkk_seal_new (passphrase, JKK_PASSWORD_COST_MINIMAL, &error);
  g_assert_no_error (error);
}

static void
place_tear_down (Place *place, gconstpointer passphrase)
{
  jkk_seal_free (place->seal);
  remove_folder (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

/* Bytes that no two pieces have alike. */
static GBytes *
make_bytes (gsize length)
{
  guint8 *bytes = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (i * 31 + i / 251);
  return g_bytes_new_take (bytes, length);
}

static void
write_bytes (Place *place, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkSealWriter) writer = jkk_seal_writer_new (place->seal, place->path, &error);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_assert_no_error (error);
  /* In uneven pieces, as they come. */
  for (gsize at = 0; at < length; at += 10007)
    g_assert_true (jkk_seal_writer_add (writer, data + at, MIN (10007, length - at), &error));
  g_assert_true (jkk_seal_writer_end (writer, &error));
}

static GBytes *
read_bytes (Place *place, const char *passphrase, GError **error)
{
  g_autoptr (JkkSeal) seal = jkk_seal_read (place->path, passphrase, error);
  g_autoptr (JkkSealReader) reader = seal != NULL ? jkk_seal_reader_new (seal, place->path, error) : NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[5000];
  gssize n = sizeof buffer;

  if (reader == NULL)
    return NULL;
  while (n == sizeof buffer && (n = jkk_seal_reader_take (reader, buffer, sizeof buffer, error)) > 0)
    g_byte_array_append (bytes, buffer, (guint) n);
  return n >= 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static void
test_what_was_written_is_read (Place *place, gconstpointer passphrase)
{
  static const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 131072, 300001 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = make_bytes (lengths[i]);

      write_bytes (place, bytes);
      g_autoptr (GBytes) read = read_bytes (place, passphrase, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, read));
    }
}

static void
test_without_the_passphrase_nothing_is_read (Place *place, gconstpointer passphrase)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Siti Aminah 3171", 16);
  g_autofree char *file = NULL;
  gsize length;
  gboolean is_locked = FALSE;

  write_bytes (place, bytes);
  g_assert_true (jkk_seal_ask (place->path, &is_locked, NULL));
  g_assert_true (is_locked);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_bytes (place, i == 0 ? NULL : "sandi yang salah", &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
    }
  g_assert_true (g_file_get_contents (place->path, &file, &length, NULL));
  g_assert_null (memmem (file, length, "Siti", 4));
}

static void
test_a_short_passphrase_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_seal_new ("pendek", JKK_PASSWORD_COST_MINIMAL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_INVALID);
}

/* At any place: inside a piece, at its end, in the middle of the head. */
static void
test_a_file_that_was_cut_off_is_never_whole (Place *place, gconstpointer passphrase)
{
  g_autoptr (GBytes) bytes = make_bytes (200000);
  g_autofree char *file = NULL;
  gsize length;

  write_bytes (place, bytes);
  g_assert_true (g_file_get_contents (place->path, &file, &length, NULL));
  const gsize ends[] = { 0, 5, 40, 110, 128, 140, 128 + 65553, 128 + 2 * 65553, length - 1 };
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (place->path, file, (gssize) ends[i], NULL));
      g_assert_null (read_bytes (place, passphrase, &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
    }
}

static void
test_a_changed_byte_is_found (Place *place, gconstpointer passphrase)
{
  g_autoptr (GBytes) bytes = make_bytes (150000);
  g_autofree char *file = NULL;
  gsize length;

  write_bytes (place, bytes);
  g_assert_true (g_file_get_contents (place->path, &file, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      /* What is reserved in the head says nothing. */
      gsize at = (gsize) g_test_rand_int_range (16, (gint32) length);

      file[at] ^= 0x20;
      g_assert_true (g_file_set_contents (place->path, file, (gssize) length, NULL));
      g_autoptr (GBytes) read = read_bytes (place, passphrase, &error);
      file[at] ^= 0x20;
      /* A byte of the head that nothing depends on may be another one, but what is read is then the same. */
      g_assert_true (read == NULL ? error != NULL : g_bytes_equal (read, bytes));
      g_assert_true (at < 128 || read == NULL);
    }
}

static void
test_what_is_put_behind_is_found (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (1000);
  g_autofree char *file = NULL;
  gsize length;

  write_bytes (place, bytes);
  g_assert_true (g_file_get_contents (place->path, &file, &length, NULL));
  g_autofree char *longer = g_malloc0 (length + 70000);
  memcpy (longer, file, length);
  g_assert_true (g_file_set_contents (place->path, longer, (gssize) length + 70000, NULL));
  g_assert_null (read_bytes (place, passphrase, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
}

static void
test_another_file_is_told (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place->path, "SQLite format 3 and so on, and on, and on", -1, NULL));
  g_assert_null (read_bytes (place, passphrase, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_unlink (place->path);
  g_clear_error (&error);
  g_assert_null (read_bytes (place, passphrase, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
test_names_are_the_same_under_one_key_only (Place *place, gconstpointer passphrase)
{
  g_autoptr (JkkSeal) other = jkk_seal_new (NULL, JKK_PASSWORD_COST_MINIMAL, NULL);
  g_autofree char *first = jkk_seal_name (place->seal, "abc");
  g_autofree char *again = jkk_seal_name (place->seal, "abc");
  g_autofree char *elsewhere = jkk_seal_name (other, "abc");

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, elsewhere);
  g_assert_cmpuint (strlen (first), ==, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, passphrase)                                                                                          \
  g_test_add ("/store/seal/" #name, Place, passphrase, place_set_up, test_##name, place_tear_down)
  ADD (what_was_written_is_read, NULL);
  g_test_add ("/store/seal/what_was_locked_is_read", Place, PASSPHRASE, place_set_up, test_what_was_written_is_read,
              place_tear_down);
  ADD (without_the_passphrase_nothing_is_read, PASSPHRASE);
  g_test_add_func ("/store/seal/a_short_passphrase_is_refused", test_a_short_passphrase_is_refused);
  ADD (a_file_that_was_cut_off_is_never_whole, NULL);
  ADD (a_changed_byte_is_found, PASSPHRASE);
  ADD (what_is_put_behind_is_found, NULL);
  ADD (another_file_is_told, NULL);
  ADD (names_are_the_same_under_one_key_only, NULL);

  return g_test_run ();
}
