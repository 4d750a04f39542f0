#include "jkk-pdf-joint.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jkk-pdf-file.h"

/* Numbers in the joint file that are given before it is written; the catalog and the pages come last. */
enum
{
  CATALOG = 1,
  PAGES = 2,
  FIRST_FREE = 3,
};

struct _JkkPdfJoint
{
  JkkPdfWriter writer;
  gpointer user_data;
  gboolean failed;
  gsize at;           /* where the next byte stands */
  GArray *places;     /* gsize: of each object */
  GHashTable *shared; /* fingerprint of what an object says, to its number */
  GString *kids;
  guint n_pages;
  char *catalog;
  guint info;
  GChecksum *said;
};

/* One paper on its way into the joint file. */
typedef struct
{
  JkkPdfJoint *joint;
  JkkPdfFile *file;
  GArray *numbers; /* guint: what each of its objects is called there; 0: not there yet */
} Copying;

static void
copying_clear (Copying *copying)
{
  g_clear_pointer (&copying->file, jkk_pdf_file_free);
  g_clear_pointer (&copying->numbers, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copying, copying_clear)

static void
put (JkkPdfJoint *joint, const char *data, gsize length)
{
  joint->failed = joint->failed || !joint->writer (data, length, joint->user_data);
  joint->at += length;
}

static void
put_object (JkkPdfJoint *joint, guint number, const char *body, gsize length)
{
  g_autofree char *head = g_strdup_printf ("%u 0 obj\n", number);

  g_array_index (joint->places, gsize, number) = joint->at;
  put (joint, head, strlen (head));
  put (joint, body, length);
  put (joint, "\nendobj\n", strlen ("\nendobj\n"));
}

static guint
reserve (JkkPdfJoint *joint)
{
  g_array_set_size (joint->places, joint->places->len + 1);
  return joint->places->len - 1;
}

/**
 * jkk_pdf_joint_new:
 * @writer: takes the bytes of the file, one part after the other
 * @user_data: for @writer
 *
 * Returns: (transfer full): a file without papers.
 */
JkkPdfJoint *
jkk_pdf_joint_new (JkkPdfWriter writer, gpointer user_data)
{
  static const char head[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  JkkPdfJoint *joint = g_new0 (JkkPdfJoint, 1);

  joint->writer = writer;
  joint->user_data = user_data;
  joint->places = g_array_new (FALSE, TRUE, sizeof (gsize));
  g_array_set_size (joint->places, FIRST_FREE);
  joint->shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  joint->kids = g_string_new (NULL);
  joint->said = g_checksum_new (G_CHECKSUM_SHA256);
  put (joint, head, sizeof head - 1);
  return joint;
}

/**
 * jkk_pdf_joint_free:
 * @joint: (transfer full): a file
 */
void
jkk_pdf_joint_free (JkkPdfJoint *joint)
{
  g_array_unref (joint->places);
  g_hash_table_unref (joint->shared);
  g_string_free (joint->kids, TRUE);
  g_free (joint->catalog);
  g_checksum_free (joint->said);
  g_free (joint);
}

/* ---- References -------------------------------------------------------------------------------------------------- */

/* Past a string in brackets of either kind; a name or a number ends nowhere else. */
static const char *
skip_string (const char *at, const char *end)
{
  if (*at == '<' && at + 1 < end && at[1] == '<')
    return at + 2;
  if (*at == '<')
    {
      const char *close = memchr (at, '>', (gsize) (end - at));

      return close != NULL ? close + 1 : end;
    }
  for (int depth = 0; at < end; at++)
    if (*at == '\\')
      at++;
    else if ((depth += *at == '(' ? 1 : *at == ')' ? -1 : 0) == 0)
      return at + 1;
  return end;
}

/* The number in “23 0 R”, as our writer puts it; 0 if there is none. */
static guint
read_reference (const char *at, const char *end, const char **after)
{
  const char *digits = at;
  guint number = 0;

  for (; at < end && g_ascii_isdigit (*at) && number < 100000000; at++)
    number = number * 10 + (guint) (*at - '0');
  if (at == digits || end - at < 4 || strncmp (at, " 0 R", 4) != 0 || (end - at > 4 && g_ascii_isalnum (at[4])))
    return 0;
  *after = at + 4;
  return number;
}

static guint copy_object (Copying *copying, guint number);

static void
append_renumbered (Copying *copying, GString *out, const char *at, const char *end)
{
  while (at < end)
    {
      const char *next = at + 1;
      gboolean begins = g_ascii_isdigit (*at) && (out->len == 0 || strchr (" [\n", out->str[out->len - 1]) != NULL);
      guint number = begins ? read_reference (at, end, &next) : 0;

      if (number != 0)
        g_string_append_printf (out, "%u 0 R", copy_object (copying, number));
      else
        {
          if (*at == '<' || *at == '(')
            next = skip_string (at, end);
          g_string_append_len (out, at, next - at);
        }
      at = next;
    }
}

/* What an object says, with all that it refers to in the joint file. */
static GString *
renumber (Copying *copying, guint number)
{
  gsize length = 0;
  const char *body = jkk_pdf_file_peek (copying->file, number, &length);
  const char *stream = g_strstr_len (body, (gssize) length, "\nstream\n");
  const char *end = stream != NULL ? stream : body + length;
  GString *out = g_string_sized_new (length + 64);

  append_renumbered (copying, out, body, end);
  g_string_append_len (out, end, body + length - end);
  return out;
}

static guint
put_shared (JkkPdfJoint *joint, const GString *body)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) body->str, body->len);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (joint->shared, sum));

  g_checksum_update (joint->said, (const guchar *) sum, -1);
  if (number != 0)
    return number;
  number = reserve (joint);
  put_object (joint, number, body->str, body->len);
  g_hash_table_insert (joint->shared, g_steal_pointer (&sum), GUINT_TO_POINTER (number));
  return number;
}

