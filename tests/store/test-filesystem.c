#include "jkk-filesystem.h"

#include <linux/magic.h>
#include <string.h>
#include <unistd.h>

static JkkFilesystem given;
static gboolean given_answer;

static gboolean
say (const char *folder, JkkFilesystem *filesystem)
{
  *filesystem = given;
  return given_answer;
}

static void
test_network_folders_are_refused_with_reason_and_way_out (void)
{
  static const struct
  {
    guint64 type;
    const char *name;
  } rows[] = {
    { NFS_SUPER_MAGIC, "NFS" }, { SMB_SUPER_MAGIC, "SMB" },   { CIFS_SUPER_MAGIC, "CIFS" }, { SMB2_SUPER_MAGIC, "SMB" },
    { V9FS_MAGIC, "9P" },       { FUSE_SUPER_MAGIC, "FUSE" }, { CEPH_SUPER_MAGIC, "Ceph" },
  };

  given_answer = TRUE;
  jkk_filesystem_set_probe (say);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      given.type = rows[i].type;
      g_assert_false (jkk_filesystem_check ("/srv/bersama", &error));
      g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, rows[i].name));
      g_assert_nonnull (strstr (error->message, "/srv/bersama"));
      g_assert_nonnull (strstr (error->message, "disk of this computer"));
    }
  jkk_filesystem_set_probe (NULL);
}

static void
test_a_type_that_the_kernel_gives_as_a_negative_number_is_known (void)
{
  g_autoptr (GError) error = NULL;

  given_answer = TRUE;
  given.type = (guint64) (gint64) (gint32) CIFS_SUPER_MAGIC;
  jkk_filesystem_set_probe (say);
  g_assert_false (jkk_filesystem_check ("/srv/bersama", &error));
  g_assert_error (error, JKK_ERROR, JKK_ERROR_REFUSED);
  jkk_filesystem_set_probe (NULL);
}

static void
test_disks_of_this_computer_are_taken (void)
{
  static const guint64 types[] = { EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC,       BTRFS_SUPER_MAGIC,
                                   TMPFS_MAGIC,      OVERLAYFS_SUPER_MAGIC, F2FS_SUPER_MAGIC };
  g_autoptr (GError) error = NULL;

  jkk_filesystem_set_probe (say);
  given_answer = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      given.type = types[i];
      g_assert_true (jkk_filesystem_check ("/home/sari", &error));
    }
  jkk_filesystem_set_probe (NULL);
  g_assert_no_error (error);
}

static void
test_what_cannot_be_told_is_left_to_the_opening (void)
{
  jkk_filesystem_set_probe (say);
  given_answer = FALSE;
  given.type = NFS_SUPER_MAGIC;
  g_assert_true (jkk_filesystem_check ("/srv/bersama", NULL));
  jkk_filesystem_set_probe (NULL);
  /* The kernel's own answer, of a folder that is not there. */
  g_assert_true (jkk_filesystem_check ("/no/such/folder", NULL));
}

static void
test_blocks_smaller_than_a_page_are_not_mapped (void)
{
  gsize page = sysconf (_SC_PAGESIZE);

  jkk_filesystem_set_probe (say);
  given_answer = TRUE;
  given.block_size = page;
  g_assert_true (jkk_filesystem_maps_safely ("/home/sari"));
  given.block_size = 4 * page;
  g_assert_true (jkk_filesystem_maps_safely ("/home/sari"));
  given.block_size = 1024;
  g_assert_false (jkk_filesystem_maps_safely ("/home/sari"));
  given_answer = FALSE;
  g_assert_true (jkk_filesystem_maps_safely ("/home/sari"));
  jkk_filesystem_set_probe (NULL);
}

static void
test_the_kernel_is_asked (void)
{
  g_assert_true (jkk_filesystem_check (g_get_tmp_dir (), NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/store/filesystem/" #name, test_##name)
  ADD (network_folders_are_refused_with_reason_and_way_out);
  ADD (a_type_that_the_kernel_gives_as_a_negative_number_is_known);
  ADD (disks_of_this_computer_are_taken);
  ADD (what_cannot_be_told_is_left_to_the_opening);
  ADD (blocks_smaller_than_a_page_are_not_mapped);
  ADD (the_kernel_is_asked);

  return g_test_run ();
}
