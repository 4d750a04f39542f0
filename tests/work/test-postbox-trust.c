#include "jkk-encryption.h"
#include "jkk-post-fixture.h"
#include "jkk-signature.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define EVERY_STATE ((1u << JKK_N_POST_STATES) - 1)

static JkkDay
today (void)
{
  return jkk_day_new (2026, 5, 5);
}

/* The hospital must sign from now on. */
static void
demand_signatures (Post *post)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new (PARTNER, "RS Contoh Sehat", "faskes");
  g_autoptr (GError) error = NULL;
  JkkRequest request = { .partner = partner };

  partner->folder = g_strdup (post->folder);
  sign_in (&post->work, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "register-partner", &request, &error);
  g_assert_no_error (error);
}

static JkkOwnKey *
hospital_key (const char *purpose)
{
  JkkOwnKey *key = jkk_own_key_generate ("RS Contoh Sehat", purpose, today () - 10, today () + 700, NULL);

  g_assert_nonnull (key);
  return key;
}

static gint64
register_key (Post *post, const JkkOwnKey *own, JkkDay from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_copy (own->certificate);
  JkkRequest request = { .key = key };

  key->partner = g_strdup (PARTNER);
  key->from_day = from;
  sign_in (&post->work, "admin");
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "register-key", &request, &error);
  g_assert_no_error (error);
  return outcome->made;
}

static void
revoke_key (Post *post, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPartnerKey) key = jkk_partner_key_new (PARTNER, JKK_KEY_SIGNS);
  JkkRequest request = { .key = key, .reason = "kunci hilang" };

  key->id = id;
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "revoke-key", &request, &error);
  g_assert_no_error (error);
}

static char *
signed_by (const JkkOwnKey *key, const char *text)
{
  gsize length;
  g_autoptr (GError) error = NULL;
  char *result = jkk_signature_sign (text, strlen (text), key, &length, &error);

  g_assert_no_error (error);
  return result;
}