static guint
copy_object (Copying *copying, guint number)
{
  g_assert (number < copying->numbers->len);
  if (g_array_index (copying->numbers, guint, number) == 0)
    {
      g_autoptr (GString) body = renumber (copying, number);

      g_array_index (copying->numbers, guint, number) = put_shared (copying->joint, body);
    }
  return g_array_index (copying->numbers, guint, number);
}

/* ---- Papers ------------------------------------------------------------------------------------------------------ */

/* Two pages that say the same are two pages. */
static void
copy_page (Copying *copying, guint number)
{
  JkkPdfJoint *joint = copying->joint;
  g_autoptr (GString) body = renumber (copying, number);
  guint page = reserve (joint);

  put_object (joint, page, body->str, body->len);
  g_string_append_printf (joint->kids, "%u 0 R ", page);
  joint->n_pages++;
}

static void
copy_pages (Copying *copying)
{
  g_autofree char *pages = jkk_pdf_file_get (copying->file, JKK_PDF_PAGES);
  const char *at = strchr (pages, '['), *end = strchr (pages, ']');

  for (; at != NULL && at < end; at++)
    {
      const char *after = at;
      guint number = read_reference (at, end, &after);

      if (number == 0)
        continue;
      copy_page (copying, number);
      at = after - 1;
    }
}

static void
copy_frame (Copying *copying)
{
  JkkPdfJoint *joint = copying->joint;
  g_autoptr (GString) catalog = renumber (copying, JKK_PDF_CATALOG);

  joint->catalog = g_strdup (catalog->str);
  joint->info = copy_object (copying, JKK_PDF_INFO);
}

/**
 * jkk_pdf_joint_fits:
 * @paper: a PDF
 *
 * Returns: whether it is a print copy of our own making, which jkk_pdf_joint_add() can take.
 */
gboolean
jkk_pdf_joint_fits (GBytes *paper)
{
  g_autoptr (JkkPdfFile) file = jkk_pdf_file_new (paper, NULL);

  /* Fields have names, which may stand in one file only once. */
  return file != NULL && jkk_pdf_file_peek (file, JKK_PDF_ACROFORM, NULL) == NULL;
}

/**
 * jkk_pdf_joint_add:
 * @joint: a file that is not finished
 * @paper: a print copy, see jkk_pdf_joint_fits()
 * @error: return location
 *
 * Appends its pages. The first paper gives the file its title.
 *
 * Returns: whether that went well; %FALSE with %JKK_ERROR_FORMAT if it is another kind of paper, with
 * %JKK_ERROR_STORAGE if it could not be written.
 */
gboolean
jkk_pdf_joint_add (JkkPdfJoint *joint, GBytes *paper, GError **error)
{
  g_auto (Copying) copying = { joint, jkk_pdf_file_new (paper, error), NULL };

  if (copying.file == NULL)
    return FALSE;
  copying.numbers = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (copying.numbers, jkk_pdf_file_get_size (copying.file));
  g_array_index (copying.numbers, guint, JKK_PDF_PAGES) = PAGES;
  if (joint->catalog == NULL)
    copy_frame (&copying);
  copy_pages (&copying);
  if (joint->failed)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The papers could not be written."));
  return !joint->failed;
}

static void
put_table (JkkPdfJoint *joint)
{
  g_autofree char *head = g_strdup_printf ("xref\n0 %u\n0000000000 65535 f \n", joint->places->len);

  put (joint, head, strlen (head));
  for (guint i = 1; i < joint->places->len; i++)
    {
      g_autofree char *row =
          g_strdup_printf ("%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index (joint->places, gsize, i));

      put (joint, row, strlen (row));
    }
}

/**
 * jkk_pdf_joint_finish:
 * @joint: a file with at least one paper
 *
 * Writes the end. The same papers give the same bytes.
 *
 * Returns: whether all of the file could be written.
 */
gboolean
jkk_pdf_joint_finish (JkkPdfJoint *joint)
{
  g_return_val_if_fail (joint->catalog != NULL, FALSE);

  g_autofree char *pages =
      g_strdup_printf ("<< /Type /Pages /Kids [%s] /Count %u >>", joint->kids->str, joint->n_pages);
  put_object (joint, CATALOG, joint->catalog, strlen (joint->catalog));
  put_object (joint, PAGES, pages, strlen (pages));
  gsize table = joint->at;
  const char *sum = g_checksum_get_string (joint->said);
  g_autofree char *trailer =
      g_strdup_printf ("trailer\n<< /Size %u /Root %d 0 R /Info %u 0 R /ID [<%.32s> <%.32s>] >>\n"
                       "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                       joint->places->len, CATALOG, joint->info, sum, sum + 32, table);
  put_table (joint);
  put (joint, trailer, strlen (trailer));
  return !joint->failed;
}
