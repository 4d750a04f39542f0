/* What a filled field looks like: drawing operators with the field's lower left corner as origin. */
#include "jkk-form-ink.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-bahasa.h"
#include "jkk-pdf-file.h"
#include "jkk-typeface.h"

/* The colour of entries; data/forms/build-form.py names the same. */
#define INK "0.05 0.13 0.33 rg\n"
#define PADDING 2.0
/* Text shrinks no further than this, in points, and by steps of a quarter. */
#define SMALLEST 7.0
#define STEP 0.25
#define LEADING 1.22
#define TIGHT_LEADING 1.1
/* Height of capitals and depth below the base line, in parts of the size. */
#define CAPITALS 0.72
#define ASCENT 0.91
#define DESCENT 0.22

/**
 * Setting:
 * @lines: (element-type utf8): lines of the text
 * @size: font size in points
 * @leading: distance of base lines, in parts of the size
 * @whole: whether this is all of the text
 */
typedef struct
{
  GPtrArray *lines;
  double size;
  double leading;
  gboolean whole;
} Setting;

static void
setting_clear (Setting *setting)
{
  g_clear_pointer (&setting->lines, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setting, setting_clear)

static guint
room_for_lines (const JkkFormField *field, double size, double leading)
{
  double rest = field->height - size * (ASCENT + DESCENT);

  return rest < 0 ? 1 : 1 + (guint) (rest / (size * leading) + 0.01);
}

static double
inner_width (const JkkFormField *field)
{
  return field->width - 2 * PADDING;
}

static gboolean
fits (const JkkFormField *field, const char *text, double size, double leading, guint max_lines, Setting *setting)
{
  g_autoptr (GPtrArray) lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, text, size, inner_width (field));

  if (lines->len > MIN (max_lines, room_for_lines (field, size, leading)))
    return FALSE;
  *setting = (Setting){ g_steal_pointer (&lines), size, leading, TRUE };
  return TRUE;
}

/* Cuts a line until the mark fits behind it, between words if there are any. */
static char *
cut_line (const char *line, const char *mark, double size, double width)
{
  g_autofree char *cut = g_strdup (line);
  double rest = width - jkk_typeface_measure (JKK_TYPEFACE_REGULAR, mark, size);

  while (*cut != '\0' && jkk_typeface_measure (JKK_TYPEFACE_REGULAR, cut, size) > rest)
    {
      char *space = strrchr (cut, ' ');

      *(space != NULL ? space : g_utf8_find_prev_char (cut, cut + strlen (cut))) = '\0';
    }
  return g_strconcat (cut, mark, NULL);
}

/* Nothing is cut silently: what does not fit stands on the attachment, and the field says so. */
static void
set_with_mark (const JkkFormField *field, const char *text, Setting *setting)
{
  const char *mark = jkk_bahasa (N_ (" … (see attachment)"));
  double leading = field->kind == JKK_FORM_LINES ? LEADING : TIGHT_LEADING;
  guint room = room_for_lines (field, SMALLEST, leading);
  GPtrArray *lines = jkk_typeface_wrap (JKK_TYPEFACE_REGULAR, text, SMALLEST, inner_width (field));
  guint last = MIN (room, lines->len) - 1;
  char *cut = cut_line (lines->pdata[last], mark, SMALLEST, inner_width (field));

  g_free (lines->pdata[last]);
  lines->pdata[last] = cut;
  g_ptr_array_set_size (lines, (int) last + 1);
  *setting = (Setting){ lines, SMALLEST, leading, FALSE };
}

static void
set_text (const JkkFormField *field, const char *text, Setting *setting)
{
  gboolean several = field->kind == JKK_FORM_LINES;

  for (double size = field->size; size >= SMALLEST; size -= STEP)
    if (fits (field, text, size, LEADING, several ? G_MAXUINT : 1, setting))
      return;
  if (fits (field, text, SMALLEST, TIGHT_LEADING, G_MAXUINT, setting))
    return;
  set_with_mark (field, text, setting);
}

