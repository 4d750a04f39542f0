/* Letters of the office: what the .letter files of data/forms say, set in Indonesian. */
#include "jkk-letter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-bahasa.h"
#include "jkk-forms-data.h"
#include "jkk-galley.h"
#include "jkk-letter-script.h"
#include "jkk-letter-sheet.h"
#include "jkk-letter-value.h"

#define LABEL_WIDTH 128.0
#define HALF_WIDTH (JKK_GALLEY_WIDTH / 2)
/* Room for a signature and a stamp, and for a line of handwriting. */
#define SIGNATURE 52.0
#define WRITING 20.0
/* Two parts of a text message. */
#define MESSAGE_MOST 306

/**
 * jkk_letter_codes:
 *
 * Returns: (transfer none) (array zero-terminated=1): the short names of all letters and messages.
 */
const char *const *
jkk_letter_codes (void)
{
  static char **codes;

  if (g_once_init_enter (&codes))
    g_once_init_leave (&codes, g_strsplit (JKK_LETTER_CODES, ",", -1));
  return (const char *const *) codes;
}

static const JkkLetterScript *
get_script (const char *code, GError **error)
{
  static GMutex mutex;
  static GHashTable *scripts;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *file = g_strconcat (code, ".letter", NULL);

  if (scripts == NULL)
    scripts = g_hash_table_new (g_str_hash, g_str_equal);
  JkkLetterScript *script = g_hash_table_lookup (scripts, code);
  const char *source = script == NULL ? jkk_forms_data (file, NULL) : NULL;
  if (script == NULL && source == NULL)
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no letter “%s”."), code);
  if (source != NULL && (script = jkk_letter_script_parse (code, source, error)) != NULL)
    g_hash_table_insert (scripts, script->code, script);
  return script;
}

/**
 * jkk_letter_title:
 * @code: short name of a letter
 *
 * Returns: (transfer none) (nullable): what it is called.
 */
const char *
jkk_letter_title (const char *code)
{
  const JkkLetterScript *script = get_script (code, NULL);

  return script != NULL ? script->name : NULL;
}

/**
 * jkk_letter_is_message:
 * @code: short name of a letter
 *
 * Returns: whether it is a short text to be sent, and no paper.
 */
gboolean
jkk_letter_is_message (const char *code)
{
  const JkkLetterScript *script = get_script (code, NULL);

  return script != NULL && script->is_message;
}

/**
 * jkk_letter_needs_signature:
 * @code: short name of a letter
 *
 * Returns: whether it tells a decision as such, so that it is made only of one that is signed.
 */
gboolean
jkk_letter_needs_signature (const char *code)
{
  const JkkLetterScript *script = get_script (code, NULL);

  return script != NULL && script->needs_signature;
}

static void
check_nodes (GPtrArray *nodes, const char *source, const char *code, GPtrArray *faults)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const JkkLetterNode *node = nodes->pdata[i];
      gboolean is_each = node->word == JKK_LETTER_EACH;
      gboolean is_condition = node->word == JKK_LETTER_IF || node->word == JKK_LETTER_UNLESS;
      g_autoptr (GError) error = NULL;

      if (is_each ? !jkk_letter_value_check_source (node->text, &error)
                  : !jkk_letter_value_check (source, node->text, is_condition, &error))
        g_ptr_array_add (faults, g_strdup_printf (_ ("%s, line %u: %s"), code, node->line, error->message));
      if (node->children != NULL)
        check_nodes (node->children, is_each ? node->text : source, code, faults);
    }
}

/**
 * jkk_letter_check:
 * @code: short name of a letter
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each fault: values that no table knows, lines that
 * cannot be read. Empty when all is well.
 */
GPtrArray *
jkk_letter_check (const char *code)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const JkkLetterScript *script = get_script (code, &error);

  if (script == NULL || !jkk_letter_documents_check (&error))
    g_ptr_array_add (faults, g_strdup (error->message));
  if (script != NULL)
    check_nodes (script->nodes, NULL, code, faults);
  return faults;
}

/* ---- Setting ---- */

typedef struct
{
  JkkGalley *galley;
  JkkLetterScope scope;
  char *title; /* as set, for the foot and the properties of the file */
} Setting;

static void
add_whole (Setting *setting, JkkStyle style, const char *text, gboolean keep)
{
  jkk_galley_add (setting->galley, style, 0, JKK_GALLEY_WIDTH, text);
  jkk_galley_end_block (setting->galley, keep);
}

