#include "jkk-filesystem.h"

#include <glib/gi18n-lib.h>
#include <sys/vfs.h>
#include <unistd.h>

/* File systems on which locks or the order of writes reach other machines late or never. On SMB acknowledged work was
 * lost in our trials; on NFS everybody waited for a minute and a half when one desk died. */
static const struct
{
  guint32 type;
  const char *name;
} refused[] = {
  { 0x00006969, "NFS" }, { 0x0000517b, "SMB" },  { 0xfe534d42, "SMB" },    { 0xff534d42, "CIFS" },
  { 0x01021997, "9P" },  { 0x65735546, "FUSE" }, { 0x5346414f, "AFS" },    { 0x73757245, "Coda" },
  { 0x0000564c, "NCP" }, { 0x00c36400, "Ceph" }, { 0x0bd00bd0, "Lustre" }, { 0x786f4256, "VirtualBox" },
};

static gboolean
ask_kernel (const char *folder, JkkFilesystem *filesystem)
{
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return FALSE;
  filesystem->type = (guint64) info.f_type;
  filesystem->block_size = (guint64) info.f_bsize;
  return TRUE;
}

static JkkFilesystemProbe probe = ask_kernel;

/**
 * jkk_filesystem_set_probe:
 * @replacement: (nullable): who tells the type of a file system from now on; %NULL = the kernel
 *
 * For tests, which cannot mount network folders.
 */
void
jkk_filesystem_set_probe (JkkFilesystemProbe replacement)
{
  probe = replacement != NULL ? replacement : ask_kernel;
}

/**
 * jkk_filesystem_check:
 * @folder: the folder of a store
 * @error: REFUSED on a network folder, with the way out
 *
 * A SQLite file may lie on a disk of this computer only.
 *
 * Returns: whether a store may lie in @folder; also when that cannot be told
 */
gboolean
jkk_filesystem_check (const char *folder, GError **error)
{
  JkkFilesystem filesystem;

  if (!probe (folder, &filesystem))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    /* The kernel's type is a signed word on some machines. */
    if ((guint32) filesystem.type == refused[i].type)
      {
        g_set_error (
            error, JKK_ERROR, JKK_ERROR_REFUSED,
            _ ("“%s” is a shared or network folder (%s). A store there loses finished work, so it is not opened. "
               "Put the store on a disk of this computer."),
            folder, refused[i].name);
        return FALSE;
      }
  return TRUE;
}

/**
 * jkk_filesystem_maps_safely:
 * @folder: the folder of a store
 *
 * SQLite's write-ahead log has an index in mapped memory, of which it makes sure one block in each page. Where blocks
 * are smaller than pages, the rest of the page may be refused later: on a full disk the program would be killed by a
 * signal (seen on ext4 with blocks of 1 KiB).
 *
 * Returns: whether a file there can be mapped without that danger
 */
gboolean
jkk_filesystem_maps_safely (const char *folder)
{
  JkkFilesystem filesystem;

  return !probe (folder, &filesystem) || filesystem.block_size >= (guint64) sysconf (_SC_PAGESIZE);
}
