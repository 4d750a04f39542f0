#include "jkk-message-check.h"

#include "jkk-sha256.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A longer list is looked up, not read. */
#define MOST_CODES 12

/* What a schema cannot say of a message: values that its kind needs, sums, and files that are what they claim. */

static const JkkField *
find_field (const JkkMessageKind *kind, const char *part, const char *name)
{
  const JkkCasePart *known = jkk_case_part_find (part);

  if (kind->type != NULL && strcmp (kind->type->name, part) == 0)
    return jkk_record_type_find (kind->type, name);
  return known != NULL ? jkk_record_type_find (known->type, name) : NULL;
}

/* "One of: sembuh, …", where only these codes may stand. */
static void
append_codes (GString *repair, const JkkField *field)
{
  const JkkCodeList *list = field->kind == JKK_KIND_CODE ? jkk_code_list_get (field->codes) : NULL;
  guint n = list != NULL ? list->n_codes : 0;

  if (n == 0 || n > MOST_CODES)
    return;
  g_string_append_c (repair, ' ');
  g_string_append (repair, _ ("One of:"));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (repair, "%s %s", i > 0 ? "," : "", list->codes[i].code);
  g_string_append_c (repair, '.');
}

/**
 * jkk_message_add_repair:
 * @body: (nullable): name of the element in which the part is not there either; %NULL if it is
 * @part: name of the part
 * @field: the value that is missing
 *
 * Returns: (transfer full): what is to be written, ready to be copied, and where
 */
char *
jkk_message_add_repair (const char *body, const char *part, const JkkField *field)
{
  GString *repair = g_string_new (NULL);
  const char *name = field->name;

  if (body == NULL)
    g_string_append_printf (repair, _ ("Add inside <%s>, which is there already: <%s>…</%s>."), part, name, name);
  else
    g_string_append_printf (repair, _ ("Add anywhere inside <%s>: <%s><%s>…</%s></%s>."), body, part, name, name, part);
  append_codes (repair, field);
  return g_string_free (repair, FALSE);
}

static void
check_needed (JkkXmlFile *file, JkkXmlNode *body, const JkkMessage *message, const JkkMessageKind *kind)
{
  for (guint i = 0; kind->needed[i] != NULL; i++)
    {
      g_auto (GStrv) steps = g_strsplit (kind->needed[i], ".", 2);
      JkkXmlNode *part = jkk_xml_node_find (body, steps[0]);
      g_autofree char *value = jkk_message_get_text (message, kind->needed[i]);

      /* A value that is there and wrong has its fault already. */
      if (value != NULL || (part != NULL && jkk_xml_node_find (part, steps[1]) != NULL))
        continue;
      const JkkField *field = find_field (kind, steps[0], steps[1]);
      g_assert (field != NULL);
      g_autofree char *text = g_strdup_printf (_ ("“%s” is missing."), jkk_field_label (field));
      g_autofree char *repair = jkk_message_add_repair (part != NULL ? NULL : body->name, steps[0], field);
      jkk_xml_file_add_fault (file, part != NULL && part->fault == NULL ? part : body, "value-missing", text, repair);
    }
}

/* A bill whose lines do not add up is refused: nobody could say which of the two was meant. */
static void
check_bill (JkkXmlFile *file, JkkXmlNode *body, const JkkMessage *message)
{
  const JkkBill *bill = message->own;
  const GPtrArray *lines = message->content->expenses;
  JkkXmlNode *head = jkk_xml_node_find (body, "bill_head");
  JkkXmlNode *total = head != NULL ? jkk_xml_node_find (head, "total") : NULL;
  JkkMoney sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const JkkExpense *line = lines->pdata[i];

      if (line->amount != JKK_NONE && !jkk_money_add (sum, line->amount, &sum))
        return; /* each amount has its limit; a sum beyond it differs from any total */
    }
  if (total == NULL || bill->total == JKK_NONE || sum == bill->total)
    return;
  g_autofree char *stated = jkk_money_to_text (bill->total), *added = jkk_money_to_text (sum);
  g_autofree char *text =
      g_strdup_printf (_ ("The total of the bill is %s, but its items add up to %s."), stated, added);
  jkk_xml_file_add_fault (file, total, "sum-differs", text,
                          _ ("Compare both with the invoice and mend what is wrong. Amounts are written without "
                             "points, such as 18450000."));
}

