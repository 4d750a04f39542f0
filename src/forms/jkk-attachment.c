#include "jkk-attachment.h"

#include <glib/gi18n-lib.h>

#include "jkk-bahasa.h"
#include "jkk-form-mark.h"
#include "jkk-pdf-file.h"
#include "jkk-typeface.h"

#define MARGIN 42.0
#define BOTTOM 60.0
#define FOOT 26.0
#define LABEL_SIZE 7.5
#define TEXT_SIZE 9.6
#define HEADING_SIZE 10.5
#define LEADING 1.32
#define GAP 5.0
/* Labels stand on the left, texts beside them. */
#define TEXT_LEFT (MARGIN + 150.0)
#define LABEL_WIDTH 140.0

/* A group that takes more of a sheet than this may be parted. */
#define MOST_TOGETHER 0.7

#define COLOUR_INK "0.05 0.13 0.33 rg\n"
#define COLOUR_LABEL "0.34 0.36 0.4 rg\n"
#define COLOUR_TITLE "0.17 0.25 0.36 rg\n"
#define COLOUR_RULE "0.6 0.62 0.66 RG 0.5 w "

struct _JkkAttachment
{
  const JkkForm *form;
  char *subject;
  GPtrArray *pages; /* GString of drawing operators */
  GString *ops;     /* the page that is being written */
  GString *text;    /* what was added, for the fingerprint of the paper */
  double y;
};

static void
page_free (gpointer data)
{
  g_string_free (data, TRUE);
}

/**
 * jkk_attachment_new:
 * @form: the form that it belongs to
 *
 * Returns: (transfer full): an attachment without sheets.
 */
JkkAttachment *
jkk_attachment_new (const JkkForm *form)
{
  JkkAttachment *attachment = g_new0 (JkkAttachment, 1);

  attachment->form = form;
  attachment->subject = g_strdup ("");
  attachment->pages = g_ptr_array_new_with_free_func (page_free);
  attachment->text = g_string_new (NULL);
  return attachment;
}

/**
 * jkk_attachment_free:
 * @attachment: (transfer full): an attachment
 */
void
jkk_attachment_free (JkkAttachment *attachment)
{
  g_free (attachment->subject);
  g_string_free (attachment->text, TRUE);
  g_ptr_array_unref (attachment->pages);
  g_free (attachment);
}

/**
 * jkk_attachment_set_subject:
 * @attachment: an attachment
 * @number: the case number, or the empty text
 * @participant: name of the participant, or the empty text
 *
 * Says what stands at the head of each sheet, so that a loose one finds its form again.
 */
void
jkk_attachment_set_subject (JkkAttachment *attachment, const char *number, const char *participant)
{
  g_autofree char *text = g_strjoin (*number != '\0' && *participant != '\0' ? " · " : "", number, participant, NULL);

  g_free (attachment->subject);
  attachment->subject = jkk_typeface_printable (text);
}

static double
right_edge (const JkkAttachment *attachment)
{
  return g_array_index (attachment->form->pages, JkkFormPage, 0).width - MARGIN;
}

static void
append_rule (JkkAttachment *attachment, double y, double right)
{
  g_string_append (attachment->ops, COLOUR_RULE);
  jkk_pdf_append_number (attachment->ops, MARGIN);
  jkk_pdf_append_number (attachment->ops, y);
  g_string_append (attachment->ops, "m ");
  jkk_pdf_append_number (attachment->ops, right);
  jkk_pdf_append_number (attachment->ops, y);
  g_string_append (attachment->ops, "l S\n");
}

static void
append_line (JkkAttachment *attachment, const char *colour, JkkTypeface face, const char *text, double size, double x)
{
  g_string_append (attachment->ops, colour);
  jkk_typeface_append (attachment->ops, face, text, size, x, attachment->y);
}

static void
append_paragraph (JkkAttachment *attachment, const char *colour, JkkTypeface face, const char *text, double size)
{
  g_autoptr (GPtrArray) lines = jkk_typeface_wrap (face, text, size, right_edge (attachment) - MARGIN);

  for (guint i = 0; i < lines->len; i++)
    {
      attachment->y -= size * LEADING;
      append_line (attachment, colour, face, lines->pdata[i], size, MARGIN);
    }
}

static void
start_page (JkkAttachment *attachment)
{
  const JkkForm *form = attachment->form;
  g_autofree char *belongs = g_strdup_printf ("%s — %s", form->number, form->title);

  attachment->ops = g_string_new (NULL);
  g_ptr_array_add (attachment->pages, attachment->ops);
  attachment->y = g_array_index (form->pages, JkkFormPage, 0).height - 36;
  append_paragraph (attachment, COLOUR_TITLE, JKK_TYPEFACE_BOLD, jkk_bahasa (N_ ("Attachment")), 15);
  append_paragraph (attachment, COLOUR_LABEL, JKK_TYPEFACE_REGULAR, belongs, TEXT_SIZE);
  if (*attachment->subject != '\0')
    append_paragraph (attachment, COLOUR_INK, JKK_TYPEFACE_REGULAR, attachment->subject, TEXT_SIZE);
  attachment->y -= GAP;
  append_rule (attachment, attachment->y, right_edge (attachment));
}

static void
need_room (JkkAttachment *attachment, double height)
{
  if (attachment->ops == NULL || attachment->y - height < BOTTOM)
    start_page (attachment);
}

