/* Filling a form. Poppler could set the fields too, but it sets lines solid, cannot shrink or continue a text and adds
 * 75 kB to the file each time; so the fields of our own templates are written here, and Poppler reads, shows and prints
 * them. */
#include "jkk-pdf-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-attachment.h"
#include "jkk-bahasa.h"
#include "jkk-form-copy.h"
#include "jkk-form-ink.h"
#include "jkk-form-mark.h"
#include "jkk-form-surplus.h"
#include "jkk-form-value.h"
#include "jkk-official-form.h"
#include "jkk-pdf-file.h"
#include "jkk-typeface.h"

/* Where the pages of a form have their foot; data/forms/layout.py sets it. */
#define FOOT_LINE 26.0
#define FOOT_SIZE 6.8
/* From the right edge of the page: left of its number, clear of the title at the other end. */
#define FOOT_RIGHT 160.0
/* The mark at the right end of the foot. */
#define MARK_RIGHT 38.0
#define MARK_BOTTOM 12.0

typedef struct
{
  const JkkForm *form;
  const JkkFormFacts *facts;
  JkkPdfFile *file;
  GPtrArray *overlays; /* GString for each page: what a print copy has on top */
  JkkAttachment *attachment;
  GHashTable *attached; /* paths of the values that are on it */
  GHashTable *squares;  /* paths of the values of which it says that letters are missing */
  GChecksum *said;      /* over what is printed */
  guint first_new;      /* number of the first object that the template does not have */
  gboolean flat;
} Filling;

