#include "jkk-encryption.h"
#include "jkk-receipt.h"
#include "jkk-signature.h"
#include "jkk-trust.h"
#include "xml-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define PARTNER "RS-CONTOH-SEHAT"

typedef struct
{
  JkkPartner *partner;
  JkkOwnKey *key;
  GPtrArray *keys;
  JkkTrust trust;
  char *plain;
  char *text; /* signed */
} Office;

static void
set_up (Office *office, gconstpointer data)
{
  JkkDay today = jkk_day_new (2026, 5, 5);
  gsize length;

  office->partner = jkk_partner_new (PARTNER, "RS Contoh Sehat", "faskes");
  office->key = jkk_own_key_generate ("RS Contoh Sehat", JKK_KEY_SIGNS, today, today + 700, NULL);
  office->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_partner_key_free);
  office->trust = (JkkTrust){ office->partner, office->keys, NULL, today };
  office->plain = fixture_example ("pesan-tagihan.xml");
  office->text = jkk_signature_sign (office->plain, strlen (office->plain), office->key, &length, NULL);
}

static void
tear_down (Office *office, gconstpointer data)
{
  jkk_partner_free (office->partner);
  jkk_own_key_free (office->key);
  g_ptr_array_unref (office->keys);
  g_free (office->plain);
  g_free (office->text);
}

static void
register_key (Office *office)
{
  JkkPartnerKey *key = jkk_partner_key_copy (office->key->certificate);

  key->from_day = office->trust.today;
  g_ptr_array_add (office->keys, key);
}

static JkkPostFile *
judge (const Office *office, const char *text)
{
  return jkk_trust_judge (&office->trust, "a.xml", text, strlen (text));
}

static void
expect_quarantine (const Office *office, const char *text, const char *code)
{
  g_autoptr (JkkPostFile) file = judge (office, text);
  g_autoptr (JkkMessage) receipt = jkk_receipt_new (file, TRUE);
  g_autofree char *page = jkk_receipt_to_text (receipt);

  g_assert_true (file->quarantined);
  g_assert_nonnull (file->message); /* it can be looked at, and read anew later */
  g_assert_null (file->signer);
  g_assert_cmpstr (((JkkFault *) file->faults->pdata[0])->code, ==, code);
  g_assert_cmpstr (((JkkFault *) file->faults->pdata[file->faults->len - 1])->code, ==, "quarantined");
  g_assert_nonnull (strstr (page, "quarantine"));
  g_assert_null (strstr (page, "Nothing of this file"));
}

static void
expect_taken (const Office *office, const char *text, const char *signer, const char *notice)
{
  g_autoptr (JkkPostFile) file = judge (office, text);

  g_assert_false (file->quarantined);
  g_assert_nonnull (file->message);
  g_assert_cmpstr (file->signer, ==, signer);
  g_assert_cmpstr (file->faults->len > 0 ? ((JkkFault *) file->faults->pdata[0])->code : NULL, ==, notice);
}

static void
test_who_must_sign_is_heard_only_with_a_good_signature (Office *office, gconstpointer data)
{
  g_autofree char *changed = fixture_replace (office->text, "RSCS/2026/03/0417", "RSCS/2026/03/0418");

  expect_quarantine (office, office->plain, "signature-missing");
  expect_quarantine (office, office->text, "signature-unknown-key");
  register_key (office);
  expect_taken (office, office->text, office->key->certificate->fingerprint, NULL);
  expect_quarantine (office, office->plain, "signature-missing");
  expect_quarantine (office, changed, "signature-altered");
}

static void
test_who_need_not_sign_may_not_sign_wrongly (Office *office, gconstpointer data)
{
  g_autofree char *changed = fixture_replace (office->text, "RSCS/2026/03/0417", "RSCS/2026/03/0418");

  office->partner->must_sign = FALSE;
  expect_taken (office, office->plain, NULL, NULL);
  expect_taken (office, office->text, NULL, "signature-unknown-key");
  register_key (office);
  expect_taken (office, office->text, office->key->certificate->fingerprint, NULL);
  expect_quarantine (office, changed, "signature-altered");
}

/* A file with faults is refused for them; a signature would not make it better. */
static void
test_a_faulty_file_is_refused_not_quarantined (Office *office, gconstpointer data)
{
  g_autofree char *faulty = fixture_replace (office->plain, "<bill_day>", "<bill_day>x");
  g_autoptr (JkkPostFile) file = judge (office, faulty);

  g_assert_false (file->quarantined);
  g_assert_null (file->message);
  g_assert_cmpuint (file->faults->len, ==, 1);
}

static void
test_what_is_encrypted_is_judged_by_what_is_inside (Office *office, gconstpointer data)
{
  g_autoptr (JkkOwnKey) own = jkk_own_key_generate ("Kantor", JKK_KEY_ENCRYPTS, 20000, 30000, NULL);
  g_autoptr (GPtrArray) own_keys = g_ptr_array_new ();
  gsize length;
  g_autofree char *closed =
      jkk_encryption_encrypt (office->text, strlen (office->text), own->certificate, &length, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, closed, -1);

  register_key (office);
  g_autoptr (JkkPostFile) unread = judge (office, closed);
  g_assert_null (unread->message);
  g_assert_cmpstr (((JkkFault *) unread->faults->pdata[0])->code, ==, "encrypted-for-others");

  g_ptr_array_add (own_keys, own);
  office->trust.own_keys = own_keys;
  g_autoptr (JkkPostFile) file = judge (office, closed);
  g_assert_false (file->quarantined);
  g_assert_cmpstr (file->message->kind, ==, "bill");
  g_assert_cmpstr (file->signer, ==, office->key->certificate->fingerprint);
  g_assert_cmpstr (file->sha256, ==, sha256);
  g_assert_cmpint (file->size, ==, (gint64) length);
}

static void
test_a_file_is_read_with_trust (Office *office, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("santun-trust-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xml", NULL);
  g_autoptr (GError) error = NULL, gone = NULL;

  register_key (office);
  g_assert_true (g_file_set_contents (path, office->text, -1, NULL));
  g_autoptr (JkkPostFile) file = jkk_trust_read (&office->trust, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->file_name, ==, "a.xml");
  g_assert_nonnull (file->signer);
  g_autoptr (JkkPostFile) no_file = jkk_trust_read (&office->trust, folder, &error);
  g_assert_cmpstr (((JkkFault *) no_file->faults->pdata[0])->code, ==, "file-unreadable");
  g_unlink (path);
  g_assert_null (jkk_trust_read (&office->trust, path, &gone));
  g_assert_error (gone, JKK_ERROR, JKK_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

#define ADD(name, func) g_test_add (name, Office, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/trust/must-sign", test_who_must_sign_is_heard_only_with_a_good_signature);
  ADD ("/trust/may-sign", test_who_need_not_sign_may_not_sign_wrongly);
  ADD ("/trust/faulty", test_a_faulty_file_is_refused_not_quarantined);
  ADD ("/trust/encrypted", test_what_is_encrypted_is_judged_by_what_is_inside);
  ADD ("/trust/read", test_a_file_is_read_with_trust);
  return g_test_run ();
}
