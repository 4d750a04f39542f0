#include "jkk-sha256.h"

#include <string.h>

/* What GLib says of the same bytes, also of none, and of such as fill a block of the algorithm. */
static void
test_same_as_glib (void)
{
  g_autofree guchar *bytes = g_malloc (300);

  for (guint i = 0; i < 300; i++)
    bytes[i] = (guchar) (i * 7 + 3);
  for (gsize length = 0; length <= 300; length++)
    {
      g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);
      g_autofree char *found = jkk_sha256 (bytes, length);

      g_assert_cmpstr (found, ==, expected);
    }
}

/* The published example of FIPS 180-4. */
static void
test_published (void)
{
  g_autofree char *found = jkk_sha256 ("abc", 3);

  g_assert_cmpstr (found, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_in_pieces (void)
{
  const char *text = "Klaim jaminan kecelakaan kerja";
  g_autofree char *whole = jkk_sha256 (text, strlen (text));

  for (gsize cut = 0; cut <= strlen (text); cut++)
    {
      g_autoptr (JkkSha256) sha256 = jkk_sha256_new ();

      jkk_sha256_add (sha256, text, cut);
      jkk_sha256_add (sha256, text + cut, strlen (text) - cut);
      g_autofree char *found = jkk_sha256_finish (sha256);
      g_assert_cmpstr (found, ==, whole);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sha256/same-as-glib", test_same_as_glib);
  g_test_add_func ("/sha256/published", test_published);
  g_test_add_func ("/sha256/in-pieces", test_in_pieces);
  return g_test_run ();
}
