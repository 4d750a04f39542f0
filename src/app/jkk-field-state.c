#include "jkk-field-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An empty field that a proposal needs is marked, not scolded: a new case would be red all over. */
static gboolean
is_plain_need (const JkkFinding *finding, const JkkField *field)
{
  return strcmp (finding->code, "missing") == 0 && (field->flags & JKK_FIELD_NEEDED) != 0;
}

/* Where two papers say something else, the eye needs only what the other one says. */
static char *
short_text_of (const JkkCase *jcase, const JkkFinding *finding, const char *other)
{
  const char *place = other != NULL ? jkk_case_path_place (other) : NULL;

  if (place == NULL || !g_str_has_suffix (finding->code, "-differs"))
    return NULL;
  g_autofree char *value = jkk_case_get_text (jcase, other);
  /* Translators: what another paper says of the same thing, such as: KK 3 · 3 says “13-01-2026”. */
  return g_strdup_printf (_ ("%s says “%s”"), place, value);
}

/* A finding stands at both fields that it speaks of; each points to the other one. At the second field it is never more
 * than a warning, because only one of the two is wrong. */
static void
take_finding (
    JkkFieldState *state, const JkkCase *jcase, const JkkField *field, const JkkFinding *finding, const char *path)
{
  gboolean here = g_strcmp0 (finding->path, path) == 0;
  gboolean there = !here && g_strcmp0 (finding->other_path, path) == 0;
  gboolean grave = here && finding->level == JKK_FINDING_ERROR;
  const char *other = here ? finding->other_path : finding->path;

  if ((!here && !there) || is_plain_need (finding, field))
    return;
  if (grave ? state->error != NULL : state->warning != NULL)
    return;
  jkk_set_str (grave ? &state->error : &state->warning, finding->text);
  if (state->other_path == NULL || (grave && other != NULL))
    {
      jkk_set_str (&state->other_path, other);
      g_free (state->short_text);
      state->short_text = short_text_of (jcase, finding, other);
    }
}

/**
 * jkk_field_state_new:
 * @draft: the case and what is being typed
 * @findings: (nullable) (element-type JkkFinding): from jkk_case_check()
 * @path: which field
 * @editable: whether the person may change the case now
 *
 * Returns: (transfer full): what the field's row shows; of several findings the gravest. A text that is not acceptable
 * hides all of them, for they speak of the value before.
 */
JkkFieldState *
jkk_field_state_new (const JkkDraft *draft, GPtrArray *findings, const char *path, gboolean editable)
{
  const JkkField *field = NULL;
  const JkkCase *jcase = jkk_draft_get_current (draft);
  gconstpointer record = jkk_case_find (jcase, path, &field, NULL);
  JkkFieldState *state = g_new0 (JkkFieldState, 1);

  g_return_val_if_fail (field != NULL, state);

  state->text = jkk_draft_get_text (draft, path);
  state->error = g_strdup (jkk_draft_get_error (draft, path));
  state->editable = editable && (field->flags & JKK_FIELD_SYSTEM) == 0;
  state->needed = (field->flags & JKK_FIELD_NEEDED) != 0 && *state->text == '\0' &&
                  (record == NULL || jkk_field_is_empty (field, record));
  for (guint i = 0; state->error == NULL && findings != NULL && i < findings->len; i++)
    take_finding (state, jcase, field, findings->pdata[i], path);
  if (state->error != NULL)
    jkk_set_str (&state->warning, NULL);
  return state;
}

/**
 * jkk_field_state_free:
 * @state: (transfer full): a state
 */
void
jkk_field_state_free (JkkFieldState *state)
{
  g_free (state->text);
  g_free (state->error);
  g_free (state->warning);
  g_free (state->other_path);
  g_free (state->short_text);
  g_free (state);
}

/**
 * jkk_field_state_equal:
 * @a: a state
 * @b: a state
 *
 * Returns: whether a row would look the same.
 */
gboolean
jkk_field_state_equal (const JkkFieldState *a, const JkkFieldState *b)
{
  return strcmp (a->text, b->text) == 0 && g_strcmp0 (a->error, b->error) == 0 &&
         g_strcmp0 (a->warning, b->warning) == 0 && g_strcmp0 (a->other_path, b->other_path) == 0 &&
         g_strcmp0 (a->short_text, b->short_text) == 0 && a->needed == b->needed && a->editable == b->editable;
}
