#include "jkk-xml.h"

#include "jkk-file.h"
#include "jkk-xml-decode.h"
#include "jkk-xml-private.h"
#include "jkk-xml-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A fault and the element that gives it its path, which is written when the whole tree is there. */
typedef struct
{
  JkkFault *fault;
  JkkXmlNode *node;
} Finding;

struct _JkkXmlFile
{
  const JkkXmlKind *const *kinds;
  const JkkXmlKind *kind;
  JkkXmlNode *root;
  GArray *findings;
  gboolean sound;
  gboolean too_new;
  gboolean too_many;
};

static void
clear_finding (gpointer data)
{
  Finding *finding = data;

  g_clear_pointer (&finding->fault, jkk_fault_free);
}

static gboolean
take_fault (JkkXmlFile *file, JkkFault *fault, JkkXmlNode *node)
{
  Finding finding = { fault, node };

  if (file->findings->len >= JKK_XML_MAX_FAULTS)
    {
      file->too_many = TRUE;
      jkk_fault_free (fault);
      return FALSE;
    }
  g_array_append_val (file->findings, finding);
  return TRUE;
}

/* Of a value, and of an element that does not belong where it is, one fault is enough: the schema says several things
 * of one mistake. The reader of the element may put a better sentence in its place. */
static gboolean
report_cb (JkkFault *fault, JkkXmlNode *node, gboolean replaceable, gpointer data)
{
  JkkXmlFile *file = data;

  if (replaceable && (node->fault != NULL || node->children != NULL))
    {
      jkk_fault_free (fault);
      return TRUE;
    }
  if (!take_fault (file, fault, node))
    return FALSE;
  if (replaceable)
    node->fault = fault;
  return TRUE;
}

static gboolean
looks_like_xml (const char *bytes, gsize length)
{
  gsize i = 0;

  while (i < length && strchr (" \t\r\n", bytes[i]) != NULL && bytes[i] != '\0')
    i++;
  return i < length && strchr ("<\xef\xfe\xff", bytes[i]) != NULL; /* strchr finds the NUL of UTF-16 too */
}

static JkkFault *
check_size (gsize length)
{
  if (length == 0)
    return jkk_fault_new (0, 0, NULL, "file-empty", _ ("The file is empty."), _ ("Send the file again."));
  if (length <= JKK_FILE_MAX)
    return NULL;

  g_autofree char *text = g_strdup_printf (_ ("The file is larger than %d MB."), JKK_FILE_MAX / (1024 * 1024));
  return jkk_fault_new (0, 0, NULL, "file-too-large", text,
                        _ ("Send one case in each file, pictures and letters as files of their own."));
}

static JkkFault *
fault_not_xml (void)
{
  return jkk_fault_new (1, 1, NULL, "not-xml", _ ("The file is no XML: it does not begin with an element."),
                        _ ("Choose the XML file itself, not a letter, picture or archive."));
}

static guint64
version_after (const char *text, gsize stem)
{
  guint64 version = 0;

  if (!g_ascii_string_to_unsigned (text + stem, 10, 0, 999, &version, NULL))
    version = 0;
  return version;
}

/* Whether @ns is the namespace of @kind but for a higher number at its end. */
static gboolean
is_newer (const JkkXmlKind *kind, const char *ns, const char *version)
{
  gsize stem = (gsize) (strrchr (kind->ns, ':') - kind->ns) + 1;
  guint64 known = version_after (kind->ns, stem);

  if (ns != NULL && strncmp (ns, kind->ns, stem) == 0 && version_after (ns, stem) > known)
    return TRUE;
  return g_strcmp0 (ns, kind->ns) == 0 && version != NULL && version_after (version, 0) > known;
}