/* Devices that Windows opens under any ending; a partner's or a desk's folder may lie there. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$", "clock$" };
  g_autofree char *stem = g_ascii_strdown (name, (gssize) strcspn (name, "."));

  g_strchomp (stem);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (strcmp (stem, devices[i]) == 0)
      return TRUE;
  return strlen (stem) == 4 && (g_str_has_prefix (stem, "com") || g_str_has_prefix (stem, "lpt")) &&
         g_ascii_isdigit (stem[3]);
}

/**
 * jkk_message_file_name_is_safe:
 * @name: name of a file, from anybody
 *
 * Returns: whether it names a file in a folder and nothing else: no way up or elsewhere, no hidden file, no character
 *   that a file system or a terminal takes for more than a letter
 */
gboolean
jkk_message_file_name_is_safe (const char *name)
{
  if (name == NULL || *name == '\0' || *name == '.' || *name == '-' || *name == ' ' || strlen (name) > 200)
    return FALSE;
  if (!g_utf8_validate (name, -1, NULL) || strpbrk (name, "/\\:*?\"<>|") != NULL || is_device (name))
    return FALSE;
  if (strchr (". ", name[strlen (name) - 1]) != NULL) /* Windows leaves them out, so that two names are one */
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)) && *p != ' ')
      return FALSE;
  return TRUE;
}

/* Where a type says how its files begin. A file of another kind is opened by another program than the sender meant. */
static const struct
{
  const char *type;
  const char *beginning;
  gsize length;
} beginnings[] = {
  { "application/pdf", "%PDF-", 5 },   { "image/png", "\x89PNG\r\n\x1a\n", 8 },
  { "image/jpeg", "\xff\xd8\xff", 3 }, { "image/tiff", "II*\0", 4 },
  { "image/tiff", "MM\0*", 4 },
};

static gboolean
is_of_type (GBytes *file, const char *type)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);
  gboolean known = FALSE;

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (beginnings); i++)
    if (g_ascii_strcasecmp (type, beginnings[i].type) == 0)
      {
        known = TRUE;
        if (size >= beginnings[i].length && memcmp (data, beginnings[i].beginning, beginnings[i].length) == 0)
          return TRUE;
      }
  return !known;
}

static void
check_file (JkkXmlFile *file, JkkXmlNode *body, const JkkMessage *message)
{
  const JkkEnclosure *said = message->own;
  JkkXmlNode *own = jkk_xml_node_find (body, "enclosure"), *content = jkk_xml_node_find (body, "content");
  JkkXmlNode *name = own != NULL ? jkk_xml_node_find (own, "file_name") : NULL;

  g_autofree char *written = name != NULL ? jkk_xml_node_trimmed (own, "file_name") : NULL;
  /* As it is written: what is kept of it has lost the marks that are not seen, and would name another file. */
  if (written != NULL && name->fault == NULL && !jkk_message_file_name_is_safe (written))
    jkk_xml_file_add_fault (file, name, "file-name-unsafe", _ ("This name of a file cannot be used."),
                            _ ("Write the name alone, with letters, digits, blanks, points and hyphens: "
                               "resume-medis.pdf."));
  if (content == NULL || message->file == NULL || content->fault != NULL)
    return;
  g_autofree char *sha256 = jkk_sha256 (g_bytes_get_data (message->file, NULL), g_bytes_get_size (message->file));
  if (said->size != JKK_NONE && (gsize) said->size != g_bytes_get_size (message->file))
    jkk_xml_file_add_fault (file, content, "content-size-differs", _ ("The embedded file is not as long as stated."),
                            _ ("Embed the whole file, and state the size of the file itself."));
  else if (said->sha256 != NULL && g_ascii_strcasecmp (said->sha256, sha256) != 0)
    jkk_xml_file_add_fault (file, content, "content-fingerprint-differs",
                            _ ("The embedded file is not the one whose fingerprint is stated."),
                            _ ("State the SHA-256 of the file itself, and send it again."));
  else if (!is_of_type (message->file, said->media_type))
    jkk_xml_file_add_fault (file, content, "content-type-differs",
                            _ ("The embedded file is not of the type that is stated."),
                            _ ("State the type of the file itself, such as application/pdf, or embed the right file."));
}

/**
 * jkk_message_check_xml:
 * @file: a file
 * @body: the body of the message in it
 * @message: the message as it was read
 *
 * Adds to the faults of @file what the schema cannot see.
 */
void
jkk_message_check_xml (JkkXmlFile *file, JkkXmlNode *body, const JkkMessage *message)
{
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (jkk_xml_file_is_full (file))
    return;
  if (message->version > 1)
    check_needed (file, body, message, kind);
  if (g_str_equal (kind->name, "bill"))
    check_bill (file, body, message);
  if (kind->carries_file)
    check_file (file, body, message);
}
