#include "jkk-filesystem.h"

#include <glib/gi18n-lib.h>
#include <sys/vfs.h>

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
ask_kernel (const char *folder, guint64 *type)
{
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return FALSE;
  *type = (guint64) info.f_type;
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
  guint64 type;

  if (!probe (folder, &type))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    /* The kernel's type is a signed word on some machines. */
    if ((guint32) type == refused[i].type)
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
