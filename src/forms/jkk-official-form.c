/* Filling an office's own PDF.
 *
 * A print copy: Poppler draws the empty pages, and over them the same ink as on our own forms, so that long texts
 * shrink, continue on the attachment, and no letter is missing. Fillable: Poppler writes the values into the fields. */
#include "jkk-official-form.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jkk-attachment.h"
#include "jkk-bahasa.h"
#include "jkk-form-copy.h"
#include "jkk-form-ink.h"
#include "jkk-form-mark.h"
#include "jkk-form-surplus.h"
#include "jkk-form-template.h"
#include "jkk-paper.h"
#include "jkk-pdf-file.h"
#include "jkk-pdf-overlay.h"
#include "jkk-poppler.h"
#include "jkk-typeface.h"

#define NOTE_SIZE 6.8
#define NOTE_BOTTOM 12.0
/* The size of a text leaves room above and below it, in parts of the height of its field. */
#define MOST_OF_HEIGHT 0.78
/* A print copy says no time of its making, so that the same values give the same bytes. */
#define NO_TIME "2000-01-01T00:00:00Z"

typedef struct
{
  const JkkForm *form;
  const JkkFormFacts *facts;
  PopplerDocument *document;
  GArray *sizes;       /* JkkFormPage of each page */
  GPtrArray *overlays; /* GString of drawing operators for each page */
  JkkAttachment *attachment;
  GHashTable *attached; /* paths of the values that are on it */
  GHashTable *squares;  /* paths of the values of which it says that letters are missing */
  GPtrArray *too_long;  /* labels of the values that do not fit */
  GHashTable *counts;   /* name of a field → how many of it were met */
  GChecksum *said;      /* over what is printed */
  gboolean fillable;
} Filling;

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
filling_clear (Filling *filling)
{
  g_clear_object (&filling->document);
  g_clear_pointer (&filling->sizes, g_array_unref);
  g_clear_pointer (&filling->overlays, g_ptr_array_unref);
  g_clear_pointer (&filling->attachment, jkk_attachment_free);
  g_clear_pointer (&filling->attached, g_hash_table_unref);
  g_clear_pointer (&filling->squares, g_hash_table_unref);
  g_clear_pointer (&filling->too_long, g_ptr_array_unref);
  g_clear_pointer (&filling->counts, g_hash_table_unref);
  g_clear_pointer (&filling->said, g_checksum_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filling, filling_clear)

static void
note (Filling *filling, const char *name, const char *value)
{
  g_checksum_update (filling->said, (const guchar *) name, (gssize) strlen (name) + 1);
  g_checksum_update (filling->said, (const guchar *) value, (gssize) strlen (value) + 1);
}

/* ---- One field --------------------------------------------------------------------------------------------------- */

/* The field where the PDF has it, at a size that its height allows. */
static JkkFormField
place_field (const JkkFormField *field, guint page, const PopplerRectangle *area)
{
  JkkFormField placed = *field;

  placed.page = page;
  placed.x = area->x1;
  placed.y = area->y1;
  placed.width = area->x2 - area->x1;
  placed.height = area->y2 - area->y1;
  if (field->kind != JKK_FORM_LINES)
    placed.size = MIN (field->size, placed.height * MOST_OF_HEIGHT);
  return placed;
}

static void
put_on_page (Filling *filling, const JkkFormField *placed, const char *ops)
{
  GString *overlay = filling->overlays->pdata[placed->page];

  g_string_append (overlay, "q 1 0 0 1 ");
  jkk_pdf_append_number (overlay, placed->x);
  jkk_pdf_append_number (overlay, placed->y);
  g_string_append_printf (overlay, "cm\n%sQ\n", ops);
}

/* Poppler embeds a whole system font for each kind of character that the field's own font lacks, line ends and odd
 * spaces among them. */
static char *
text_for_poppler (const char *text, gboolean several)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *plain = g_string_new (NULL);

  for (const char *at = composed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '\n' && several)
        g_string_append_c (plain, '\n');
      else if (g_unichar_isspace (letter) || letter == 0xA0)
        g_string_append_c (plain, ' ');
      else if (!g_unichar_iscntrl (letter) && g_unichar_type (letter) != G_UNICODE_FORMAT)
        g_string_append_unichar (plain, letter);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
choose (PopplerFormField *field, const char *text)
{
  for (int i = 0; i < poppler_form_field_choice_get_n_items (field); i++)
    {
      g_autofree char *item = poppler_form_field_choice_get_item (field, i);

      if (item != NULL && g_ascii_strcasecmp (item, text) == 0)
        {
          poppler_form_field_choice_select_item (field, i);
          return TRUE;
        }
    }
  if (!poppler_form_field_choice_is_editable (field))
    return FALSE;
  poppler_form_field_choice_set_text (field, text);
  return TRUE;
}

/* Returns whether the field of the PDF takes all of it. */
static gboolean
enter_text (PopplerFormField *field, const JkkFormField *placed, const char *text)
{
  PopplerFormFieldType type = poppler_form_field_get_field_type (field);

  if (type == POPPLER_FORM_FIELD_CHOICE)
    return choose (field, text);
  if (type != POPPLER_FORM_FIELD_TEXT)
    return FALSE;
  gboolean several = poppler_form_field_text_get_text_type (field) == POPPLER_FORM_TEXT_MULTILINE;
  g_autofree char *plain = text_for_poppler (text, several);
  int most = poppler_form_field_text_get_max_len (field);
  if (most > 0 && g_utf8_strlen (plain, -1) > most)
    return FALSE;
  poppler_form_field_text_set_text (field, plain);
  return TRUE;
}

static void
add_to_attachment (Filling *filling, const JkkFormField *field, const char *text)
{
  g_ptr_array_add (filling->too_long, field->label);
  if (g_hash_table_add (filling->attached, field->path))
    jkk_attachment_add_value (filling->attachment, field->label, text);
}

static void
fill_text (Filling *filling, const JkkFormField *placed, PopplerFormField *field)
{
  g_autofree char *value = jkk_form_value_text (filling->facts, placed->path);
  g_autofree char *text = g_utf8_make_valid (value, -1);
  g_autoptr (GString) ops = g_string_new (NULL);

  if (*text == '\0')
    return;
  note (filling, placed->name, text);
  gboolean whole = jkk_form_ink_text (ops, placed, text);
  if (filling->fillable)
    whole = enter_text (field, placed, text) && whole;
  if (!whole)
    add_to_attachment (filling, placed, text);
  /* A file that others fill in further has no sheets, and keeps the letters in its values. */
  if (!filling->fillable && jkk_typeface_lacks (text) && g_hash_table_add (filling->squares, placed->path))
    jkk_attachment_add_squares (filling->attachment, placed->label);
  put_on_page (filling, placed, ops->str);
}

static void
fill_check (Filling *filling, const JkkFormField *placed, PopplerFormField *field)
{
  g_autoptr (GString) ops = g_string_new (NULL);

  if (!jkk_form_value_is (filling->facts, placed->path, placed->code))
    return;
  note (filling, placed->name, "1");
  if (filling->fillable)
    poppler_form_field_button_set_state (field, TRUE);
  jkk_form_ink_tick (ops, placed);
  put_on_page (filling, placed, ops->str);
}

/* What the agency's file brings along as an example is no value of the case. */
static void
clear_field (PopplerFormField *field)
{
  PopplerFormFieldType type = poppler_form_field_get_field_type (field);
  g_autofree char *text = type == POPPLER_FORM_FIELD_TEXT ? poppler_form_field_text_get_text (field) : NULL;

  if (text != NULL && *text != '\0')
    poppler_form_field_text_set_text (field, "");
  if (type == POPPLER_FORM_FIELD_CHOICE)
    poppler_form_field_choice_unselect_all (field);
  if (type == POPPLER_FORM_FIELD_BUTTON &&
      poppler_form_field_button_get_button_type (field) == POPPLER_FORM_BUTTON_CHECK &&
      poppler_form_field_button_get_state (field))
    poppler_form_field_button_set_state (field, FALSE);
}

static void
fill_widget (Filling *filling, guint page, PopplerFormFieldMapping *mapping)
{
  g_autofree char *name = poppler_form_field_get_name (mapping->field);
  gboolean is_box = poppler_form_field_get_field_type (mapping->field) == POPPLER_FORM_FIELD_BUTTON;

  if (name == NULL)
    return;
  guint nth = GPOINTER_TO_UINT (g_hash_table_lookup (filling->counts, name)) + 1;
  g_hash_table_insert (filling->counts, g_strdup (name), GUINT_TO_POINTER (nth));
  for (guint i = 0; i < filling->form->fields->len; i++)
    {
      const JkkFormField *field = filling->form->fields->pdata[i];

      if (!jkk_form_template_is_called (field->name, name, nth) || (field->kind == JKK_FORM_CHECK) != is_box)
        continue;
      JkkFormField placed = place_field (field, page, &mapping->area);
      clear_field (mapping->field);
      if (is_box)
        fill_check (filling, &placed, mapping->field);
      else
        fill_text (filling, &placed, mapping->field);
    }
}

/* PDF counts from below. */
static int
compare_widgets (gconstpointer a, gconstpointer b)
{
  const PopplerRectangle *left = &((const PopplerFormFieldMapping *) a)->area;
  const PopplerRectangle *right = &((const PopplerFormFieldMapping *) b)->area;

  return jkk_form_template_compare (-left->y2, left->x1, -right->y2, right->x1);
}

static void
fill_pages (Filling *filling)
{
  for (guint page = 0; page < filling->sizes->len; page++)
    {
      g_autoptr (PopplerPage) found = poppler_document_get_page (filling->document, (int) page);
      g_autoptr (JkkPopplerFieldMappings) mappings =
          found != NULL ? g_list_sort (poppler_page_get_form_field_mapping (found), compare_widgets) : NULL;

      for (GList *item = mappings; item != NULL; item = item->next)
        fill_widget (filling, page, item->data);
    }
}

/* ---- The print copy ---------------------------------------------------------------------------------------------- */

static void
append_sheets (Filling *filling)
{
  GPtrArray *sheets = jkk_attachment_finish (filling->attachment);
  JkkFormPage sheet = g_array_index (filling->form->pages, JkkFormPage, 0);

  for (guint i = 0; i < sheets->len; i++)
    {
      g_ptr_array_add (filling->overlays, g_string_new (((GString *) sheets->pdata[i])->str));
      g_array_append_val (filling->sizes, sheet);
    }
}

/* Left of the mark: the sheets that follow must not be missed. */
static void
announce_sheets (Filling *filling, guint n_own, guint n_sheets)
{
  g_autofree char *text = g_strdup_printf (jkk_bahasa (N_ ("With attachment, sheets: %u")), n_sheets);
  double width = jkk_typeface_measure (JKK_TYPEFACE_BOLD, text, NOTE_SIZE);

  for (guint i = 0; i < n_own; i++)
    {
      GString *overlay = filling->overlays->pdata[i];
      double right = g_array_index (filling->sizes, JkkFormPage, i).width - MAX (filling->form->mark_right, 24);

      g_string_append (overlay, "0.05 0.13 0.33 rg ");
      jkk_typeface_append (overlay, JKK_TYPEFACE_BOLD, text, NOTE_SIZE, right - JKK_FORM_MARK_ROOM - width,
                           NOTE_BOTTOM);
    }
}

static void
mark_pages (Filling *filling)
{
  g_autofree char *number = jkk_form_value_text (filling->facts, "cover.number");
  guint n_pages = filling->overlays->len;

  for (guint i = 0; *number != '\0' && filling->form->mark_right > 0 && i < n_pages; i++)
    {
      double width = g_array_index (filling->sizes, JkkFormPage, i).width;
      g_autoptr (JkkFormMark) mark =
          jkk_form_mark_new (number, filling->form->code, i + 1, n_pages, g_checksum_get_string (filling->said));

      jkk_form_mark_append (mark, filling->overlays->pdata[i], width - filling->form->mark_right,
                            filling->form->mark_bottom);
    }
}

static void
name_copy (Filling *filling)
{
  for (guint i = 0; i < filling->overlays->len; i++)
    {
      const JkkFormPage *size = &g_array_index (filling->sizes, JkkFormPage, i);

      jkk_form_copy_append (filling->overlays->pdata[i], filling->form, filling->facts->copy, size->width,
                            size->height);
    }
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_page (cairo_t *cr, PopplerDocument *document, int number)
{
  g_autoptr (PopplerPage) page =
      number < poppler_document_get_n_pages (document) ? poppler_document_get_page (document, number) : NULL;

  cairo_save (cr);
  if (page != NULL)
    poppler_page_render_for_printing (page, cr);
  cairo_restore (cr);
}

/* The agency's pages below, ours above, as vectors and letters that can be searched. */
static GBytes *
lay_over (const Filling *filling, PopplerDocument *overlay)
{
  GByteArray *bytes = g_byte_array_new ();
  const JkkFormPage *sizes = (const JkkFormPage *) (gpointer) filling->sizes->data;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, sizes[0].width, sizes[0].height);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, filling->form->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Santun");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NO_TIME);
  for (guint i = 0; i < filling->sizes->len; i++)
    {
      cairo_pdf_surface_set_size (surface, sizes[i].width, sizes[i].height);
      draw_page (cr, filling->document, (int) i);
      draw_page (cr, overlay, (int) i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  gboolean good = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  g_autoptr (GBytes) written = g_byte_array_free_to_bytes (bytes);
  return good ? g_steal_pointer (&written) : NULL;
}

static GBytes *
print_copy (Filling *filling, GError **error)
{
  guint n_own = filling->sizes->len;

  jkk_form_surplus_attach (filling->form, filling->facts, filling->attachment);
  note (filling, "attachment", jkk_attachment_get_text (filling->attachment));
  if (!jkk_attachment_is_empty (filling->attachment))
    append_sheets (filling);
  if (filling->sizes->len > n_own)
    announce_sheets (filling, n_own, filling->sizes->len - n_own);
  mark_pages (filling);
  name_copy (filling);
  g_autoptr (GBytes) bytes = jkk_pdf_overlay_write (filling->overlays, filling->sizes, error);
  g_autoptr (PopplerDocument) overlay = bytes != NULL ? poppler_document_new_from_bytes (bytes, NULL, error) : NULL;
  GBytes *copy = overlay != NULL ? lay_over (filling, overlay) : NULL;
  if (overlay != NULL && copy == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("The form %s cannot be drawn."), filling->form->code);
  return copy;
}

/* ---- Fillable ---------------------------------------------------------------------------------------------------- */

/* No sheet can follow in a file that others fill in further. */
static gboolean
refuse_too_long (const Filling *filling, GError **error)
{
  g_ptr_array_add (filling->too_long, NULL);
  g_autofree char *labels = g_strjoinv (", ", (char **) filling->too_long->pdata);

  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The office's own form %s has no room for: %s. Print it instead: a print copy continues on an "
                  "attachment."),
               filling->form->code, labels);
  return FALSE;
}

/* Poppler writes files only, and what it writes to a descriptor it does not finish: through a folder that nobody else
 * can enter. */
static GBytes *
save_fillable (const Filling *filling, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("santun-XXXXXX", error);
  g_autofree char *name = folder != NULL ? g_build_filename (folder, "form.pdf", NULL) : NULL;
  g_autofree char *uri = name != NULL ? g_filename_to_uri (name, NULL, error) : NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  if (uri == NULL)
    return NULL;
  gboolean good =
      poppler_document_save (filling->document, uri, error) && g_file_get_contents (name, &data, &length, error);
  g_unlink (name);
  g_rmdir (folder);
  return good ? g_bytes_new_take (g_steal_pointer (&data), length) : NULL;
}

/* ---- The whole form ---------------------------------------------------------------------------------------------- */

static gboolean
start_filling (Filling *filling, GError **error)
{
  g_autofree char *number = jkk_form_value_text (filling->facts, "cover.number");
  g_autofree char *participant = jkk_form_value_text (filling->facts, "participant.name");

  filling->document = poppler_document_new_from_bytes (filling->form->template, NULL, error);
  if (filling->document == NULL)
    return FALSE;
  filling->sizes = g_array_new (FALSE, FALSE, sizeof (JkkFormPage));
  filling->overlays = g_ptr_array_new_with_free_func (string_free);
  for (int i = 0; i < poppler_document_get_n_pages (filling->document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (filling->document, i);
      JkkFormPage size = { 0, 0, 595.28, 841.89 };

      if (page != NULL)
        poppler_page_get_size (page, &size.width, &size.height);
      g_array_append_val (filling->sizes, size);
      g_ptr_array_add (filling->overlays, g_string_new (NULL));
    }
  filling->said = g_checksum_new (G_CHECKSUM_SHA256);
  note (filling, "form", filling->form->code);
  filling->attached = g_hash_table_new (g_str_hash, g_str_equal);
  filling->squares = g_hash_table_new (g_str_hash, g_str_equal);
  filling->too_long = g_ptr_array_new ();
  filling->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  filling->attachment = jkk_attachment_new (filling->form);
  jkk_attachment_set_subject (filling->attachment, number, participant);
  return TRUE;
}

/**
 * jkk_official_fill:
 * @form: an office's own form
 * @facts: what it is filled from
 * @fillable: whether its fields can still be changed
 * @content_hash: (out) (optional) (transfer full): see jkk_form_fill_marked()
 * @error: return location
 *
 * See jkk_form_fill_marked(). The PDF is opened only after the helper process has proven it.
 *
 * Returns: (transfer full): the PDF; %NULL with %JKK_ERROR_FORMAT if PDF or map are faulty, with %JKK_ERROR_REFUSED if
 * a fillable form would have no room for a value.
 */
GBytes *
jkk_official_fill (
    const JkkForm *form, const JkkFormFacts *facts, gboolean fillable, char **content_hash, GError **error)
{
  g_auto (Filling) filling = { .form = form, .facts = facts, .fillable = fillable };

  g_return_val_if_fail (form->official && facts->jcase != NULL, NULL);

  if (!jkk_form_template_prove (form, error) || !start_filling (&filling, error))
    return NULL;
  fill_pages (&filling);
  if (fillable && filling.too_long->len > 0 && !refuse_too_long (&filling, error))
    return NULL;
  g_autoptr (GBytes) bytes = fillable ? save_fillable (&filling, error) : print_copy (&filling, error);
  if (bytes != NULL && content_hash != NULL)
    *content_hash = g_strdup (g_checksum_get_string (filling.said));
  return g_steal_pointer (&bytes);
}
