/* The map of an office's own PDF, in the words of data/forms/KK2.form as far as they go:
 *
 *     # a remark
 *     form    KK2                                its short name
 *     number  Formulir 3a KK 2                   as printed
 *     title   Laporan Kasus Kecelakaan Kerja Tahap II
 *     text    "Nama Peserta" participant.name Nama
 *     lines   alamat participant.address size=8 Alamat Domisili
 *     comb    nik participant.identity cells=16 NIK
 *     check   cb_harian participant.wage_kind=per-hari Upah per hari
 *     check   hubungan#2 heirs[1].relation=anak Anak
 *     skip    cap_perusahaan                     a field that stays empty
 *     copies  Lembar                             what its copies are called, and whom each is for
 *     copy    Dinas Tenaga Kerja
 *     mark    38 12                              where the mark stands: from the right edge, from below; or “mark none”
 *
 * A field is called as in the PDF, in quotation marks if there is a space in its name; NAME#2 is the second of several
 * of that name. Options are size=POINTS and align=left, centre or right. */
#include "jkk-form-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-form-value.h"

#define USUAL_SIZE 9.6
#define MARK_RIGHT 38.0
#define MARK_BOTTOM 12.0
#define MAX_FIELDS 2000

static const char *const kinds[] = { "text", "lines", "comb", "check", NULL };
static const char *const aligns[] = { "left", "centre", "right", NULL };

typedef struct
{
  JkkForm *form;
  GPtrArray *faults;
  guint line;
} Parsing;

G_GNUC_PRINTF (2, 3)
static void
add_fault (const Parsing *parsing, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (parsing->faults, g_strdup_printf (_ ("Line %u: %s"), parsing->line, what));
}

/* The next word of a line, without its quotation marks; NULL at the end of the line. */
static char *
take_word (const char **at)
{
  const char *start = *at + strspn (*at, " \t");
  gsize length;

  if (*start == '"' && strchr (start + 1, '"') != NULL)
    {
      length = strcspn (start + 1, "\"");
      *at = start + length + 2;
      return g_strndup (start + 1, length);
    }
  length = strcspn (start, " \t");
  *at = start + length;
  return length > 0 ? g_strndup (start, length) : NULL;
}

static gboolean
read_number (const char *text, double least, double most, double *value)
{
  char *end = NULL;
  double read = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(read >= least && read <= most))
    return FALSE;
  *value = read;
  return TRUE;
}

static int
find_word (const char *const *words, const char *word)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  return -1;
}

static gboolean
set_option (JkkFormField *field, const char *name, const char *value)
{
  double cells = 0;
  int align = find_word (aligns, value);

  if (g_str_equal (name, "size"))
    return read_number (value, 5, 40, &field->size);
  if (g_str_equal (name, "cells") && field->kind == JKK_FORM_COMB && read_number (value, 1, 100, &cells))
    {
      field->cells = (guint) cells;
      return TRUE;
    }
  if (!g_str_equal (name, "align") || align < 0)
    return FALSE;
  field->align = (JkkFormAlign) align;
  return TRUE;
}

/* Options stand before the label; a label may have any other word with “=”. */
static gboolean
take_options (Parsing *parsing, JkkFormField *field, const char **at)
{
  for (;;)
    {
      const char *before = *at;
      g_autofree char *word = take_word (at);
      const char *equal = word != NULL ? strchr (word, '=') : NULL;
      g_autofree char *name = equal != NULL ? g_strndup (word, (gsize) (equal - word)) : NULL;

      if (name == NULL || !g_strv_contains ((const char *const[]){ "size", "cells", "align", NULL }, name))
        {
          *at = before;
          return TRUE;
        }
      if (!set_option (field, name, equal + 1))
        {
          add_fault (parsing, _ ("“%s” cannot be said of this field."), word);
          return FALSE;
        }
    }
}

static void
set_path (JkkFormField *field, const char *word)
{
  const char *equal = field->kind == JKK_FORM_CHECK ? strrchr (word, '=') : NULL;

  field->path = equal != NULL ? g_strndup (word, (gsize) (equal - word)) : g_strdup (word);
  field->code = equal != NULL ? g_strdup (equal + 1) : NULL;
}