static double
line_start (const JkkFormField *field, const char *line, double size)
{
  double width = jkk_typeface_measure (JKK_TYPEFACE_REGULAR, line, size);

  switch (field->align)
    {
    case JKK_FORM_LEFT:
      return PADDING;
    case JKK_FORM_CENTRE:
      return (field->width - width) / 2;
    case JKK_FORM_RIGHT:
      return field->width - PADDING - width;
    }
  g_assert_not_reached ();
}

static void
append_lines (GString *ops, const JkkFormField *field, const Setting *setting)
{
  double size = setting->size, step = size * setting->leading;
  double block = size * CAPITALS + step * (setting->lines->len - 1);
  /* A field of several lines is filled from the top; else the text stands in the middle. */
  double top = field->kind == JKK_FORM_LINES ? field->height - size * (ASCENT - CAPITALS) : (field->height + block) / 2;

  for (guint i = 0; i < setting->lines->len; i++)
    {
      const char *line = setting->lines->pdata[i];

      jkk_typeface_append (ops, JKK_TYPEFACE_REGULAR, line, size, line_start (field, line, size),
                           top - size * CAPITALS - i * step);
    }
}

/* Each character in the middle of its cell; a reader that searches or copies gets them as one word. */
static void
append_comb (GString *ops, const JkkFormField *field, const char *text)
{
  double cell = field->width / field->cells, y = (field->height - field->size * CAPITALS) / 2, x = 0;

  g_string_append (ops, "/Span << /ActualText ");
  jkk_pdf_append_text (ops, text);
  g_string_append (ops, " >> BDC\n");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), x += cell)
    {
      char letter[8] = { 0 };

      g_unichar_to_utf8 (g_utf8_get_char (at), letter);
      double width = jkk_typeface_measure (JKK_TYPEFACE_REGULAR, letter, field->size);
      jkk_typeface_append (ops, JKK_TYPEFACE_REGULAR, letter, field->size, x + (cell - width) / 2, y);
    }
  g_string_append (ops, "EMC\n");
}

/**
 * jkk_form_ink_text:
 * @ops: drawing operators
 * @field: a field that is no check box
 * @text: what stands in it
 *
 * Appends the operators that draw the text into the field: at its size, smaller when it is long, and cut with a mark
 * when it does not fit even then.
 *
 * Returns: whether all of the text is there.
 */
gboolean
jkk_form_ink_text (GString *ops, const JkkFormField *field, const char *text)
{
  g_autofree char *printable = jkk_typeface_printable (text);
  g_auto (Setting) setting = { 0 };

  g_return_val_if_fail (field->kind != JKK_FORM_CHECK, FALSE);

  if (*printable == '\0')
    return TRUE;
  g_string_append (ops, "q 0 0 ");
  jkk_pdf_append_number (ops, field->width);
  jkk_pdf_append_number (ops, field->height);
  g_string_append (ops, "re W n " INK);
  if (field->kind == JKK_FORM_COMB && g_utf8_strlen (printable, -1) <= field->cells &&
      strchr (printable, '\n') == NULL && jkk_typeface_has (printable))
    {
      append_comb (ops, field, printable);
      setting.whole = TRUE;
    }
  else
    {
      if (field->kind != JKK_FORM_LINES)
        g_strdelimit (printable, "\n", ' ');
      set_text (field, printable, &setting);
      append_lines (ops, field, &setting);
    }
  g_string_append (ops, "Q\n");
  return setting.whole;
}

/**
 * jkk_form_ink_tick:
 * @ops: drawing operators
 * @field: a check box
 *
 * Appends the operators that draw the tick.
 */
void
jkk_form_ink_tick (GString *ops, const JkkFormField *field)
{
  g_string_append (ops, "q ");
  jkk_pdf_append_number (ops, field->width / 10);
  g_string_append (ops, "0 0 ");
  jkk_pdf_append_number (ops, field->height / 10);
  g_string_append (ops, "0 0 cm /Ticked Do Q\n");
}
