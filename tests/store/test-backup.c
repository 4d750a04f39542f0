#define _GNU_SOURCE /* memmem */

#include "jkk-backup.h"

#include "jkk-backup-keep.h"
#include "jkk-db-copy.h"
#include "jkk-document-store.h"
#include "jkk-journal.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define PASSPHRASE "sandi cadangan kantor"
#define DAY (24 * 60 * 60)

typedef struct
{
  Fixture store;
  char *folder;
  JkkBackupOrder order;
} Place;

static void
place_set_up (Place *place, gconstpointer passphrase)
{
  fixture_set_up (&place->store, NULL);
  place->folder = g_build_filename (place->store.folder, "cadangan", NULL);
  place->order = (JkkBackupOrder){ .folder = place->folder, .passphrase = passphrase, .now = FIXTURE_TIME, .cost = 0 };
}

static void
place_tear_down (Place *place, gconstpointer passphrase)
{
  fixture_tear_down (&place->store, NULL);
  g_free (place->folder);
}

static void
work_a_little (Place *place, const char *number, const char *person)
{
  static guint n_deeds;
  g_autofree char *deed_id = g_strdup_printf ("deed-%u", n_deeds++);
  g_autoptr (GError) error = NULL;
  JkkJournalEntry entry = {
    .time = FIXTURE_TIME + n_deeds, .person = person, .workstation = "meja-1", .deed = "take-in", .deed_id = deed_id
  };

  fixture_begin (&place->store);
  entry.case_id = fixture_insert_case (place->store.db, number);
  g_assert_true (jkk_journal_append (place->store.db, &entry, NULL, &error));
  fixture_commit (&place->store);
}

static char *
put_document (Place *place, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return jkk_document_store_put (place->store.db, bytes, NULL);
}

static JkkBackupInfo *
make (Place *place)
{
  g_autoptr (GError) error = NULL;
  JkkBackupInfo *info = jkk_backup_make (place->store.db, &place->order, NULL, &error);

  g_assert_no_error (error);
  return info;
}

static void
test_a_backup_holds_the_store_and_its_documents (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (place->store.folder, "scratch", NULL);
  g_autofree char *path = g_build_filename (folder, "santun.db", NULL);

  work_a_little (place, "JKK-2026-000001", "sari");
  g_autofree char *sha256 = put_document (place, "surat dokter");
  g_autoptr (JkkBackupInfo) info = make (place);
  g_assert_cmpint (info->sequence, ==, 1);
  g_assert_cmpint (info->is_locked, ==, passphrase != NULL);

  g_autoptr (JkkBackup) backup = jkk_backup_open (info->path, passphrase, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jkk_backup_get_n_documents (backup), ==, 1);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (jkk_backup_unpack (backup, path, NULL, &error));
  g_autoptr (JkkDb) db = jkk_db_open (path, JKK_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_db_check (db, TRUE, &error));
  g_assert_true (jkk_backup_fetch_documents (backup, db, NULL, NULL, &error));
  g_autoptr (GBytes) bytes = jkk_document_store_get (db, sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "surat dokter", 12);
}

static void
count_files (const char *folder, guint *n_files, const char *text, gboolean *found)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        count_files (path, n_files, text, found);
      else if (g_file_get_contents (path, &bytes, &length, NULL))
        {
          *n_files += 1;
          *found |= memmem (bytes, length, text, strlen (text)) != NULL;
        }
    }
}

