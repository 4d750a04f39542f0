#include "jkk-checkup.h"
#include "jkk-file.h"
#include "jkk-own-key.h"
#include "jkk-receipt.h"
#include "jkk-signature.h"
#include "xml-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  JkkCheckup checkup;
  char *folder;
  char *text;
} Clinic;

static void
set_up (Clinic *clinic, gconstpointer data)
{
  jkk_checkup_init (&clinic->checkup);
  clinic->checkup.today = jkk_day_new (2026, 5, 5);
  clinic->folder = fixture_temp_folder ();
  clinic->text = fixture_example ("pesan-tagihan.xml");
}

static void
tear_down (Clinic *clinic, gconstpointer data)
{
  jkk_checkup_clear (&clinic->checkup);
  fixture_remove_folder (clinic->folder);
  g_free (clinic->folder);
  g_free (clinic->text);
}

static void
judge (Clinic *clinic, const char *text)
{
  jkk_checkup_judge (&clinic->checkup, "a.xml", text, strlen (text));
}

static char *
put (const Clinic *clinic, const char *name, const char *text)
{
  char *path = g_build_filename (clinic->folder, name, NULL);

  fixture_write (path, text, strlen (text));
  return path;
}

static const JkkPostFile *
file_at (const Clinic *clinic, guint i)
{
  g_assert_cmpuint (i, <, clinic->checkup.files->len);
  return clinic->checkup.files->pdata[i];
}

static void
expect (const Clinic *clinic, guint i, const char *result, const char *code)
{
  g_assert_cmpstr (jkk_checkup_result (&clinic->checkup, i), ==, result);
  if (code == NULL)
    g_assert_cmpuint (file_at (clinic, i)->faults->len, ==, 0);
  else
    g_assert_nonnull (fixture_find_fault (file_at (clinic, i)->faults, code));
}

/* ---- What becomes of a message ----------------------------------------------------------------------------------- */

static void
test_results (Clinic *clinic, gconstpointer data)
{
  g_autofree char *wrong = fixture_replace (clinic->text, "<total>18450000", "<total>1");

  judge (clinic, clinic->text); /* not signed */
  g_assert_false (jkk_checkup_is_good (&clinic->checkup));
  clinic->checkup.need_not_sign = TRUE;
  judge (clinic, clinic->text);
  judge (clinic, wrong);
  judge (clinic, "bukan XML");
  expect (clinic, 0, JKK_CHECKUP_QUARANTINED, "signature-missing");
  expect (clinic, 1, JKK_RECEIPT_ACCEPTED, NULL);
  expect (clinic, 2, JKK_RECEIPT_REFUSED, "sum-differs");
  expect (clinic, 3, JKK_RECEIPT_REFUSED, "not-xml");
  g_assert_cmpuint (jkk_checkup_count (&clinic->checkup, JKK_RECEIPT_REFUSED), ==, 2);
  g_assert_cmpuint (jkk_checkup_count (&clinic->checkup, JKK_RECEIPT_NOTICED), ==, 0);
  g_assert_false (jkk_checkup_is_good (&clinic->checkup));
}

static void
test_good_is_all_taken_in (Clinic *clinic, gconstpointer data)
{
  g_autofree char *bundle = fixture_example ("bundle-kk3.xml");

  clinic->checkup.need_not_sign = TRUE;
  g_assert_true (jkk_checkup_is_good (&clinic->checkup)); /* of nothing, all is taken in */
  judge (clinic, clinic->text);
  judge (clinic, bundle);
  g_assert_true (jkk_checkup_is_good (&clinic->checkup));
  g_assert_cmpuint (jkk_checkup_count (&clinic->checkup, JKK_RECEIPT_ACCEPTED), ==, 2);
}

/* A notice is no hindrance. */
static void
test_notices_are_taken_in (Clinic *clinic, gconstpointer data)
{
  g_autofree char *bundle = fixture_example ("bundle-kk3.xml");
  g_autofree char *more =
      fixture_replace (bundle, "</Bundle>", "<entry><resource><Device/></resource></entry></Bundle>");

  clinic->checkup.need_not_sign = TRUE;
  judge (clinic, more);
  expect (clinic, 0, JKK_RECEIPT_NOTICED, "fhir-no-place");
  g_assert_true (jkk_checkup_is_good (&clinic->checkup));
}