static char *
list_roots (const JkkXmlKind *const *kinds)
{
  GString *roots = g_string_new (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (i == 0 || !g_str_equal (kinds[i]->root, kinds[i - 1]->root)) /* versions of one kind stand together */
      g_string_append_printf (roots, "%s<%s>", i > 0 ? ", " : "", kinds[i]->root);
  return g_string_free (roots, FALSE);
}

static JkkFault *
fault_root (const JkkXmlKind *const *kinds, const JkkXmlNode *root)
{
  g_autofree char *roots = list_roots (kinds);
  g_autofree char *text = g_strdup_printf (_ ("A document “%s” cannot be taken in here."), root->name);
  g_autofree char *repair = g_strdup_printf (_ ("Files that can be taken in begin with one of: %s."), roots);

  return jkk_fault_new (root->line, root->column, "/", "root-unknown", text, repair);
}

static JkkFault *
fault_namespace (const JkkXmlKind *kind, const JkkXmlNode *root)
{
  g_autofree char *path = g_strconcat ("/", kind->root, NULL);
  g_autofree char *text = g_strdup_printf (_ ("“%s” is not in the namespace of its schema."), kind->root);
  gboolean is_ours = g_str_has_prefix (kind->ns, "urn:"); /* a namespace of others states no version of ours */
  g_autofree char *repair = is_ours
                                ? g_strdup_printf (_ ("Begin the file with <%s xmlns=\"%s\" versi=\"%s\">."),
                                                   kind->root, kind->ns, strrchr (kind->ns, ':') + 1)
                                : g_strdup_printf (_ ("Begin the file with <%s xmlns=\"%s\">."), kind->root, kind->ns);

  return jkk_fault_new (root->line, root->column, path, "namespace-wrong", text, repair);
}

static JkkFault *
fault_too_new (const JkkXmlKind *kind, const JkkXmlNode *root)
{
  g_autofree char *path = g_strconcat ("/", kind->root, NULL);
  g_autofree char *repair = g_strdup_printf (_ ("Update the program, or ask the sender for the file in version %s."),
                                             strrchr (kind->ns, ':') + 1);

  return jkk_fault_new (root->line, root->column, path, "version-newer",
                        _ ("The file was written for a newer version of this program."), repair);
}

/* Finds what kind of file it is. Of several versions of one kind, the newest stands first: it is the one that a wrong
 * file is compared with. */
static JkkFault *
identify (JkkXmlFile *file, const JkkXmlNode *root)
{
  const char *version = jkk_xml_node_attribute (root, "versi");
  const JkkXmlKind *found = NULL;

  for (guint i = 0; file->kinds[i] != NULL; i++)
    if (strcmp (file->kinds[i]->root, root->name) == 0 &&
        (found == NULL || g_strcmp0 (root->ns, file->kinds[i]->ns) == 0))
      found = file->kinds[i];

  if (found == NULL)
    return fault_root (file->kinds, root);
  file->too_new = is_newer (found, root->ns, version);
  if (file->too_new)
    return fault_too_new (found, root);
  if (g_strcmp0 (root->ns, found->ns) != 0)
    return fault_namespace (found, root);
  file->kind = found;
  return NULL;
}

static const char *
identify_cb (const JkkXmlNode *root, gpointer data)
{
  JkkXmlFile *file = data;
  JkkFault *fault = identify (file, root);

  if (fault == NULL)
    return file->kind->schema;
  take_fault (file, fault, NULL);
  return NULL;
}

static void
parse (JkkXmlFile *file, const char *text, gsize length)
{
  JkkFault *fault = NULL;
  g_autofree char *root_tag = NULL;
  g_autoptr (GArray) places = jkk_xml_scan (text, length, &root_tag, &fault);

  if (fault != NULL)
    {
      take_fault (file, fault, NULL);
      return;
    }
  JkkXmlParsing parsing = { text, length, places, identify_cb, report_cb, file };
  file->root = jkk_xml_parse (&parsing, &file->sound);
  if ((!file->sound || file->kind == NULL) && file->findings->len == 0)
    take_fault (file, fault_not_xml (), NULL);
}

/**
 * jkk_xml_file_read:
 * @bytes: a file as it came, from anybody
 * @length: its length
 * @kinds: what it may be, %NULL-terminated
 *
 * Reads a file under the limits above, without network, document types and entities, and checks it against its schema.
 * Nothing in it can make the reading slow: every limit is a number, none a clock.
 *
 * Returns: (transfer full): what was found; ask jkk_xml_file_root() for the content
 */
JkkXmlFile *
jkk_xml_file_read (const char *bytes, gsize length, const JkkXmlKind *const *kinds)
{
  JkkXmlFile *file = g_new0 (JkkXmlFile, 1);
  gsize decoded_length = 0;
  JkkFault *fault = check_size (length);
  g_autofree char *text = NULL;

  file->kinds = kinds;
  file->findings = g_array_new (FALSE, FALSE, sizeof (Finding));
  g_array_set_clear_func (file->findings, clear_finding);
  if (fault == NULL && !looks_like_xml (bytes, length))
    fault = fault_not_xml ();
  if (fault == NULL)
    text = jkk_xml_decode (bytes, length, &decoded_length, &fault);
  if (fault != NULL)
    take_fault (file, fault, NULL);
  else
    parse (file, text, decoded_length);
  return file;
}

/**
 * jkk_xml_file_free:
 * @file: (transfer full): a file
 */
void
jkk_xml_file_free (JkkXmlFile *file)
{
  g_clear_pointer (&file->root, jkk_xml_node_free);
  g_array_unref (file->findings);
  g_free (file);
}

/**
 * jkk_xml_file_kind:
 * @file: a file
 *
 * Returns: (transfer none) (nullable): what it is; %NULL if it is none of the kinds asked for
 */
const JkkXmlKind *
jkk_xml_file_kind (const JkkXmlFile *file)
{
  return file->kind;
}

/**
 * jkk_xml_file_root:
 * @file: a file
 *
 * Returns: (transfer none) (nullable): its root, if the file is whole and of a known kind; it may still have faults
 */
JkkXmlNode *
jkk_xml_file_root (const JkkXmlFile *file)
{
  return file->sound && file->kind != NULL ? file->root : NULL;
}

/**
 * jkk_xml_file_is_full:
 * @file: a file
 *
 * Returns: whether it has more faults than are listed, so that looking for further ones is in vain
 */
gboolean
jkk_xml_file_is_full (const JkkXmlFile *file)
{
  return file->too_many;
}

/**
 * jkk_xml_file_add_fault:
 * @file: a file
 * @node: the element concerned
 * @code: stable name of the fault
 * @text: translated sentence
 * @repair: (nullable): translated suggestion
 *
 * Adds a fault. Where the schema complained about the value of @node already, this better one replaces it.
 */
void
jkk_xml_file_add_fault (JkkXmlFile *file, JkkXmlNode *node, const char *code, const char *text, const char *repair)
{
  if (node->fault == NULL)
    {
      JkkFault *fault = jkk_fault_new (node->line, node->column, NULL, code, text, repair);

      if (take_fault (file, fault, node))
        node->fault = fault;
      return;
    }
  char *before[] = { node->fault->code, node->fault->text, node->fault->repair };
  node->fault->code = g_strdup (code);
  node->fault->text = g_strdup (text);
  node->fault->repair = g_strdup (repair);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_free (before[i]); /* last: the new texts may be made of the old ones */
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const JkkFault *x = ((const Finding *) a)->fault, *y = ((const Finding *) b)->fault;

  return x->line != y->line ? x->line - y->line : x->column - y->column;
}

static GPtrArray *
steal_faults (JkkXmlFile *file)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);

  g_array_sort (file->findings, compare_findings);
  for (guint i = 0; i < file->findings->len; i++)
    {
      Finding *finding = &g_array_index (file->findings, Finding, i);

      if (finding->node != NULL)
        {
          finding->fault->path = jkk_xml_node_path (finding->node);
          finding->node->fault = NULL;
        }
      g_ptr_array_add (faults, g_steal_pointer (&finding->fault));
    }
  if (file->too_many)
    g_ptr_array_add (faults,
                     jkk_fault_new (0, 0, NULL, "too-many-faults", _ ("There are more faults than are listed here."),
                                    _ ("Mend these first and check the file again.")));
  g_array_set_size (file->findings, 0);
  return faults;
}