static void
add_centred (Setting *setting, JkkStyle style, const char *text, gboolean keep)
{
  jkk_galley_add_centred (setting->galley, style, text);
  jkk_galley_end_block (setting->galley, keep);
}

/* The office at the head of the sheet. */
static void
add_head (Setting *setting)
{
  const JkkLetter *letter = setting->scope.letter;

  if (letter->office != NULL && *letter->office != '\0')
    add_whole (setting, JKK_STYLE_HEADING, letter->office, FALSE);
  add_whole (setting, JKK_STYLE_LABEL, jkk_bahasa (N_ ("Work accident insurance (JKK)")), FALSE);
  if (letter->address != NULL && *letter->address != '\0')
    add_whole (setting, JKK_STYLE_SMALL, letter->address, FALSE);
  jkk_galley_rule (setting->galley, 1.2);
  jkk_galley_space (setting->galley, 14);
}

static void
add_total (Setting *setting, const char *label, const char *amount)
{
  jkk_galley_rule (setting->galley, 1.0);
  jkk_galley_add (setting->galley, JKK_STYLE_TOTAL, 0, 300, label);
  jkk_galley_add_right (setting->galley, JKK_STYLE_TOTAL, 300, JKK_GALLEY_WIDTH - 300, amount);
  jkk_galley_end_block (setting->galley, TRUE);
  jkk_galley_rule (setting->galley, 1.0);
}

static void
add_sheet (Setting *setting)
{
  const JkkPayout *payout = setting->scope.letter->payout;

  if (payout == NULL)
    return;
  g_autofree char *said = jkk_payout_to_text (payout);
  g_string_append (setting->scope.said, said);
  for (guint i = 0; i < payout->lines->len; i++)
    jkk_letter_sheet_add_line (setting->galley, setting->scope.letter->jcase, i + 1, payout->lines->pdata[i]);
}

/* Text before and behind the bar. */
static void
add_sides (Setting *setting, const JkkLetterNode *node)
{
  /* Nothing on the left. */
  g_autofree char *whole = g_strconcat (" ", node->text, NULL);
  g_auto (GStrv) sides = g_strsplit (g_str_has_prefix (node->text, "| ") ? whole : node->text, " | ", 2);
  JkkStyle style = node->word == JKK_LETTER_SIGN_LABEL  ? JKK_STYLE_LABEL
                   : node->word == JKK_LETTER_SIGN_NAME ? JKK_STYLE_STRONG
                                                        : JKK_STYLE_TEXT;

  for (guint i = 0; sides[i] != NULL; i++)
    {
      gboolean is_empty;
      g_autofree char *text = jkk_letter_value_expand (&setting->scope, sides[i], &is_empty);

      jkk_galley_add (setting->galley, style, i * HALF_WIDTH, HALF_WIDTH - 12, is_empty ? "" : g_strstrip (text));
    }
  jkk_galley_end_block (setting->galley, node->word != JKK_LETTER_SIGN_NAME);
}

/* A label and what is called so; without it the line is left out. */
static void
add_labelled (Setting *setting, const JkkLetterNode *node)
{
  g_auto (GStrv) sides = g_strsplit (node->text, " | ", 2);
  gboolean is_empty = FALSE;
  g_autofree char *label = jkk_letter_value_expand (&setting->scope, sides[0] != NULL ? sides[0] : "", NULL);
  g_autofree char *text =
      jkk_letter_value_expand (&setting->scope, sides[0] != NULL && sides[1] != NULL ? sides[1] : "", &is_empty);

  if (is_empty)
    return;
  if (node->word == JKK_LETTER_TOTAL)
    {
      add_total (setting, label, text);
      return;
    }
  if (node->word == JKK_LETTER_AMOUNT)
    {
      jkk_galley_add (setting->galley, JKK_STYLE_TEXT, 0, 350, label);
      jkk_galley_add_right (setting->galley, JKK_STYLE_TEXT, 350, JKK_GALLEY_WIDTH - 350, text);
    }
  else
    {
      jkk_galley_add (setting->galley, JKK_STYLE_LABEL, 0, LABEL_WIDTH, label);
      jkk_galley_add (setting->galley, JKK_STYLE_TEXT, LABEL_WIDTH, JKK_GALLEY_WIDTH - LABEL_WIDTH, text);
    }
  jkk_galley_end_block (setting->galley, FALSE);
}