/* Height of entries of one line each under a heading. */
static double
height_of_group (guint n_entries)
{
  return GAP * 2 + HEADING_SIZE * LEADING + n_entries * (GAP + TEXT_SIZE * LEADING) + TEXT_SIZE * LEADING;
}

/**
 * jkk_attachment_add_heading:
 * @attachment: an attachment
 * @text: a heading
 * @n_entries: how many entries come under it
 *
 * What stands under a heading stays together on a sheet where there is one that has room for it.
 */
void
jkk_attachment_add_heading (JkkAttachment *attachment, const char *text, guint n_entries)
{
  double group = height_of_group (n_entries), sheet = g_array_index (attachment->form->pages, JkkFormPage, 0).height;

  g_autofree char *printable = jkk_typeface_printable (text);

  g_string_append_printf (attachment->text, "%s\n", text);
  /* A heading stays with the first entry under it. */
  need_room (attachment, group < sheet * MOST_TOGETHER ? group : height_of_group (1));
  attachment->y -= 2 * GAP;
  append_paragraph (attachment, COLOUR_TITLE, JKK_TYPEFACE_BOLD, printable, HEADING_SIZE);
}

static void
add_entry (JkkAttachment *attachment, const char *label, const char *text)
{
  g_autofree char *shown_label = jkk_typeface_printable (label), *shown = jkk_typeface_printable (text);
  g_autoptr (GPtrArray) left = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, shown_label, LABEL_SIZE, LABEL_WIDTH);
  double step = TEXT_SIZE * LEADING;

  /* The lines of the label stay together with as many of the text. */
  need_room (attachment, GAP + step * MAX (2, left->len));
  g_autoptr (GPtrArray) right =
      jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, shown, TEXT_SIZE, right_edge (attachment) - TEXT_LEFT);
  attachment->y -= GAP;
  for (guint i = 0; i < MAX (left->len, right->len); i++)
    {
      need_room (attachment, step);
      attachment->y -= step;
      if (i < left->len)
        append_line (attachment, COLOUR_LABEL, JKK_TYPEFACE_REGULAR, left->pdata[i], LABEL_SIZE, MARGIN);
      if (i < right->len)
        append_line (attachment, COLOUR_INK, JKK_TYPEFACE_REGULAR, right->pdata[i], TEXT_SIZE, TEXT_LEFT);
    }
}

/**
 * jkk_attachment_add:
 * @attachment: an attachment
 * @label: label of a field as printed on the form
 * @text: all of its text, as long as it is
 */
void
jkk_attachment_add (JkkAttachment *attachment, const char *label, const char *text)
{
  g_string_append_printf (attachment->text, "%s\t%s\n", label, text);
  add_entry (attachment, label, text);
}

/**
 * jkk_attachment_add_value:
 * @attachment: an attachment
 * @label: label of a field as printed on the form
 * @text: what found no room in the field
 *
 * Whether a text with letters that the form's own faces lack finds room is another thing on each computer. So it is no
 * part of what jkk_attachment_get_text() gives; the fingerprint of a paper has it from its field alone.
 */
void
jkk_attachment_add_value (JkkAttachment *attachment, const char *label, const char *text)
{
  if (jkk_typeface_has (text))
    jkk_attachment_add (attachment, label, text);
  else
    add_entry (attachment, label, text);
}

/**
 * jkk_attachment_add_squares:
 * @attachment: an attachment
 * @label: label of a field as printed on the form
 *
 * Says that the field has letters which no typeface of this computer has.
 */
void
jkk_attachment_add_squares (JkkAttachment *attachment, const char *label)
{
  add_entry (attachment, label,
             jkk_bahasa (N_ ("A square stands for a letter that no typeface of the printing computer has. The record "
                             "of the case has the value in full.")));
}

/**
 * jkk_attachment_is_empty:
 * @attachment: an attachment
 *
 * Returns: whether nothing was added.
 */
gboolean
jkk_attachment_is_empty (JkkAttachment *attachment)
{
  return attachment->pages->len == 0;
}

/**
 * jkk_attachment_get_text:
 * @attachment: an attachment
 *
 * Returns: (transfer none): all that was added to it.
 */
const char *
jkk_attachment_get_text (JkkAttachment *attachment)
{
  return attachment->text->str;
}

static void
append_foot (JkkAttachment *attachment, guint page)
{
  g_autofree char *count =
      g_strdup_printf (jkk_bahasa (N_ ("Attachment, page %u of %u")), page + 1, attachment->pages->len);
  double x = right_edge (attachment) - JKK_FORM_MARK_ROOM - jkk_typeface_measure (JKK_TYPEFACE_REGULAR, count, 6.8);

  attachment->ops = attachment->pages->pdata[page];
  append_rule (attachment, FOOT + 9, right_edge (attachment) - JKK_FORM_MARK_ROOM);
  g_string_append (attachment->ops, COLOUR_LABEL);
  jkk_typeface_append (attachment->ops, JKK_TYPEFACE_REGULAR, attachment->form->number, 6.8, MARGIN, FOOT);
  jkk_typeface_append (attachment->ops, JKK_TYPEFACE_REGULAR, count, 6.8, x, FOOT);
}

/**
 * jkk_attachment_finish:
 * @attachment: an attachment
 *
 * Returns: (transfer none) (element-type GString): the drawing operators of each sheet, with their page numbers.
 */
GPtrArray *
jkk_attachment_finish (JkkAttachment *attachment)
{
  for (guint i = 0; i < attachment->pages->len; i++)
    append_foot (attachment, i);
  return attachment->pages;
}
