#include "jkk-form-copy.h"

#include "jkk-typeface.h"

/* At the head of a page, above its title: from the right and the upper edge, and the size of the letters; points. */
#define RIGHT 42.0
#define TOP 28.0
#define SIZE 8.4

/**
 * jkk_form_copy_line:
 * @form: a form
 * @copy: which of its copies, from 1; 0 = none
 *
 * Returns: (transfer full) (nullable): what stands on that copy, such as "Lembar 2 – Dinas Tenaga Kerja"; %NULL if the
 * form names no such copy.
 */
char *
jkk_form_copy_line (const JkkForm *form, guint copy)
{
  if (copy == 0 || copy > form->copies->len)
    return NULL;
  return g_strdup_printf ("%s %u – %s", form->copy_word != NULL ? form->copy_word : "Lembar", copy,
                          (const char *) form->copies->pdata[copy - 1]);
}

/**
 * jkk_form_copy_append:
 * @ops: drawing operators of a page
 * @form: a form
 * @copy: which of its copies, from 1; 0 = none, then nothing is drawn
 * @width: of the page, points
 * @height: of the page, points
 *
 * Says on a page whom it is for.
 */
void
jkk_form_copy_append (GString *ops, const JkkForm *form, guint copy, double width, double height)
{
  g_autofree char *line = jkk_form_copy_line (form, copy);

  if (line == NULL)
    return;
  g_string_append (ops, "0.05 0.13 0.33 rg ");
  jkk_typeface_append (ops, JKK_TYPEFACE_BOLD, line, SIZE,
                       width - RIGHT - jkk_typeface_measure (JKK_TYPEFACE_BOLD, line, SIZE), height - TOP);
}
