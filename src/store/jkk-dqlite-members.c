#include "jkk-dqlite-private.h"

#include "jkk-file-out.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

/**
 * jkk_dqlite_member_free:
 * @member: (transfer full): a member of a group
 */
void
jkk_dqlite_member_free (JkkDqliteMember *member)
{
  g_free (member->address);
  g_free (member);
}

/**
 * jkk_dqlite_leader:
 * @line: a line
 * @id: (out): who leads as far as the engine knows, 0 = nobody
 * @address: (out) (transfer full): its address, or ""
 *
 * Returns: a code
 */
int
jkk_dqlite_leader (JkkDqlite *line, guint64 *id, char **address)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_LEADER);
  g_autoptr (GByteArray) answer = NULL;

  jkk_dqlite_put_word (request, 0);
  int code = jkk_dqlite_call (line, request, RESPONSE_SERVER, &answer);
  if (code != SQLITE_OK)
    return code;

  JkkDqliteReader reader = { answer, 0, FALSE };
  *id = jkk_dqlite_take_word (&reader);
  const char *text = jkk_dqlite_take_text (&reader);
  if (reader.is_broken)
    return jkk_dqlite_lose (line, "not a message");
  *address = g_strdup (text);
  return SQLITE_OK;
}

static GPtrArray *
read_members (GByteArray *answer)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_dqlite_member_free);
  JkkDqliteReader reader = { answer, 0, FALSE };
  guint64 n_members = jkk_dqlite_take_word (&reader);

  for (guint64 i = 0; i < n_members && !reader.is_broken; i++)
    {
      JkkDqliteMember *member = g_new0 (JkkDqliteMember, 1);

      member->id = jkk_dqlite_take_word (&reader);
      member->address = g_strdup (jkk_dqlite_take_text (&reader));
      member->role = (JkkDqliteRole) jkk_dqlite_take_word (&reader);
      g_ptr_array_add (members, member);
    }
  return reader.is_broken ? NULL : g_steal_pointer (&members);
}

/**
 * jkk_dqlite_members:
 * @line: a line to the engine that leads
 * @members: (out) (transfer full) (element-type JkkDqliteMember): all of its group
 *
 * Returns: a code
 */
int
jkk_dqlite_members (JkkDqlite *line, GPtrArray **members)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_CLUSTER);
  g_autoptr (GByteArray) answer = NULL;

  /* 1: with their roles */
  jkk_dqlite_put_word (request, 1);
  int code = jkk_dqlite_call (line, request, RESPONSE_SERVERS, &answer);
  if (code != SQLITE_OK)
    return code;
  *members = read_members (answer);
  return *members != NULL ? SQLITE_OK : jkk_dqlite_lose (line, "not a message");
}

/**
 * jkk_dqlite_add:
 * @line: a line to the engine that leads
 * @id: number of a new member
 * @address: what the others will call it by
 *
 * Returns: a code; the member is a spare one
 */
int
jkk_dqlite_add (JkkDqlite *line, guint64 id, const char *address)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_ADD);

  jkk_dqlite_put_word (request, id);
  jkk_dqlite_put_text (request, address);
  return jkk_dqlite_call (line, request, RESPONSE_EMPTY, NULL);
}

/**
 * jkk_dqlite_assign:
 * @line: a line to the engine that leads
 * @id: number of a member
 * @role: what it becomes; a voter once it has caught up
 *
 * Returns: a code
 */
int
jkk_dqlite_assign (JkkDqlite *line, guint64 id, JkkDqliteRole role)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_ASSIGN);

  jkk_dqlite_put_word (request, id);
  jkk_dqlite_put_word (request, role);
  return jkk_dqlite_call (line, request, RESPONSE_EMPTY, NULL);
}

static int
call_with_id (JkkDqlite *line, guint8 kind, guint64 id)
{
  GByteArray *request = jkk_dqlite_request (kind);

  jkk_dqlite_put_word (request, id);
  return jkk_dqlite_call (line, request, RESPONSE_EMPTY, NULL);
}

/**
 * jkk_dqlite_remove:
 * @line: a line to the engine that leads
 * @id: number of a member
 *
 * Returns: a code
 */
int
jkk_dqlite_remove (JkkDqlite *line, guint64 id)
{
  return call_with_id (line, REQUEST_REMOVE, id);
}

/**
 * jkk_dqlite_transfer:
 * @line: a line to the engine that leads
 * @id: number of the voter that shall lead
 *
 * Returns: a code
 */
int
jkk_dqlite_transfer (JkkDqlite *line, guint64 id)
{
  return call_with_id (line, REQUEST_TRANSFER, id);
}

static gboolean
write_file (const char *path, const guint8 *data, gsize length)
{
  int fd = g_open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  gsize at = 0;

  while (fd >= 0 && at < length)
    {
      gssize n_written = write (fd, data + at, length - at);

      if (n_written <= 0)
        break;
      at += (gsize) n_written;
    }
  gboolean written = fd >= 0 && at == length && fsync (fd) == 0;
  if (fd >= 0)
    g_close (fd, NULL);
  return written;
}

/* The log lies beside the file under the name that SQLite looks for. */
static gboolean
write_files (JkkDqliteReader *reader, const char *path)
{
  guint64 n_files = jkk_dqlite_take_word (reader);
  gboolean written = n_files > 0;

  for (guint64 i = 0; i < n_files && written; i++)
    {
      const char *name = jkk_dqlite_take_text (reader);
      guint64 length = jkk_dqlite_take_word (reader);
      const guint8 *data = jkk_dqlite_take_bytes (reader, MIN (length, G_MAXUINT32));
      g_autofree char *log = g_strconcat (path, "-wal", NULL);

      written = !reader->is_broken && write_file (g_str_has_suffix (name, "-wal") ? log : path, data, length);
    }
  return written;
}

/**
 * jkk_dqlite_dump:
 * @line: a line to an engine
 * @name: of the store
 * @path: where its file and, beside it, its log are written
 *
 * Returns: a code
 */
int
jkk_dqlite_dump (JkkDqlite *line, const char *name, const char *path)
{
  GByteArray *request = jkk_dqlite_request (REQUEST_DUMP);
  g_autoptr (GByteArray) answer = NULL;

  jkk_dqlite_put_text (request, name);
  int code = jkk_dqlite_call (line, request, RESPONSE_FILES, &answer);
  if (code != SQLITE_OK)
    return code;

  JkkDqliteReader reader = { answer, 0, FALSE };
  gboolean written = write_files (&reader, path);
  if (reader.is_broken)
    return jkk_dqlite_lose (line, "not a message");
  return written ? SQLITE_OK : SQLITE_IOERR_WRITE;
}