static void
overlay_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
filling_clear (Filling *filling)
{
  g_clear_pointer (&filling->file, jkk_pdf_file_free);
  g_clear_pointer (&filling->overlays, g_ptr_array_unref);
  g_clear_pointer (&filling->attachment, jkk_attachment_free);
  g_clear_pointer (&filling->attached, g_hash_table_unref);
  g_clear_pointer (&filling->squares, g_hash_table_unref);
  g_clear_pointer (&filling->said, g_checksum_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

/* Name and value, each with its end, so that no two papers say the same by chance. */
static void
note (Filling *filling, const char *name, const char *value)
{
  g_checksum_update (filling->said, (const guchar *) name, (gssize) strlen (name) + 1);
  g_checksum_update (filling->said, (const guchar *) value, (gssize) strlen (value) + 1);
}

static char *
label_of (const JkkFormField *field)
{
  gboolean both = *field->item != '\0' && *field->label != '\0';

  return g_strconcat (field->item, both ? " · " : "", field->label, NULL);
}

/* A value may stand in several fields, as at the head of each page. */
static void
attach_rest (Filling *filling, const JkkFormField *field, const char *text, gboolean whole)
{
  g_autofree char *label = label_of (field);

  if (!whole && g_hash_table_add (filling->attached, field->path))
    jkk_attachment_add_value (filling->attachment, label, text);
  if (jkk_typeface_lacks (text) && g_hash_table_add (filling->squares, field->path))
    jkk_attachment_add_squares (filling->attachment, label);
}

/* The template leaves for the last line of a field's object what filling decides. */
static void
replace_tail (Filling *filling, const JkkFormField *field, const char *tail)
{
  g_autofree char *body = jkk_pdf_file_get (filling->file, field->object);
  char *line = strrchr (body, '\n');

  g_assert (line != NULL);
  *line = '\0';
  jkk_pdf_file_put (filling->file, field->object, g_strconcat (body, "\n", tail, NULL));
}

/* A value that is longer than the comb lifts the limit rather than being cut. */
static void
lift_limit (Filling *filling, const JkkFormField *field, const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (field->kind != JKK_FORM_COMB || length <= (glong) field->cells)
    return;
  g_autofree char *body = jkk_pdf_file_get (filling->file, field->object);
  g_autofree char *old = g_strdup_printf ("/MaxLen %u ", field->cells);
  char *at = strstr (body, old);
  g_assert (at != NULL);
  *at = '\0';
  jkk_pdf_file_put (filling->file, field->object,
                    g_strdup_printf ("%s/MaxLen %ld %s", body, length, at + strlen (old)));
}

/* What the field says, composed. The space before a percent sign does not break, for the eye; some programs that fill
 * forms take it for the sign of the Euro, which has its place in PDFDocEncoding. */
static char *
value_of_text (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_auto (GStrv) parts = g_strsplit (composed, "\u00a0%", -1);

  return g_strjoinv (" %", parts);
}

static void
put_text (Filling *filling, const JkkFormField *field, const char *text, const char *ops)
{
  guint appearance = jkk_pdf_file_reserve (filling->file);
  g_autofree char *composed = value_of_text (text);
  g_autoptr (GString) tail = g_string_new ("/V ");
  g_autoptr (GString) entries = g_string_new ("/Type /XObject /Subtype /Form /BBox [0 0 ");
  g_autofree char *content = g_strconcat ("/Tx BMC\n", ops, "EMC", NULL);

  lift_limit (filling, field, composed);
  jkk_pdf_append_text (tail, composed);
  g_string_append_printf (tail, " /AP << /N %u 0 R >> >>", appearance);
  replace_tail (filling, field, tail->str);
  jkk_pdf_append_number (entries, field->width);
  jkk_pdf_append_number (entries, field->height);
  /* Poppler takes in anew, for each field, every font that stands here. */
  g_string_append_printf (entries, "] /Resources << /Font << /Sans %d 0 R >> >>", JKK_PDF_REGULAR);
  jkk_pdf_file_put_stream (filling->file, appearance, entries->str, content);
}

static void
put_on_page (Filling *filling, const JkkFormField *field, const char *ops)
{
  GString *overlay = filling->overlays->pdata[field->page];

  g_string_append (overlay, "q 1 0 0 1 ");
  jkk_pdf_append_number (overlay, field->x);
  jkk_pdf_append_number (overlay, field->y);
  g_string_append_printf (overlay, "cm\n%sQ\n", ops);
}

static void
fill_text (Filling *filling, const JkkFormField *field)
{
  g_autofree char *value = jkk_form_value_text (filling->facts, field->path);
  g_autofree char *text = g_utf8_make_valid (value, -1);
  g_autoptr (GString) ops = g_string_new (NULL);

  if (*text == '\0')
    return;
  note (filling, field->name, text);
  attach_rest (filling, field, text, jkk_form_ink_text (ops, field, text));
  if (filling->flat)
    put_on_page (filling, field, ops->str);
  else
    put_text (filling, field, text, ops->str);
}

static void
fill_check (Filling *filling, const JkkFormField *field)
{
  if (!jkk_form_value_is (filling->facts, field->path, field->code))
    return;
  note (filling, field->name, "1");
  if (filling->flat)
    {
      g_autoptr (GString) ops = g_string_new (NULL);

      jkk_form_ink_tick (ops, field);
      put_on_page (filling, field, ops->str);
    }
  else
    replace_tail (filling, field, "/V /On /AS /On >>");
}

static void
fill_fields (Filling *filling)
{
  for (guint i = 0; i < filling->form->fields->len; i++)
    {
      const JkkFormField *field = filling->form->fields->pdata[i];

      if (field->kind == JKK_FORM_CHECK)
        fill_check (filling, field);
      else
        fill_text (filling, field);
    }
}

/* Pages */

static void
put_page (Filling *filling, guint object, const char *contents, const JkkFormPage *page)
{
  g_autoptr (GString) body = g_string_new ("<< /Type /Page /MediaBox [0 0 ");

  jkk_pdf_append_number (body, page->width);
  jkk_pdf_append_number (body, page->height);
  g_string_append_printf (body, "] /Parent %d 0 R /Resources %d 0 R /Contents [%s] >>", JKK_PDF_PAGES,
                          JKK_PDF_RESOURCES, contents);
  jkk_pdf_file_put (filling->file, object, g_string_free (g_steal_pointer (&body), FALSE));
}

static guint
last_page_object (const Filling *filling)
{
  return g_array_index (filling->form->pages, JkkFormPage, filling->form->pages->len - 1).contents;
}

/* What is drawn on top of a page becomes a second stream of it. */
static void
put_overlay (Filling *filling, guint number)
{
  const JkkFormPage *page = &g_array_index (filling->form->pages, JkkFormPage, number);
  const GString *ops = filling->overlays->pdata[number];
  guint overlay = jkk_pdf_file_reserve (filling->file);
  g_autofree char *contents = g_strdup_printf ("%u 0 R %u 0 R", page->contents, overlay);
  g_autofree char *body = jkk_pdf_file_get (filling->file, page->object);

  jkk_pdf_file_put_stream (filling->file, overlay, "", ops->str);
  if (filling->flat)
    put_page (filling, page->object, contents, page);
  else
    {
      g_autofree char *old = g_strdup_printf ("/Contents %u 0 R ", page->contents);
      char *at = strstr (body, old);

      g_assert (at != NULL);
      *at = '\0';
      jkk_pdf_file_put (filling->file, page->object,
                        g_strdup_printf ("%s/Contents [%s] %s", body, contents, at + strlen (old)));
    }
}

/* A print copy has no fields any more: they are left out, and what stood in them is drawn on the pages. */
static void
flatten (Filling *filling)
{
  g_autofree char *catalog = jkk_pdf_file_get (filling->file, JKK_PDF_CATALOG);

  /* The template ends with its fields, after the pages; numbers from here on are new. */
  for (guint object = last_page_object (filling) + 1; object < filling->first_new; object++)
    jkk_pdf_file_drop (filling->file, object);
  jkk_pdf_file_drop (filling->file, JKK_PDF_ACROFORM);
  *strrchr (catalog, '\n') = '\0';
  jkk_pdf_file_put (filling->file, JKK_PDF_CATALOG, g_strconcat (catalog, " >>", NULL));
}

/* Each page of the form says that sheets follow, so that nobody misses them. */
static void
announce_attachment (Filling *filling, guint n_sheets)
{
  g_autofree char *text = g_strdup_printf (jkk_bahasa (N_ ("With attachment, sheets: %u")), n_sheets);
  double width = jkk_typeface_measure (JKK_TYPEFACE_BOLD, text, FOOT_SIZE);

  for (guint i = 0; i < filling->form->pages->len; i++)
    {
      const JkkFormPage *page = &g_array_index (filling->form->pages, JkkFormPage, i);
      GString *overlay = filling->overlays->pdata[i];

      g_string_append (overlay, "0.05 0.13 0.33 rg ");
      jkk_typeface_append (overlay, JKK_TYPEFACE_BOLD, text, FOOT_SIZE, page->width - FOOT_RIGHT - width, FOOT_LINE);
    }
}

static void
name_copy (Filling *filling, GPtrArray *sheets)
{
  guint n_own = filling->form->pages->len, n_pages = n_own + (sheets != NULL ? sheets->len : 0);

  for (guint i = 0; i < n_pages; i++)
    {
      const JkkFormPage *page = &g_array_index (filling->form->pages, JkkFormPage, i < n_own ? i : 0);
      GString *ops = i < n_own ? filling->overlays->pdata[i] : sheets->pdata[i - n_own];

      jkk_form_copy_append (ops, filling->form, filling->facts->copy, page->width, page->height);
    }
}

/* Each page says which it is, once the number of pages is known. */
static void
mark_pages (Filling *filling, GPtrArray *sheets, const char *content_hash)
{
  g_autofree char *number = jkk_form_value_text (filling->facts, "cover.number");
  guint n_own = filling->form->pages->len, n_pages = n_own + (sheets != NULL ? sheets->len : 0);

  for (guint i = 0; *number != '\0' && i < n_pages; i++)
    {
      const JkkFormPage *page = &g_array_index (filling->form->pages, JkkFormPage, i < n_own ? i : 0);
      g_autoptr (JkkFormMark) mark = jkk_form_mark_new (number, filling->form->code, i + 1, n_pages, content_hash);
      GString *ops = i < n_own ? filling->overlays->pdata[i] : sheets->pdata[i - n_own];

      jkk_form_mark_append (mark, ops, page->width - MARK_RIGHT, MARK_BOTTOM);
    }
}

static void
append_attachment (Filling *filling, GPtrArray *sheets)
{
  const JkkFormPage *first = &g_array_index (filling->form->pages, JkkFormPage, 0);
  g_autoptr (GString) kids = g_string_new ("<< /Type /Pages /Kids [");

  for (guint i = 0; i < filling->form->pages->len; i++)
    g_string_append_printf (kids, "%u 0 R ", g_array_index (filling->form->pages, JkkFormPage, i).object);
  for (guint i = 0; i < sheets->len; i++)
    {
      guint object = jkk_pdf_file_reserve (filling->file), stream = jkk_pdf_file_reserve (filling->file);
      g_autofree char *contents = g_strdup_printf ("%u 0 R", stream);

      jkk_pdf_file_put_stream (filling->file, stream, "", ((GString *) sheets->pdata[i])->str);
      put_page (filling, object, contents, first);
      g_string_append_printf (kids, "%u 0 R ", object);
    }
  g_string_append_printf (kids, "] /Count %u >>", filling->form->pages->len + sheets->len);
  jkk_pdf_file_put (filling->file, JKK_PDF_PAGES, g_string_free (g_steal_pointer (&kids), FALSE));
  announce_attachment (filling, sheets->len);
}

static void
start_filling (Filling *filling)
{
  g_autofree char *number = jkk_form_value_text (filling->facts, "cover.number");
  g_autofree char *participant = jkk_form_value_text (filling->facts, "participant.name");

  filling->first_new = jkk_pdf_file_get_size (filling->file);
  filling->said = g_checksum_new (G_CHECKSUM_SHA256);
  note (filling, "form", filling->form->code);
  filling->attached = g_hash_table_new (g_str_hash, g_str_equal);
  filling->squares = g_hash_table_new (g_str_hash, g_str_equal);
  filling->attachment = jkk_attachment_new (filling->form);
  jkk_attachment_set_subject (filling->attachment, number, participant);
  filling->overlays = g_ptr_array_new_with_free_func (overlay_free);
  for (guint i = 0; i < filling->form->pages->len; i++)
    g_ptr_array_add (filling->overlays, g_string_new (NULL));
}

/**
 * jkk_form_fill_marked:
 * @form: short name of a form, such as "KK2"
 * @facts: what it is filled from
 * @flags: whether it stays fillable
 * @content_hash: (out) (optional) (transfer full): fingerprint of the values that were printed, hexadecimal; it does
 * not depend on how they are set
 * @error: return location
 *
 * Fills a form. Texts that are too long get smaller, and continue on an attachment behind the form when that is not
 * enough; so do rows of a list for which the form has no room. Letters that the typeface of the form lacks
 * are drawn in others of this computer, or shown as hollow squares if it has none, and then the attachment says so; a
 * fillable form keeps them in its values. An office's own form is filled by jkk_official_fill(). Each page
 * of a case that has a number bears its mark, see #JkkFormMark. The same arguments give the same bytes. May be called
 * from any thread.
 *
 * Returns: (transfer full): the PDF; %NULL with %JKK_ERROR_NOT_FOUND if there is no such form, with %JKK_ERROR_FORMAT
 * if the office's own is faulty.
 */
GBytes *
jkk_form_fill_marked (
    const char *form, const JkkFormFacts *facts, JkkFormFlags flags, char **content_hash, GError **error)
{
  g_auto (Filling) filling = { .facts = facts, .flat = (flags & JKK_FORM_FILLABLE) == 0 };
  GPtrArray *sheets = NULL;

  g_return_val_if_fail (form != NULL && facts->jcase != NULL, NULL);

  filling.form = jkk_form_get (form, error);
  if (filling.form != NULL && filling.form->official)
    return jkk_official_fill (filling.form, facts, (flags & JKK_FORM_FILLABLE) != 0, content_hash, error);
  if (filling.form == NULL || (filling.file = jkk_pdf_file_new (filling.form->template, error)) == NULL)
    return NULL;
  start_filling (&filling);
  if (filling.flat)
    flatten (&filling);
  fill_fields (&filling);
  jkk_form_surplus_attach (filling.form, facts, filling.attachment);
  note (&filling, "attachment", jkk_attachment_get_text (filling.attachment));
  if (!jkk_attachment_is_empty (filling.attachment))
    sheets = jkk_attachment_finish (filling.attachment);
  mark_pages (&filling, sheets, g_checksum_get_string (filling.said));
  name_copy (&filling, sheets);
  if (sheets != NULL)
    append_attachment (&filling, sheets);
  for (guint i = 0; i < filling.overlays->len; i++)
    if (filling.flat || ((GString *) filling.overlays->pdata[i])->len > 0)
      put_overlay (&filling, i);
  if (content_hash != NULL)
    *content_hash = g_strdup (g_checksum_get_string (filling.said));
  return jkk_pdf_file_write (filling.file);
}

/**
 * jkk_form_fill:
 * @form: short name of a form, such as "KK2"
 * @jcase: the case
 * @payout: (nullable): its payout sheet
 * @decision: (nullable): what was proposed or decided on it
 * @flags: whether it stays fillable
 * @error: return location
 *
 * Returns: (transfer full): see jkk_form_fill_marked().
 */
GBytes *
jkk_form_fill (const char *form,
               const JkkCase *jcase,
               const JkkPayout *payout,
               const JkkDecision *decision,
               JkkFormFlags flags,
               GError **error)
{
  JkkFormFacts facts = { jcase, payout, decision };

  return jkk_form_fill_marked (form, &facts, flags, NULL, error);
}
