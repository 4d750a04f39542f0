#include "jkk-documents.h"
#include "jkk-work-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A picture of one point. */
static const guint8 png[] = { 137, 80, 78,  71, 13, 10, 26, 10,  0,   0,  0,   13, 73,  72,  68,  82, 0,
                              0,   0,  1,   0,  0,  0,  1,  8,   0,   0,  0,   0,  58,  126, 155, 85, 0,
                              0,   0,  10,  73, 68, 65, 84, 120, 156, 99, 248, 15, 0,   1,   1,   1,  0,
                              177, 56, 246, 20, 0,  0,  0,  0,   73,  69, 78,  68, 174, 66,  96,  130 };

static char *
put (Fixture *fixture, const char *name, const void *data, gsize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  return path;
}

static JkkPaperFile *
picture (Fixture *fixture, const char *name)
{
  g_autofree char *path = put (fixture, name, png, sizeof png);
  g_autoptr (GError) error = NULL;
  JkkPaperFile *file = jkk_documents_read (path, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static JkkCase *
attached (Fixture *fixture, gint64 id, const JkkPaperFile *file, const char *kind, GError **error)
{
  g_autoptr (JkkCase) jcase = load (fixture, id);
  g_autoptr (JkkOutcome) outcome = jkk_documents_attach (fixture->office, jcase, file, kind, NULL, error);

  return outcome != NULL ? jkk_case_ref (outcome->jcase) : NULL;
}

static const JkkDocument *
last_of (const JkkCase *jcase)
{
  return jcase->documents->pdata[jcase->documents->len - 1];
}

static void
test_a_scan_is_kept_under_its_fingerprint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "sari");
  gint64 id = take_in (fixture);
  g_autoptr (JkkPaperFile) file = picture (fixture, "ktp budi.png");
  g_assert_cmpstr (file->media_type, ==, "image/png");
  g_autoptr (JkkCase) jcase = attached (fixture, id, file, "ktp", &error);
  g_assert_no_error (error);
  const JkkDocument *document = last_of (jcase);
  g_assert_cmpstr (document->title, ==, "ktp budi.png");
  g_assert_cmpint (document->size, ==, sizeof png);
  g_assert_cmpint (document->received_day, ==, jkk_day_new (2026, 5, 5));
  g_assert_cmpint (document->complete, ==, JKK_NONE);
  g_autoptr (GBytes) bytes = jkk_documents_load (fixture->office, document, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), png, sizeof png);
}

static void
test_the_same_file_is_attached_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, kind = NULL;

  sign_in (fixture, "sari");
  gint64 id = take_in (fixture);
  g_autoptr (JkkPaperFile) file = picture (fixture, "a.png");
  g_autoptr (JkkPaperFile) again = picture (fixture, "b.png");
  g_assert_null (attached (fixture, id, file, "surat-cinta", &kind));
  g_assert_error (kind, JKK_ERROR, JKK_ERROR_INVALID);
  g_autoptr (JkkCase) jcase = attached (fixture, id, file, "ktp", NULL);
  g_assert_null (attached (fixture, id, again, "kk1", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "a.png"));
}

static void
judge (Fixture *fixture, gint64 id, guint row, gint64 complete, const char *defect, GError **error)
{
  JkkDocument verdict = { .complete = complete, .defect = (char *) defect };
  JkkRequest request = { .case_id = id, .row = row, .document = &verdict };
  g_autoptr (JkkOutcome) outcome = jkk_office_do (fixture->office, "judge-paper", &request, error);
}

