#include "jkk-documents.h"
#include "jkk-work-fixture.h"
#include "place.h"

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

/* Between two desks a number may mean another paper; a fingerprint never does. */
static void
test_a_paper_is_meant_by_its_fingerprint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, gone = NULL;

  sign_in (fixture, "sari");
  gint64 id = take_in (fixture);
  g_autoptr (JkkPaperFile) file = picture (fixture, "a.png");
  g_autoptr (JkkCase) with_paper = attached (fixture, id, file, "ktp", NULL);
  g_autofree char *sha256 = g_strdup (last_of (with_paper)->sha256);
  JkkDocument meant = { .complete = 1, .sha256 = sha256 };
  JkkRequest request = { .case_id = id, .row = 99, .document = &meant, .reason = "salah kasus" };
  g_autoptr (JkkOutcome) judged = jkk_office_do (fixture->office, "judge-paper", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (last_of (judged->jcase)->complete, ==, 1);
  g_autoptr (JkkOutcome) withdrawn = jkk_office_do (fixture->office, "withdraw-paper", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (withdrawn->jcase->documents->len, ==, with_paper->documents->len - 1);
  g_assert_null (jkk_office_do (fixture->office, "judge-paper", &request, &gone));
  g_assert_error (gone, JKK_ERROR, JKK_ERROR_NOT_FOUND);
}

static const JkkNeededPaper *
needed (GPtrArray *papers, const char *kind)
{
  for (guint i = 0; i < papers->len; i++)
    if (g_str_equal (((const JkkNeededPaper *) papers->pdata[i])->kind, kind))
      return papers->pdata[i];
  return NULL;
}

static JkkPaperStanding
standing (const JkkCase *jcase, const char *kind, const char **defect)
{
  g_autoptr (GPtrArray) papers = jkk_documents_needed (jcase, NULL);
  const JkkNeededPaper *paper = needed (papers, kind);

  g_assert_nonnull (paper);
  if (defect != NULL)
    *defect = paper->defect;
  return paper->standing;
}

static void
add_paper (JkkCase *jcase, const char *kind, gint64 complete, const char *defect)
{
  JkkDocument *document = jkk_record_new (&jkk_document_type);

  document->kind = g_strdup (kind);
  document->complete = complete;
  document->defect = g_strdup (defect);
  g_ptr_array_add (jcase->documents, document);
}

static void
test_what_is_needed_follows_the_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();
  g_autoptr (JkkCase) road = jkk_case_set (empty, "accident.place", "lalu-lintas", NULL);
  g_autoptr (GPtrArray) few = jkk_documents_needed (empty, NULL), more = jkk_documents_needed (road, NULL);

  g_assert_null (needed (few, "polisi"));
  g_assert_nonnull (needed (more, "polisi"));
  g_assert_nonnull (needed (few, "ktp")->label);
}

static void
test_the_best_paper_of_a_kind_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();
  const char *defect = NULL;

  g_assert_cmpint (standing (jcase, "ktp", NULL), ==, JKK_PAPER_MISSING);
  jcase->accident.paper_identity = 1;
  g_assert_cmpint (standing (jcase, "ktp", NULL), ==, JKK_PAPER_NOTED);
  add_paper (jcase, "ktp", 0, "orang-lain");
  g_assert_cmpint (standing (jcase, "ktp", &defect), ==, JKK_PAPER_BAD);
  g_assert_cmpstr (defect, ==, "orang-lain");
  add_paper (jcase, "ktp", JKK_NONE, NULL);
  g_assert_cmpint (standing (jcase, "ktp", &defect), ==, JKK_PAPER_THERE);
  g_assert_null (defect);
  add_paper (jcase, "ktp", 1, NULL);
  g_assert_cmpint (standing (jcase, "ktp", NULL), ==, JKK_PAPER_GOOD);
}

static void
test_the_name_of_a_file_proposes_its_kind (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *kind;
  } names[] = {
    { "KTP Budi.jpg", "ktp" },
    { "kk1_cikupa.pdf", "kk1" },
    { "KK 3 dr Ratna.PDF", "kk3" },
    { "scan-kk.png", "kartu-keluarga" },
    { "kuitansi-rs.pdf", "kuitansi" },
    { "Surat Keterangan Dokter.pdf", "kk3" },
    { "Surat-Istirahat Dokter.pdf", "surat-istirahat" },
    { "IMG_20260504.jpg", NULL },
    { "kktp.jpg", NULL },
    { "", NULL },
    { "\xff\xfe.pdf", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (jkk_documents_guess_kind (names[i].name), ==, names[i].kind);
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
  if (place_mends ())
    {
      g_autoptr (GBytes) mended = jkk_documents_load (fixture->office, document, &damaged);
      GStatBuf info;

      g_assert_no_error (damaged);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, ==, g_bytes_get_size (mended));
      return;
    }
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
  fixture_test_add ("/documents/fingerprint", test_a_paper_is_meant_by_its_fingerprint);
  fixture_test_add ("/documents/needed", test_what_is_needed_follows_the_case);
  fixture_test_add ("/documents/best", test_the_best_paper_of_a_kind_counts);
  fixture_test_add ("/documents/names", test_the_name_of_a_file_proposes_its_kind);
  fixture_test_add ("/documents/damaged", test_a_damaged_or_absent_file_is_told_by_its_name);
  fixture_test_add ("/documents/refused", test_what_nobody_could_look_at_is_not_attached);
  return g_test_run ();
}
