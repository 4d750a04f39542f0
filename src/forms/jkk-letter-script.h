#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

/* The words of a .letter file; the head of data/forms/penetapan.letter explains them. */
typedef enum
{
  JKK_LETTER_HEAD,
  JKK_LETTER_TITLE,
  JKK_LETTER_CENTRE,
  JKK_LETTER_WARNING,
  JKK_LETTER_HEADING,
  JKK_LETTER_PARA,
  JKK_LETTER_STRONG,
  JKK_LETTER_SMALL,
  JKK_LETTER_PAIR,
  JKK_LETTER_BULLET,
  JKK_LETTER_AMOUNT,
  JKK_LETTER_TOTAL,
  JKK_LETTER_SHEET,
  JKK_LETTER_REMARKS,
  JKK_LETTER_SIGN_LABEL,
  JKK_LETTER_SIGN_TEXT,
  JKK_LETTER_SIGN_ROOM,
  JKK_LETTER_SIGN_NAME,
  JKK_LETTER_LINES,
  JKK_LETTER_SPACE,
  JKK_LETTER_RULE,
  JKK_LETTER_MESSAGE,
  JKK_LETTER_IF,
  JKK_LETTER_UNLESS,
  JKK_LETTER_EACH,
} JkkLetterWord;

/**
 * JkkLetterNode:
 * @word: what it is
 * @text: what stands behind the word, or ""
 * @line: number of its line
 * @children: (nullable): #JkkLetterNode of "if", "unless" and "each"
 */
typedef struct
{
  JkkLetterWord word;
  char *text;
  guint line;
  GPtrArray *children;
} JkkLetterNode;

/**
 * JkkLetterScript:
 * @code: its short name
 * @name: what it is called in a list
 * @needs_payout: whether it cannot be written without a payout sheet
 * @needs_signature: whether it tells a decision, and only one that is signed
 * @is_message: whether it is a short text and no paper
 * @nodes: #JkkLetterNode
 */
typedef struct
{
  char *code;
  char *name;
  gboolean needs_payout;
  gboolean needs_signature;
  gboolean is_message;
  GPtrArray *nodes;
} JkkLetterScript;

JkkLetterScript *jkk_letter_script_parse (const char *code, const char *source, GError **error);
void jkk_letter_script_free (JkkLetterScript *script);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkLetterScript, jkk_letter_script_free)

G_END_DECLS