static void
set_error (GError **error, gboolean too_new, const GPtrArray *faults)
{
  g_autofree char *first = jkk_fault_to_text (faults->pdata[0]);
  guint more = faults->len - 1;

  if (more == 0)
    g_set_error_literal (error, JKK_ERROR, too_new ? JKK_ERROR_TOO_NEW : JKK_ERROR_FORMAT, first);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                 ngettext ("%s (and %u more fault)", "%s (and %u more faults)", more), first, more);
}

/**
 * jkk_xml_file_finish:
 * @file: a file, from which nothing more is read
 * @faults: (out) (optional) (transfer full) (element-type JkkFault): its faults in the order of the file, at most
 *   JKK_XML_MAX_FAULTS and a last one that says that there are more; empty when there is none
 * @error: return location
 *
 * Returns: whether the file has no fault; %FALSE with %JKK_ERROR_FORMAT or %JKK_ERROR_TOO_NEW
 */
gboolean
jkk_xml_file_finish (JkkXmlFile *file, GPtrArray **faults, GError **error)
{
  g_autoptr (GPtrArray) found = steal_faults (file);
  gboolean good = found->len == 0;

  if (!good)
    set_error (error, file->too_new, found);
  if (faults != NULL)
    *faults = g_steal_pointer (&found);
  return good;
}