static void
test_a_paper_is_judged_and_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, empty = NULL, nowhere = NULL, reason = NULL;

  sign_in (fixture, "sari");
  gint64 id = take_in (fixture);
  g_autoptr (JkkPaperFile) file = picture (fixture, "a.png");
  g_autoptr (JkkCase) with_paper = attached (fixture, id, file, "ktp", NULL);
  guint row = with_paper->documents->len;
  const JkkDocument kept = *last_of (with_paper);

  judge (fixture, id, row, 0, NULL, &empty);
  g_assert_error (empty, JKK_ERROR, JKK_ERROR_INVALID);
  judge (fixture, id, row + 1, 1, NULL, &nowhere);
  g_assert_error (nowhere, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  judge (fixture, id, row, 0, "tidak-terbaca", &error);
  g_assert_no_error (error);
  g_autoptr (JkkCase) judged = load (fixture, id);
  g_assert_cmpstr (last_of (judged)->defect, ==, "tidak-terbaca");
  judge (fixture, id, row, 1, NULL, &error);
  g_autoptr (JkkCase) good = load (fixture, id);
  g_assert_cmpint (last_of (good)->complete, ==, 1);
  g_assert_null (last_of (good)->defect);

  JkkRequest request = { .case_id = id, .row = row };
  g_assert_null (jkk_office_do (fixture->office, "withdraw-paper", &request, &reason));
  g_assert_error (reason, JKK_ERROR, JKK_ERROR_INVALID);
  request.reason = "salah kasus";
  g_autoptr (JkkOutcome) gone = jkk_office_do (fixture->office, "withdraw-paper", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gone->jcase->documents->len, ==, row - 1);
  /* Not in the list any more, but not lost. */
  g_autoptr (GBytes) bytes = jkk_documents_load (fixture->office, &kept, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof png);
}

static char *
stored_file (Fixture *fixture, const JkkDocument *document)
{
  g_autofree char *first = g_strndup (document->sha256, 2);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, first, document->sha256 + 2, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  g_assert_not_reached ();
}

static void
test_a_damaged_or_absent_file_is_told_by_its_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) damaged = NULL, absent = NULL, none = NULL;

  sign_in (fixture, "sari");
  gint64 id = take_in (fixture);
  g_autoptr (JkkPaperFile) file = picture (fixture, "ktp.png");
  g_autoptr (JkkCase) jcase = attached (fixture, id, file, "ktp", NULL);
  const JkkDocument *document = last_of (jcase);
  g_autofree char *path = stored_file (fixture, document);

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_null (jkk_documents_load (fixture->office, document, &damaged));
  g_assert_error (damaged, JKK_ERROR, JKK_ERROR_STORAGE);
  g_assert_nonnull (strstr (damaged->message, "ktp.png"));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (jkk_documents_load (fixture->office, document, &absent));
  g_assert_nonnull (strstr (absent->message, "ktp.png"));
  JkkDocument bare = { .title = (char *) "absensi" };
  g_assert_null (jkk_documents_load (fixture->office, &bare, &none));
  g_assert_error (none, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static void
refused_file (const char *path, JkkError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (jkk_documents_read (path, NULL, &error));
  g_assert_error (error, JKK_ERROR, (int) code);
}

static void
test_what_nobody_could_look_at_is_not_attached (Fixture *fixture, gconstpointer data)
{
  g_autofree char *empty = put (fixture, "kosong.pdf", "", 0), *text = put (fixture, "catatan.txt", "halo", 4);
  g_autofree char *half = put (fixture, "rusak.png", png, 40), *big = put (fixture, "besar.pdf", "%PDF", 4);
  g_autofree char *missing = g_build_filename (fixture->folder, "tidak-ada.pdf", NULL);

  g_assert_cmpint (truncate (big, 200 * 1024 * 1024), ==, 0);
  refused_file (empty, JKK_ERROR_FORMAT);
  refused_file (text, JKK_ERROR_FORMAT);
  refused_file (half, JKK_ERROR_FORMAT);
  refused_file (big, JKK_ERROR_FORMAT);
  refused_file (fixture->folder, JKK_ERROR_FORMAT);
  refused_file (missing, JKK_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test_add ("/documents/kept", test_a_scan_is_kept_under_its_fingerprint);
  fixture_test_add ("/documents/once", test_the_same_file_is_attached_once);
  fixture_test_add ("/documents/judged", test_a_paper_is_judged_and_withdrawn);
  fixture_test_add ("/documents/damaged", test_a_damaged_or_absent_file_is_told_by_its_name);
  fixture_test_add ("/documents/refused", test_what_nobody_could_look_at_is_not_attached);
  return g_test_run ();
}
