/* Reads the text of a letter into a tree. */
#include "jkk-letter-script.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INDENT 2
#define MAX_DEPTH 8

static const char *const words[] = {
  [JKK_LETTER_HEAD] = "head",
  [JKK_LETTER_TITLE] = "title",
  [JKK_LETTER_CENTRE] = "centre",
  [JKK_LETTER_WARNING] = "warning",
  [JKK_LETTER_HEADING] = "heading",
  [JKK_LETTER_PARA] = "para",
  [JKK_LETTER_STRONG] = "strong",
  [JKK_LETTER_SMALL] = "small",
  [JKK_LETTER_PAIR] = "pair",
  [JKK_LETTER_BULLET] = "bullet",
  [JKK_LETTER_AMOUNT] = "amount",
  [JKK_LETTER_TOTAL] = "total",
  [JKK_LETTER_SHEET] = "sheet",
  [JKK_LETTER_REMARKS] = "remarks",
  [JKK_LETTER_SIGN_LABEL] = "sign-label",
  [JKK_LETTER_SIGN_TEXT] = "sign-text",
  [JKK_LETTER_SIGN_ROOM] = "sign-room",
  [JKK_LETTER_SIGN_NAME] = "sign-name",
  [JKK_LETTER_LINES] = "lines",
  [JKK_LETTER_SPACE] = "space",
  [JKK_LETTER_RULE] = "rule",
  [JKK_LETTER_MESSAGE] = "message",
  [JKK_LETTER_IF] = "if",
  [JKK_LETTER_UNLESS] = "unless",
  [JKK_LETTER_EACH] = "each",
};

static void
node_free (gpointer data)
{
  JkkLetterNode *node = data;

  g_free (node->text);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

static gboolean
has_children (JkkLetterWord word)
{
  return word == JKK_LETTER_IF || word == JKK_LETTER_UNLESS || word == JKK_LETTER_EACH;
}

static JkkLetterNode *
node_new (const char *word, const char *text, guint line)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        JkkLetterNode *node = g_new0 (JkkLetterNode, 1);

        node->word = (JkkLetterWord) i;
        node->text = g_strdup (text);
        node->line = line;
        if (has_children (node->word))
          node->children = g_ptr_array_new_with_free_func (node_free);
        return node;
      }
  return NULL;
}

static gboolean
set_fault (GError **error, const JkkLetterScript *script, guint line, const char *text)
{
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("Line %u of the letter “%s” cannot be read: %s"), line,
               script->code, text);
  return FALSE;
}

/* A line at the left edge may say something of the letter as a whole. */
static gboolean
parse_own (JkkLetterScript *script, const char *word, const char *text)
{
  if (g_str_equal (word, "letter"))
    jkk_set_str (&script->name, text);
  else if (g_str_equal (word, "needs") && g_str_equal (text, "payout"))
    script->needs_payout = TRUE;
  else if (g_str_equal (word, "needs") && g_str_equal (text, "signature"))
    script->needs_signature = TRUE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
parse_line (JkkLetterScript *script, GPtrArray **levels, guint *depth, const char *line, guint number, GError **error)
{
  gsize spaces = strspn (line, " ");
  g_autofree char *stripped = g_strstrip (g_strdup (line));
  const char *space = strchr (stripped, ' ');
  g_autofree char *word = space != NULL ? g_strndup (stripped, (gsize) (space - stripped)) : g_strdup (stripped);
  const char *text = space != NULL ? space + strspn (space, " ") : "";

  if (*stripped == '\0' || *stripped == '#')
    return TRUE;
  if (spaces % INDENT != 0 || spaces / INDENT > *depth)
    return set_fault (error, script, number, stripped);
  *depth = (guint) (spaces / INDENT);
  if (*depth == 0 && parse_own (script, word, text))
    return TRUE;
  JkkLetterNode *node = node_new (word, text, number);
  if (node == NULL || (node->children != NULL && (*text == '\0' || *depth + 1 >= MAX_DEPTH)))
    {
      g_clear_pointer (&node, node_free);
      return set_fault (error, script, number, stripped);
    }
  script->is_message |= node->word == JKK_LETTER_MESSAGE;
  g_ptr_array_add (levels[*depth], node);
  if (node->children != NULL)
    levels[++*depth] = node->children;
  return TRUE;
}

/**
 * jkk_letter_script_parse:
 * @code: short name of the letter
 * @source: the text of a .letter file
 * @error: return location
 *
 * Returns: (transfer full): the letter as a tree; %NULL with %JKK_ERROR_FORMAT and the line if it cannot be read.
 */
JkkLetterScript *
jkk_letter_script_parse (const char *code, const char *source, GError **error)
{
  g_autoptr (JkkLetterScript) script = g_new0 (JkkLetterScript, 1);
  g_auto (GStrv) lines = g_strsplit (source, "\n", -1);
  GPtrArray *levels[MAX_DEPTH] = { NULL };
  guint depth = 0;

  script->code = g_strdup (code);
  script->nodes = levels[0] = g_ptr_array_new_with_free_func (node_free);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!parse_line (script, levels, &depth, lines[i], i + 1, error))
      return NULL;
  if (script->name == NULL || script->nodes->len == 0)
    {
      set_fault (error, script, 1, "letter");
      return NULL;
    }
  return g_steal_pointer (&script);
}

/**
 * jkk_letter_script_free:
 * @script: (transfer full): a letter
 */
void
jkk_letter_script_free (JkkLetterScript *script)
{
  g_free (script->code);
  g_free (script->name);
  g_clear_pointer (&script->nodes, g_ptr_array_unref);
  g_free (script);
}