static void
test_a_locked_backup_tells_nothing (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  guint n_files = 0;
  gboolean found = FALSE;

  work_a_little (place, "JKK-2026-000001", "sari");
  g_autofree char *sha256 = put_document (place, "surat dokter Siti");
  g_autoptr (JkkBackupInfo) info = make (place);
  count_files (place->folder, &n_files, "Siti", &found);
  g_assert_cmpuint (n_files, ==, 3);
  g_assert_false (found);
  count_files (place->folder, &n_files, "JKK-2026", &found);
  g_assert_false (found);
  g_assert_null (jkk_backup_open (info->path, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);

  /* The next one without the passphrase would be the hole. */
  g_clear_error (&error);
  place->order.passphrase = NULL;
  place->order.now += DAY;
  g_assert_null (jkk_backup_make (place->store.db, &place->order, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
}

static void
test_a_document_is_kept_once_for_all_backups (Place *place, gconstpointer passphrase)
{
  guint n_files = 0;
  gboolean found;

  g_free (put_document (place, "surat dokter"));
  for (guint i = 0; i < 3; i++, place->order.now += DAY)
    jkk_backup_info_free (make (place));
  count_files (place->folder, &n_files, "-", &found);
  /* Three backups, the key, one document. */
  g_assert_cmpuint (n_files, ==, 5);
}

static void
test_a_lost_key_file_is_found_in_a_backup (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_build_filename (place->folder, "santun-backups.key", NULL);

  g_free (put_document (place, "surat dokter"));
  jkk_backup_info_free (make (place));
  g_assert_cmpint (g_unlink (key), ==, 0);
  place->order.now += DAY;
  g_autoptr (JkkBackupInfo) info = make (place);
  g_autoptr (JkkBackup) backup = jkk_backup_open (info->path, passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (jkk_backup_fetch_documents (backup, NULL, NULL, NULL, &error));
}

static void
test_a_damaged_document_is_named_and_kept_anew_by_the_next (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *root = g_build_filename (place->folder, "documents", NULL);
  g_autofree char *sha256 = put_document (place, "surat dokter");
  g_autoptr (JkkBackupInfo) first = make (place);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  g_autofree char *part = g_build_filename (root, g_dir_read_name (dir), NULL);
  g_autoptr (GDir) names = g_dir_open (part, 0, NULL);
  g_autofree char *path = g_build_filename (part, g_dir_read_name (names), NULL);
  g_autoptr (JkkBackup) backup = jkk_backup_open (first->path, NULL, &error);

  g_assert_true (g_file_set_contents (path, "santun-1 but not more", -1, NULL));
  g_assert_false (jkk_backup_fetch_documents (backup, NULL, NULL, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, sha256));
  g_clear_error (&error);
  place->order.now += DAY;
  jkk_backup_info_free (make (place));
  g_assert_true (jkk_backup_fetch_documents (backup, NULL, NULL, NULL, &error));
}

static void
test_a_damaged_store_makes_no_backup (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *number = g_strdup_printf ("JKK-2026-%06u", i + 1);

      work_a_little (place, number, "sari");
    }
  g_clear_pointer (&place->store.db, jkk_db_close);
  g_assert_true (g_file_get_contents (place->store.path, &bytes, &length, NULL));
  gint64 root = fixture_ask (&place->store, "SELECT rootpage FROM sqlite_schema WHERE name = 'medical'");
  g_clear_pointer (&place->store.db, jkk_db_close);
  memset (bytes + (root - 1) * 4096, 0xff, 4096);
  g_assert_true (g_file_set_contents (place->store.path, bytes, (gssize) length, NULL));
  /* Opened beside the check at the opening, as a large store would be. */
  place->store.db = jkk_db_open (place->store.path, JKK_DB_READONLY, &error);
  if (place->store.db != NULL)
    g_assert_null (jkk_backup_make (place->store.db, &place->order, NULL, &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_STORAGE);
  backups = jkk_backup_list (place->folder, NULL);
  g_assert_true (backups == NULL || backups->len == 0);
}

static void
test_what_would_be_lost_is_counted (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (&place->store);
  fixture_insert_account (place->store.db, "sari", "Sari Wulandari", 1);
  fixture_commit (&place->store);
  work_a_little (place, "JKK-2026-000001", "sari");
  g_autoptr (JkkBackupInfo) info = make (place);
  g_autoptr (JkkBackup) backup = jkk_backup_open (info->path, NULL, &error);
  g_autoptr (JkkBackupLoss) none = jkk_backup_compare (backup, place->store.db, &error);
  g_assert_true (none->is_known && none->is_same);
  g_assert_cmpint (none->n_deeds, ==, 0);

  work_a_little (place, "JKK-2026-000002", "sari");
  work_a_little (place, "JKK-2026-000003", "rina");
  g_autoptr (JkkBackupLoss) loss = jkk_backup_compare (backup, place->store.db, &error);
  g_assert_true (loss->is_same);
  g_assert_cmpint (loss->n_deeds, ==, 2);
  g_assert_cmpint (loss->n_cases, ==, 2);
  g_assert_cmpuint (loss->people->len, ==, 2);
  g_assert_cmpstr (loss->people->pdata[0], ==, "Sari Wulandari");
  g_assert_cmpint (loss->first, <, loss->last);
}

static void
test_another_office_is_told_apart (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  Fixture other;

  work_a_little (place, "JKK-2026-000001", "sari");
  g_autoptr (JkkBackupInfo) info = make (place);
  g_autoptr (JkkBackup) backup = jkk_backup_open (info->path, NULL, &error);
  fixture_set_up (&other, NULL);
  g_autoptr (JkkBackupLoss) loss = jkk_backup_compare (backup, other.db, &error);
  g_assert_true (loss->is_known);
  g_assert_false (loss->is_same);
  fixture_tear_down (&other, NULL);
}

static void
test_what_a_killed_backup_left_is_swept (Place *place, gconstpointer passphrase)
{
  g_autofree char *left = g_strconcat (place->store.path, ".backup-4194301", NULL);
  g_autofree char *mine = g_strconcat (place->store.path, ".backup-1", NULL);

  g_assert_true (g_file_set_contents (left, "half", -1, NULL));
  g_assert_true (g_file_set_contents (mine, "half", -1, NULL));
  jkk_backup_info_free (make (place));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
}

static void
make_old (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const struct utimbuf long_ago = { 1000, 1000 };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        make_old (path);
      else
        g_assert_cmpint (g_utime (path, (struct utimbuf *) &long_ago), ==, 0);
    }
}

static void
test_what_no_backup_needs_goes (Place *place, gconstpointer passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *documents = g_build_filename (place->store.folder, "documents", NULL);
  g_autofree char *kept = g_build_filename (place->folder, "documents", NULL);
  guint n_files = 0, n_removed;
  gboolean found;

  g_free (put_document (place, "surat lama"));
  jkk_backup_info_free (make (place));
  remove_folder (documents);
  g_free (put_document (place, "surat baru"));
  work_a_little (place, "JKK-2026-000001", "sari");
  place->order.now += 60;
  g_autoptr (JkkBackupInfo) second = make (place);
  make_old (kept);
  g_assert_true (jkk_backup_prune (place->folder, NULL, &n_removed, &error));
  g_assert_cmpuint (n_removed, ==, 1);
  count_files (kept, &n_files, "-", &found);
  g_assert_cmpuint (n_files, ==, 1);
  g_autoptr (JkkBackup) backup = jkk_backup_open (second->path, NULL, &error);
  g_assert_true (jkk_backup_fetch_documents (backup, NULL, NULL, NULL, &error));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, passphrase)                                                                                          \
  g_test_add ("/store/backup/" #name, Place, passphrase, place_set_up, test_##name, place_tear_down)
  ADD (a_backup_holds_the_store_and_its_documents, NULL);
  g_test_add ("/store/backup/a_locked_backup_holds_them_too", Place, PASSPHRASE, place_set_up,
              test_a_backup_holds_the_store_and_its_documents, place_tear_down);
  ADD (a_locked_backup_tells_nothing, PASSPHRASE);
  ADD (a_document_is_kept_once_for_all_backups, NULL);
  ADD (a_lost_key_file_is_found_in_a_backup, PASSPHRASE);
  ADD (a_damaged_document_is_named_and_kept_anew_by_the_next, NULL);
  ADD (a_damaged_store_makes_no_backup, NULL);
  ADD (what_would_be_lost_is_counted, NULL);
  ADD (another_office_is_told_apart, NULL);
  ADD (what_a_killed_backup_left_is_swept, NULL);
  ADD (what_no_backup_needs_goes, NULL);

  return g_test_run ();
}