static void
parse_field (Parsing *parsing, JkkFormFieldKind kind, const char *rest)
{
  g_autofree char *name = take_word (&rest), *path = take_word (&rest);
  g_autoptr (GError) error = NULL;

  if (path == NULL || parsing->form->fields->len >= MAX_FIELDS)
    {
      add_fault (parsing, _ ("A field is written as: %s NAME PATH Label."), kinds[kind]);
      return;
    }
  JkkFormField *field = g_new0 (JkkFormField, 1);
  field->name = g_steal_pointer (&name);
  field->kind = kind;
  field->size = USUAL_SIZE;
  field->line = parsing->line;
  field->item = g_strdup ("");
  set_path (field, path);
  gboolean good = take_options (parsing, field, &rest);
  g_autofree char *label = g_strstrip (g_strdup (rest));
  field->label = g_strdup (*label != '\0' ? label : field->name);
  g_ptr_array_add (parsing->form->fields, field);
  if (good && kind == JKK_FORM_COMB && field->cells == 0)
    add_fault (parsing, _ ("A comb needs the number of its cells, such as cells=16."));
  else if (good && kind == JKK_FORM_CHECK && field->code == NULL)
    add_fault (parsing, _ ("A box needs the value at which it is ticked, such as %s=1."), field->path);
  else if (good && !jkk_form_value_check (field, &error))
    add_fault (parsing, "%s", error->message);
  if (jkk_form_find_field (parsing->form, field->name) != field)
    add_fault (parsing, _ ("The field “%s” stands twice in the map."), field->name);
}

static void
parse_mark (Parsing *parsing, const char *rest)
{
  g_autofree char *right = take_word (&rest), *bottom = take_word (&rest);

  if (g_strcmp0 (right, "none") == 0 && bottom == NULL)
    parsing->form->mark_right = 0;
  else if (right == NULL || bottom == NULL || !read_number (right, 1, 2000, &parsing->form->mark_right) ||
           !read_number (bottom, 0, 2000, &parsing->form->mark_bottom))
    add_fault (parsing,
               _ ("The place of the mark is written as: mark POINTS-FROM-RIGHT POINTS-FROM-BELOW, or mark none."));
}

static void
parse_skip (Parsing *parsing, const char *rest)
{
  char *name = take_word (&rest);

  if (name != NULL)
    g_ptr_array_add (parsing->form->skipped, name);
  else
    add_fault (parsing, _ ("Say which field stays empty: skip NAME."));
}

static void
parse_line (Parsing *parsing, const char *line)
{
  const char *rest = line;
  g_autofree char *word = take_word (&rest);

  if (word == NULL || *word == '#')
    return;
  g_autofree char *text = g_strstrip (g_strdup (rest));
  int kind = find_word (kinds, word);
  if (kind >= 0)
    parse_field (parsing, (JkkFormFieldKind) kind, rest);
  else if (g_str_equal (word, "number"))
    jkk_set_str (&parsing->form->number, text);
  else if (g_str_equal (word, "title"))
    jkk_set_str (&parsing->form->title, text);
  else if (g_str_equal (word, "copies"))
    jkk_set_str (&parsing->form->copy_word, text);
  else if (g_str_equal (word, "copy"))
    g_ptr_array_add (parsing->form->copies, g_strdup (text));
  else if (g_str_equal (word, "skip"))
    parse_skip (parsing, rest);
  else if (g_str_equal (word, "mark"))
    parse_mark (parsing, rest);
  else if (!g_str_equal (word, "form"))
    add_fault (parsing,
               _ ("Nobody knows “%s”. A line begins with form, number, title, text, lines, comb, check, skip, "
                  "copies, copy or mark."),
               word);
  else if (parsing->form->code != NULL && !g_str_equal (text, parsing->form->code))
    add_fault (parsing, _ ("The map says it is of %s, but its file is called %s."), text, parsing->form->code);
}

/**
 * jkk_form_map_parse:
 * @code: short name of the form, by which its files are called
 * @text: the map
 * @template: the PDF; it is not opened
 * @faults: (element-type utf8): where to add a sentence with its line for each fault
 * @error: return location
 *
 * Returns: (transfer full): what could be read; %NULL with %JKK_ERROR_FORMAT if it is no text at all.
 */
JkkForm *
jkk_form_map_parse (const char *code, GBytes *text, GBytes *template, GPtrArray *faults, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr (JkkForm) form = jkk_form_new (code, template);
  Parsing parsing = { form, faults, 0 };
  /* The sheets of an attachment; the PDF knows its own pages. */
  const JkkFormPage a4 = { 0, 0, 595.28, 841.89 };

  if (data == NULL || !g_utf8_validate (data, (gssize) length, NULL))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("The map of %s is empty or no text in UTF-8. Write it with a text editor."), code);
      return NULL;
    }
  form->official = TRUE;
  form->skipped = g_ptr_array_new_with_free_func (g_free);
  g_array_append_val (form->pages, a4);
  form->mark_right = MARK_RIGHT;
  form->mark_bottom = MARK_BOTTOM;
  g_autofree char *copy = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      parsing.line = i + 1;
      parse_line (&parsing, g_strchomp (lines[i]));
    }
  if (form->number == NULL)
    form->number = g_strdup (code);
  if (form->title == NULL)
    form->title = g_strdup (form->number);
  if (form->fields->len == 0)
    g_ptr_array_add (faults, g_strdup (_ ("The map names no field.")));
  return g_steal_pointer (&form);
}