static void
add_text (Setting *setting, JkkLetterWord word, const char *text)
{
  JkkGalley *galley = setting->galley;

  switch (word)
    {
    case JKK_LETTER_TITLE:
      jkk_set_str (&setting->title, text);
      add_centred (setting, JKK_STYLE_TITLE, text, TRUE);
      jkk_galley_space (galley, 2);
      break;
    case JKK_LETTER_CENTRE:
      add_centred (setting, JKK_STYLE_TEXT, text, FALSE);
      break;
    case JKK_LETTER_WARNING:
      jkk_galley_space (galley, 4);
      add_centred (setting, JKK_STYLE_STRONG, text, FALSE);
      break;
    case JKK_LETTER_HEADING:
      jkk_galley_space (galley, 10);
      add_whole (setting, JKK_STYLE_HEADING, text, TRUE);
      jkk_galley_rule (galley, 0.5);
      break;
    case JKK_LETTER_STRONG:
      jkk_galley_space (galley, 6);
      add_whole (setting, JKK_STYLE_STRONG, text, FALSE);
      break;
    case JKK_LETTER_SMALL:
      jkk_galley_space (galley, 8);
      add_whole (setting, JKK_STYLE_SMALL, text, FALSE);
      break;
    case JKK_LETTER_BULLET:
      jkk_galley_space (galley, 2);
      jkk_galley_add (galley, JKK_STYLE_TEXT, 4, 12, "•");
      jkk_galley_add (galley, JKK_STYLE_TEXT, 18, JKK_GALLEY_WIDTH - 18, text);
      jkk_galley_end_block (galley, FALSE);
      break;
    default:
      add_whole (setting, JKK_STYLE_TEXT, text, FALSE);
      jkk_galley_space (galley, 6);
    }
}

static void
add_writing (Setting *setting, const char *count)
{
  for (guint i = (guint) g_ascii_strtoull (count, NULL, 10); i > 0; i--)
    {
      jkk_galley_space (setting->galley, WRITING);
      jkk_galley_rule (setting->galley, 0.4);
      jkk_galley_release (setting->galley);
    }
}

static void set_nodes (Setting *setting, GPtrArray *nodes);

static void
set_each (Setting *setting, const JkkLetterNode *node)
{
  g_autoptr (GPtrArray) rows = jkk_letter_value_rows (&setting->scope, node->text);

  for (guint i = 0; i < rows->len; i++)
    {
      setting->scope.row = rows->pdata[i];
      set_nodes (setting, node->children);
    }
  setting->scope.row = NULL;
}

static void
set_node (Setting *setting, const JkkLetterNode *node)
{
  gboolean is_empty = FALSE;

  switch (node->word)
    {
    case JKK_LETTER_IF:
    case JKK_LETTER_UNLESS:
      if (jkk_letter_value_test (&setting->scope, node->text) == (node->word == JKK_LETTER_IF))
        set_nodes (setting, node->children);
      return;
    case JKK_LETTER_EACH:
      set_each (setting, node);
      return;
    case JKK_LETTER_HEAD:
      add_head (setting);
      return;
    case JKK_LETTER_SHEET:
      add_sheet (setting);
      return;
    case JKK_LETTER_REMARKS:
      jkk_letter_sheet_add_remarks (setting->galley, setting->scope.letter->jcase, setting->scope.letter->payout);
      return;
    case JKK_LETTER_LINES:
      add_writing (setting, node->text);
      return;
    case JKK_LETTER_SPACE:
      jkk_galley_space (setting->galley, g_ascii_strtod (node->text, NULL));
      return;
    case JKK_LETTER_RULE:
      jkk_galley_rule (setting->galley, 0.5);
      return;
    case JKK_LETTER_SIGN_ROOM:
      jkk_galley_space (setting->galley, SIGNATURE);
      return;
    case JKK_LETTER_SIGN_LABEL:
    case JKK_LETTER_SIGN_TEXT:
    case JKK_LETTER_SIGN_NAME:
      add_sides (setting, node);
      return;
    case JKK_LETTER_PAIR:
    case JKK_LETTER_AMOUNT:
    case JKK_LETTER_TOTAL:
      add_labelled (setting, node);
      return;
    default:
      break;
    }
  g_autofree char *text = jkk_letter_value_expand (&setting->scope, node->text, &is_empty);
  if (!is_empty)
    add_text (setting, node->word, text);
}