static void
test_names (Clinic *clinic, gconstpointer data)
{
  clinic->checkup.need_not_sign = TRUE;
  clinic->checkup.sender = "RS-LAIN";
  judge (clinic, clinic->text);
  clinic->checkup.sender = NULL;
  clinic->checkup.office = "CABANG-LAIN";
  judge (clinic, clinic->text);
  clinic->checkup.office = "cabang-contoh"; /* however it is written */
  judge (clinic, clinic->text);
  expect (clinic, 0, JKK_RECEIPT_REFUSED, "sender-differs");
  expect (clinic, 1, JKK_RECEIPT_REFUSED, "recipient-differs");
  expect (clinic, 2, JKK_RECEIPT_ACCEPTED, NULL);
}

/* Thousands of messages of a batch are judged in the memory of their findings. */
static void
test_what_was_judged_is_let_go (Clinic *clinic, gconstpointer data)
{
  clinic->checkup.need_not_sign = TRUE;
  judge (clinic, clinic->text);
  g_assert_null (file_at (clinic, 0)->content);
}

/* ---- Signatures -------------------------------------------------------------------------------------------------- */

static char *
sign (const Clinic *clinic, JkkOwnKey **key)
{
  JkkDay today = clinic->checkup.today;
  gsize length;

  *key = jkk_own_key_generate ("RS Contoh Sehat", JKK_KEY_SIGNS, today - 10, today + 700, NULL);
  return jkk_signature_sign (clinic->text, strlen (clinic->text), *key, &length, NULL);
}

static void
test_signature (Clinic *clinic, gconstpointer data)
{
  JkkOwnKey *made = NULL;
  g_autofree char *text = sign (clinic, &made);
  g_autoptr (JkkOwnKey) key = made;
  g_autofree char *certificate = put (clinic, "kunci.crt", key->certificate->pem);
  g_autofree char *altered = fixture_replace (text, "RSCS/2026/03/0417", "RSCS/2026/03/0418");
  g_autoptr (GError) error = NULL;

  judge (clinic, text); /* for want of the certificate, nobody can say */
  g_assert_true (jkk_checkup_add_key (&clinic->checkup, certificate, &error));
  g_assert_no_error (error);
  judge (clinic, text);
  judge (clinic, altered);
  judge (clinic, clinic->text); /* whoever has a key signs */
  expect (clinic, 0, JKK_RECEIPT_NOTICED, "signature-unknown-key");
  g_assert_nonnull (strstr (((JkkFault *) file_at (clinic, 0)->faults->pdata[0])->repair, "--certificate"));
  expect (clinic, 1, JKK_RECEIPT_ACCEPTED, NULL);
  g_assert_cmpstr (file_at (clinic, 1)->signer, ==, key->certificate->fingerprint);
  expect (clinic, 2, JKK_CHECKUP_QUARANTINED, "signature-altered");
  expect (clinic, 3, JKK_CHECKUP_QUARANTINED, "signature-missing");
}

/* The office may have registered the key long ago; the clinic's clock need not say when. */
static void
test_a_certificate_counts_today (Clinic *clinic, gconstpointer data)
{
  JkkDay today = clinic->checkup.today;
  g_autoptr (JkkOwnKey) key = jkk_own_key_generate ("RS Contoh", JKK_KEY_SIGNS, today + 1, today + 700, NULL);
  g_autoptr (JkkOwnKey) old = jkk_own_key_generate ("RS Contoh", JKK_KEY_SIGNS, today - 700, today - 1, NULL);
  g_autofree char *path = put (clinic, "kunci.crt", key->certificate->pem);
  g_autofree char *old_path = put (clinic, "lama.crt", old->certificate->pem);

  g_assert_true (jkk_checkup_add_key (&clinic->checkup, path, NULL));
  g_assert_true (jkk_checkup_add_key (&clinic->checkup, old_path, NULL));
  const JkkPartnerKey *first = clinic->checkup.keys->pdata[0], *second = clinic->checkup.keys->pdata[1];
  g_assert_cmpint (first->from_day, ==, today);
  g_assert_cmpint (second->from_day, <=, second->until_day); /* over, and stays so */
  g_assert_cmpint (second->until_day, <, today);
}