static JkkPostIn *
newest (Post *post)
{
  g_autoptr (GPtrArray) list = jkk_postbox_list (post->work.office, EVERY_STATE, JKK_NONE, 1, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  return jkk_postbox_load (post->work.office, ((JkkPostIn *) list->pdata[0])->id, NULL);
}

static JkkMessage *
receipt_of (Post *post, const JkkPostIn *entry)
{
  g_autoptr (JkkPostOut) sent = jkk_postbox_load_sent (post->work.office, entry->receipt, NULL);

  return jkk_postbox_read (sent->content, NULL);
}

static guint
count (Post *post, const char *folder)
{
  g_autofree char *path = g_build_filename (post->folder, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Takes a file that must end in quarantine for this reason, and returns its entry. */
static JkkPostIn *
quarantined (Post *post, const char *name, const char *text, const char *code)
{
  guint before = count (post, JKK_FOLDER_QUARANTINE);

  post_drop (post, name, text);
  g_assert_cmpuint (post_round (post).refused, ==, 1);
  JkkPostIn *entry = newest (post);
  g_autoptr (JkkMessage) receipt = receipt_of (post, entry);
  g_assert_cmpint (entry->state, ==, JKK_POST_QUARANTINED);
  g_assert_cmpstr (((JkkFault *) receipt->faults->pdata[0])->code, ==, code);
  g_assert_cmpuint (count (post, JKK_FOLDER_QUARANTINE), ==, before + 1);
  g_assert_cmpuint (count (post, JKK_FOLDER_REFUSED), ==, 0);
  return entry;
}

static void
test_only_a_registered_key_opens_the_door (Post *post, gconstpointer data)
{
  g_autoptr (JkkOwnKey) key = hospital_key (JKK_KEY_SIGNS), stranger = hospital_key (JKK_KEY_SIGNS);
  g_autofree char *plain = post_example ("pesan-dugaan.xml"), *good = signed_by (key, plain);
  g_autofree char *strange = signed_by (stranger, plain), *altered = post_replaced (good, "mesin", "palu");

  demand_signatures (post);
  register_key (post, key, today ());
  g_autoptr (JkkPostIn) unsigned_one = quarantined (post, "a.xml", plain, "signature-missing");
  g_autoptr (JkkPostIn) changed = quarantined (post, "b.xml", altered, "signature-altered");
  g_autoptr (JkkPostIn) foreign = quarantined (post, "c.xml", strange, "signature-wrong");
  g_assert_cmpstr (unsigned_one->content, ==, plain); /* to be looked at, and read anew */
  g_assert_null (foreign->signer);

  post_drop (post, "d.xml", good);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
  g_autoptr (JkkPostIn) taken = newest (post);
  g_assert_cmpint (taken->state, ==, JKK_POST_NEW);
  g_assert_cmpstr (taken->signer, ==, key->certificate->fingerprint);
  g_autoptr (JkkPostOverview) overview = jkk_postbox_overview (post->work.office, NULL);
  g_assert_cmpint (overview->counts[JKK_POST_QUARANTINED], ==, 3);
  g_assert_cmpint (overview->counts[JKK_POST_NEW], ==, 1);
}

static void
test_a_message_is_released_when_its_key_is_known (Post *post, gconstpointer data)
{
  g_autoptr (JkkOwnKey) key = hospital_key (JKK_KEY_SIGNS);
  g_autofree char *plain = post_example ("pesan-dugaan.xml"), *good = signed_by (key, plain);
  g_autoptr (GError) still = NULL, reason = NULL, role = NULL, again = NULL, error = NULL;

  demand_signatures (post);
  g_autoptr (JkkPostIn) held = quarantined (post, "a.xml", good, "signature-unknown-key");
  g_assert_null (jkk_postbox_release (post->work.office, held->id, "kunci sudah terdaftar", &still));
  g_assert_error (still, JKK_ERROR, JKK_ERROR_REFUSED);

  register_key (post, key, today ());
  g_assert_null (jkk_postbox_release (post->work.office, held->id, NULL, &reason));
  g_assert_error (reason, JKK_ERROR, JKK_ERROR_INVALID);
  sign_in (&post->work, "sari");
  g_assert_null (jkk_postbox_release (post->work.office, held->id, "kunci sudah terdaftar", &role));
  g_assert_error (role, JKK_ERROR, JKK_ERROR_REFUSED);
  sign_in (&post->work, "admin");
  g_autoptr (JkkPostIn) taken = jkk_postbox_release (post->work.office, held->id, "kunci sudah terdaftar", &error);
  g_assert_no_error (error);
  g_assert_cmpint (taken->state, ==, JKK_POST_NEW);
  g_assert_cmpstr (taken->sha256, ==, held->sha256);
  g_assert_cmpstr (taken->signer, ==, key->certificate->fingerprint);
  g_autoptr (JkkMessage) receipt = receipt_of (post, taken);
  g_assert_cmpstr (((JkkReceipt *) receipt->own)->result, ==, "diterima");
  g_autoptr (JkkPostIn) old = jkk_postbox_load (post->work.office, held->id, NULL);
  g_assert_cmpint (old->state, ==, JKK_POST_RELEASED);
  g_assert_null (jkk_postbox_release (post->work.office, held->id, "lagi", &again));
  g_assert_error (again, JKK_ERROR, JKK_ERROR_CONFLICT);

  /* The same file once more changes nothing. */
  post_drop (post, "a2.xml", good);
  g_assert_cmpuint (post_round (post).again, ==, 1);
}

/* The hospital sends the same file when it hears that its key is registered: nobody has to release it. */
static void
test_the_same_file_is_heard_once_its_key_is_known (Post *post, gconstpointer data)
{
  g_autoptr (JkkOwnKey) key = hospital_key (JKK_KEY_SIGNS);
  g_autofree char *plain = post_example ("pesan-dugaan.xml"), *good = signed_by (key, plain);

  demand_signatures (post);
  g_autoptr (JkkPostIn) held = quarantined (post, "a.xml", good, "signature-unknown-key");
  post_drop (post, "a.xml", good);
  g_assert_cmpuint (post_round (post).again, ==, 1);
  register_key (post, key, today ());
  post_drop (post, "a.xml", good);
  JkkPostRound round = post_round (post);
  g_assert_cmpuint (round.accepted, ==, 1);
  g_autoptr (JkkPostIn) old = jkk_postbox_load (post->work.office, held->id, NULL);
  g_assert_cmpint (old->state, ==, JKK_POST_RELEASED);
}

/* A file from a stick cannot speak in the name of somebody who must sign. */
static void
test_no_file_goes_round_the_folder (Post *post, gconstpointer data)
{
  g_autofree char *text = post_example ("pesan-kk3-kemajuan.xml");
  g_autoptr (JkkMessage) message = jkk_postbox_read (text, NULL);
  g_autoptr (GError) refused = NULL, error = NULL;
  sign_in (&post->work, "sari");
  gint64 case_id = take_in (&post->work);
  JkkRequest request = { .case_id = case_id, .message = message, .message_sha256 = "ab" };

  demand_signatures (post);
  sign_in (&post->work, "sari");
  g_assert_null (jkk_office_do (post->work.office, "take-over", &request, &refused));
  g_assert_error (refused, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_set_str (&message->sender, "RS-TANPA-NAMA"); /* whom the office does not know it hears as before */
  g_autoptr (JkkOutcome) outcome = jkk_office_do (post->work.office, "take-over", &request, &error);
  g_assert_no_error (error);
}

static void
test_keys_change_with_their_days (Post *post, gconstpointer data)
{
  g_autoptr (JkkOwnKey) old = hospital_key (JKK_KEY_SIGNS), next = hospital_key (JKK_KEY_SIGNS);
  g_autofree char *plain = post_example ("pesan-dugaan.xml"), *by_old = signed_by (old, plain);
  g_autofree char *other = post_replaced (plain, "6513270e", "6513270f"), *by_next = signed_by (next, other);

  demand_signatures (post);
  gint64 old_id = register_key (post, old, today ());
  register_key (post, next, today () + 1);
  g_autoptr (JkkPostIn) early = quarantined (post, "a.xml", by_next, "signature-key-not-yet");
  g_setenv ("SANTUN_TODAY", "2026-05-06", TRUE);
  revoke_key (post, old_id);
  g_autoptr (JkkPostIn) late = quarantined (post, "b.xml", by_old, "signature-key-revoked");
  post_drop (post, "a.xml", by_next);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
}

static char *
only_file (Post *post, const char *folder)
{
  g_autofree char *path = g_build_filename (post->folder, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *name = g_strdup (g_dir_read_name (dir)), *file = g_build_filename (path, name, NULL);
  char *text = NULL;

  g_assert_null (g_dir_read_name (dir));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  return text;
}

static JkkPartnerKey *
make_key (Post *post, const char *purpose)
{
  g_autoptr (GError) error = NULL;

  sign_in (&post->work, "admin");
  JkkPartnerKey *key = jkk_postbox_make_key (post->work.office, purpose, 2, &error);
  g_assert_no_error (error);
  return key;
}

static char *
key_path (Post *post, const JkkPartnerKey *key)
{
  g_autofree char *name = g_strconcat (key->fingerprint, ".pem", NULL);

  return g_build_filename (post->work.folder, "keys", name, NULL);
}

static void
test_the_office_signs_what_it_sends (Post *post, gconstpointer data)
{
  g_autoptr (JkkPartnerKey) key = make_key (post, JKK_KEY_SIGNS);
  g_autofree char *path = key_path (post, key), *plain = post_example ("pesan-dugaan.xml"), *signer = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (JkkFault) fault = NULL;
  g_autoptr (GError) role = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  sign_in (&post->work, "sari");
  g_assert_null (jkk_postbox_make_key (post->work.office, JKK_KEY_SIGNS, 2, &role));
  g_assert_error (role, JKK_ERROR, JKK_ERROR_REFUSED);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));
  g_assert_null (g_dir_read_name (dir)); /* what was not entered is not left behind */

  post_drop (post, "a.xml", plain);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
  g_autofree char *receipt = only_file (post, JKK_FOLDER_OUTBOX);
  g_ptr_array_add (keys, key);
  g_assert_cmpint (jkk_signature_verify (receipt, strlen (receipt), keys, today (), &signer, &fault), ==,
                   JKK_SIGNATURE_GOOD);
  g_assert_cmpstr (signer, ==, key->fingerprint);
}

/* Nothing goes out unsigned because a file was moved; when it is back, all goes on. */
static void
test_a_key_that_cannot_be_used_stops_the_post (Post *post, gconstpointer data)
{
  g_autoptr (JkkPartnerKey) key = make_key (post, JKK_KEY_SIGNS);
  g_autofree char *path = key_path (post, key), *away = g_strconcat (path, ".away", NULL);
  g_autofree char *plain = post_example ("pesan-dugaan.xml");
  g_autoptr (GError) gone = NULL, open = NULL, error = NULL;
  JkkPostRound round;

  post_drop (post, "a.xml", plain);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_false (jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &gone));
  g_assert_error (gone, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_cmpuint (count (post, JKK_FOLDER_OUTBOX), ==, 0);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_false (jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &open));
  g_assert_error (open, JKK_ERROR, JKK_ERROR_REFUSED);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);

  /* Or the key is ended, and its file is no longer asked for. */
  JkkRequest request = { .key = key, .reason = "komputer diganti" };
  g_autoptr (JkkOutcome) ended = jkk_office_do (post->work.office, "end-key", &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_autofree char *other = post_replaced (plain, "6513270e", "6513270f");
  post_drop (post, "b.xml", other);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
}

static guint
count_warnings (Post *post)
{
  g_autoptr (GPtrArray) warnings = jkk_postbox_key_warnings (post->work.office, NULL);

  return warnings->len;
}

/* A key does not run out unnoticed, and the office does not stop signing by itself. */
static void
test_a_key_that_runs_out_is_told_before (Post *post, gconstpointer data)
{
  g_autoptr (JkkPartnerKey) first = make_key (post, JKK_KEY_SIGNS); /* for two years from 2026-05-05 on */
  g_autoptr (JkkOwnKey) theirs = hospital_key (JKK_KEY_SIGNS);      /* 700 days */
  g_autofree char *plain = post_example ("pesan-dugaan.xml");
  g_autoptr (GError) over = NULL;
  JkkPostRound round;

  register_key (post, theirs, today ());
  g_assert_cmpuint (count_warnings (post), ==, 0);
  g_setenv ("SANTUN_TODAY", "2028-04-10", TRUE);
  g_assert_cmpuint (count_warnings (post), ==, 2);
  g_setenv ("SANTUN_TODAY", "2028-05-06", TRUE);
  post_drop (post, "a.xml", plain);
  g_assert_false (jkk_postbox_round (post->work.office, NULL, NULL, NULL, &round, &over));
  g_assert_error (over, JKK_ERROR, JKK_ERROR_REFUSED);
  g_autoptr (JkkPartnerKey) second = make_key (post, JKK_KEY_SIGNS);
  g_assert_cmpuint (count_warnings (post), ==, 1);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
}

static void
test_content_is_encrypted_both_ways (Post *post, gconstpointer data)
{
  g_autoptr (JkkOwnKey) theirs = hospital_key (JKK_KEY_ENCRYPTS);
  g_autoptr (JkkPartnerKey) signing = make_key (post, JKK_KEY_SIGNS), ours = make_key (post, JKK_KEY_ENCRYPTS);
  g_autofree char *plain = post_example ("pesan-dugaan.xml");
  g_autoptr (GPtrArray) their_keys = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *closed = jkk_encryption_encrypt (plain, strlen (plain), ours, &length, &error);

  register_key (post, theirs, today ());
  post_drop (post, "a.xml", closed);
  g_assert_cmpuint (post_round (post).accepted, ==, 1);
  g_autoptr (JkkPostIn) entry = newest (post);
  g_assert_nonnull (strstr (plain, entry->content)); /* the element <pesan> */
  g_assert_cmpstr (entry->kind, ==, "suspected");

  g_autofree char *out = only_file (post, JKK_FOLDER_OUTBOX);
  g_assert_null (strstr (out, "receipt"));
  g_ptr_array_add (their_keys, theirs);
  g_autofree char *receipt = jkk_encryption_decrypt (out, strlen (out), their_keys, &length, &error);
  g_assert_no_error (error);
  g_autoptr (JkkMessage) message = jkk_postbox_read (receipt, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (message->answers, ==, entry->guid);
  g_assert_nonnull (strstr (receipt, "SignatureValue")); /* signed first, then encrypted */
}

int
main (int argc, char **argv)
{
  g_setenv ("SANTUN_POST_SETTLE", "0", TRUE);
  g_test_init (&argc, &argv, NULL);
  post_test_add ("/postbox-trust/registered", test_only_a_registered_key_opens_the_door);
  post_test_add ("/postbox-trust/release", test_a_message_is_released_when_its_key_is_known);
  post_test_add ("/postbox-trust/again", test_the_same_file_is_heard_once_its_key_is_known);
  post_test_add ("/postbox-trust/round-about", test_no_file_goes_round_the_folder);
  post_test_add ("/postbox-trust/days", test_keys_change_with_their_days);
  post_test_add ("/postbox-trust/own", test_the_office_signs_what_it_sends);
  post_test_add ("/postbox-trust/own-gone", test_a_key_that_cannot_be_used_stops_the_post);
  post_test_add ("/postbox-trust/runs-out", test_a_key_that_runs_out_is_told_before);
  post_test_add ("/postbox-trust/encrypted", test_content_is_encrypted_both_ways);
  return g_test_run ();
}