static void
set_nodes (Setting *setting, GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    set_node (setting, nodes->pdata[i]);
}

static const JkkLetterScript *
find_ready (const char *code, const JkkLetter *letter, GError **error)
{
  const JkkLetterScript *script = get_script (code, error);

  if (script == NULL || !script->needs_payout || letter->payout != NULL)
    return script;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("The letter needs a payout sheet. Complete the facts first."));
  return NULL;
}

static gint64
made_at (const JkkLetter *letter)
{
  if (letter->decision == NULL)
    return 0;
  return letter->decision->decided_at > 0 ? letter->decision->decided_at : letter->decision->proposed_at;
}

/**
 * jkk_letter_print:
 * @code: short name of a letter, such as "penetapan"
 * @letter: what it is made of
 * @content_hash: (out) (optional) (transfer full): fingerprint of the values that it shows, hexadecimal; neither the
 *   name of the office nor the day of printing is among them
 * @error: return location
 *
 * Makes a letter. It is in Indonesian in every locale; what is not decided says so. Each page of a case that has a
 * number bears its mark, see #JkkFormMark. The same letter gives the same bytes. May be called from any thread.
 *
 * Returns: (transfer full): a PDF; %NULL with %JKK_ERROR_NOT_FOUND, %JKK_ERROR_REFUSED if it needs a payout sheet and
 * there is none, or %JKK_ERROR_STORAGE if it cannot be made.
 */
GBytes *
jkk_letter_print (const char *code, const JkkLetter *letter, char **content_hash, GError **error)
{
  g_return_val_if_fail (code != NULL && letter != NULL && letter->jcase != NULL, NULL);

  const JkkLetterScript *script = find_ready (code, letter, error);
  if (script == NULL)
    return NULL;
  g_autoptr (JkkGalley) galley = jkk_galley_new ();
  g_autoptr (GString) said = g_string_new (code);
  Setting setting = { galley, { .letter = letter, .said = said }, g_strdup (script->name) };
  set_nodes (&setting, script->nodes);
  g_autofree char *title = setting.title;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, said->str, (gssize) said->len);
  const char *number = letter->jcase->cover.number, *office = letter->office != NULL ? letter->office : "";
  g_autofree char *foot =
      g_strconcat (number != NULL ? number : "—", " · ", title, *office != '\0' ? " · " : "", office, NULL);
  if (number != NULL && *number != '\0')
    jkk_galley_set_mark (galley, number, code, hash);
  GBytes *bytes = jkk_galley_print (galley, title, foot, made_at (letter), error);
  if (bytes != NULL && content_hash != NULL)
    *content_hash = g_steal_pointer (&hash);
  return bytes;
}

static void
append_message (JkkLetterScope *scope, GPtrArray *nodes, GString *text)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const JkkLetterNode *node = nodes->pdata[i];

      if (node->children != NULL)
        {
          if (jkk_letter_value_test (scope, node->text) == (node->word == JKK_LETTER_IF))
            append_message (scope, node->children, text);
          continue;
        }
      g_autofree char *part = jkk_letter_value_expand (scope, node->text, NULL);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", part);
    }
}

/**
 * jkk_letter_message:
 * @code: short name of a message, such as "pesan-kelengkapan"
 * @letter: what it is made of
 * @error: return location
 *
 * Returns: (transfer full): a text for a telephone, short enough for two parts of a text message: a list names as many
 * entries as there is room for, and how many more there are.
 */
char *
jkk_letter_message (const char *code, const JkkLetter *letter, GError **error)
{
  JkkLetterScope scope = { .letter = letter };
  const JkkLetterScript *script = find_ready (code, letter, error);

  if (script == NULL)
    return NULL;
  g_autoptr (GPtrArray) documents = jkk_letter_documents_missing (&scope);
  for (scope.most = MAX (documents->len, 1);; scope.most--)
    {
      GString *text = g_string_new (NULL);

      append_message (&scope, script->nodes, text);
      if (g_utf8_strlen (text->str, -1) <= MESSAGE_MOST || scope.most == 1)
        return g_string_free (text, FALSE);
      g_string_free (text, TRUE);
    }
}