static void
test_no_certificate (Clinic *clinic, gconstpointer data)
{
  g_autofree char *nonsense = put (clinic, "bukan.crt", "bukan sertifikat"), *gone = NULL;
  g_autoptr (GError) error = NULL, missing = NULL;

  gone = g_build_filename (clinic->folder, "tidak-ada.crt", NULL);
  g_assert_false (jkk_checkup_add_key (&clinic->checkup, nonsense, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_assert_false (jkk_checkup_add_key (&clinic->checkup, gone, &missing));
  g_assert_error (missing, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_cmpuint (clinic->checkup.keys->len, ==, 0);
}

/* ---- Files and folders ------------------------------------------------------------------------------------------- */

static void
test_folder (Clinic *clinic, gconstpointer data)
{
  static const char *const names[] = { "b.xml", "a.xml", ".sembunyi.xml", "c.xml.part", "d.tmp" };
  g_autofree char *inner = g_build_filename (clinic->folder, "dalam", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (put (clinic, names[i], clinic->text));
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  clinic->checkup.need_not_sign = TRUE;
  g_assert_true (jkk_checkup_add_path (&clinic->checkup, clinic->folder, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (clinic->checkup.files->len, ==, 2);
  g_assert_cmpstr (file_at (clinic, 0)->file_name, ==, "a.xml");
  g_assert_cmpstr (file_at (clinic, 1)->file_name, ==, "b.xml");
  g_rmdir (inner);
}

static void
test_nothing_there (Clinic *clinic, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (clinic->folder, "tidak-ada.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (jkk_checkup_add_path (&clinic->checkup, gone, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_assert_cmpuint (clinic->checkup.files->len, ==, 0);
}

static void
test_too_large (Clinic *clinic, gconstpointer data)
{
  g_autofree char *large = g_malloc (JKK_FILE_MAX + 1), *path = g_build_filename (clinic->folder, "besar.xml", NULL);

  memset (large, ' ', JKK_FILE_MAX + 1);
  fixture_write (path, large, JKK_FILE_MAX + 1);
  g_assert_true (jkk_checkup_add_path (&clinic->checkup, path, NULL));
  expect (clinic, 0, JKK_RECEIPT_REFUSED, "file-unreadable");
}

/* ---- Batches ----------------------------------------------------------------------------------------------------- */

static void
test_batch (Clinic *clinic, gconstpointer data)
{
  g_autofree char *text = fixture_example ("kiriman.xml"), *path = put (clinic, "kiriman.xml", text);
  g_autoptr (GError) error = NULL;

  clinic->checkup.need_not_sign = TRUE;
  g_assert_true (jkk_checkup_add_path (&clinic->checkup, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (clinic->checkup.files->len, >, 1);
  g_assert_cmpstr (file_at (clinic, 0)->file_name, ==, "kiriman.xml#1");
  g_assert_true (jkk_checkup_is_good (&clinic->checkup));
}

/* An envelope that is not for this office is one file, and none of its messages is read. */
static void
test_batch_of_others (Clinic *clinic, gconstpointer data)
{
  g_autofree char *text = fixture_example ("kiriman.xml"), *path = put (clinic, "kiriman.xml", text);

  clinic->checkup.need_not_sign = TRUE;
  clinic->checkup.sender = "RS-LAIN";
  g_assert_true (jkk_checkup_add_path (&clinic->checkup, path, NULL));
  g_assert_cmpuint (clinic->checkup.files->len, ==, 1);
  expect (clinic, 0, JKK_RECEIPT_REFUSED, "sender-differs");
}

/* Each message of a batch carries its own signature. */
static void
test_batch_without_signatures (Clinic *clinic, gconstpointer data)
{
  g_autofree char *text = fixture_example ("kiriman.xml"), *path = put (clinic, "kiriman.xml", text);

  g_assert_true (jkk_checkup_add_path (&clinic->checkup, path, NULL));
  g_assert_cmpuint (jkk_checkup_count (&clinic->checkup, JKK_CHECKUP_QUARANTINED), ==, clinic->checkup.files->len);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Clinic *clinic, gconstpointer data);
  } tests[] = {
    { "/checkup/the result is what the office would do", test_results },
    { "/checkup/good is what is taken in whole", test_good_is_all_taken_in },
    { "/checkup/a notice is no hindrance", test_notices_are_taken_in },
    { "/checkup/sender and recipient are compared", test_names },
    { "/checkup/what was judged is let go", test_what_was_judged_is_let_go },
    { "/checkup/signatures are checked by the certificate", test_signature },
    { "/checkup/a certificate counts today", test_a_certificate_counts_today },
    { "/checkup/no certificate is told", test_no_certificate },
    { "/checkup/a folder is read in order", test_folder },
    { "/checkup/what is not there is told", test_nothing_there },
    { "/checkup/a file that is too large is refused", test_too_large },
    { "/checkup/a batch is judged message by message", test_batch },
    { "/checkup/a batch of others is one file", test_batch_of_others },
    { "/checkup/messages of a batch are signed each", test_batch_without_signatures },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Clinic, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
