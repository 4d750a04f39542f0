#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_FORM_TEXT,  /* one line */
  JKK_FORM_LINES, /* several lines */
  JKK_FORM_COMB,  /* one character to a cell */
  JKK_FORM_CHECK, /* a box to tick */
} JkkFormFieldKind;

typedef enum
{
  JKK_FORM_LEFT,
  JKK_FORM_CENTRE,
  JKK_FORM_RIGHT,
} JkkFormAlign;

/**
 * JkkFormField:
 * @name: full name of the field inside the PDF
 * @path: what it shows: the path of a value in the case, or "payout.…" or "decision.…"
 * @code: of a check box: it is ticked when the value is this code ("1" and "0" for flags), else %NULL
 * @kind: how it is filled
 * @align: how its text stands
 * @page: number of the page, from 0
 * @x: left edge in points, from the left
 * @y: lower edge in points, from below as in PDF
 * @width: in points
 * @height: in points
 * @size: font size in points
 * @cells: of a comb, the number of its cells
 * @object: number of its object in the PDF
 * @item: number of the item as printed, such as "5", or ""
 * @label: its label as printed
 * @line: of an office's own form, the line of its map; else 0
 *
 * One field of a form, as its map describes it.
 */
typedef struct
{
  char *name;
  char *path;
  char *code;
  JkkFormFieldKind kind;
  JkkFormAlign align;
  guint page;
  double x;
  double y;
  double width;
  double height;
  double size;
  guint cells;
  guint object;
  char *item;
  char *label;
  guint line;
} JkkFormField;

/**
 * JkkFormPage:
 * @object: number of its object in the PDF
 * @contents: number of its stream of drawing operators
 * @width: in points
 * @height: in points
 */
typedef struct
{
  guint object;
  guint contents;
  double width;
  double height;
} JkkFormPage;

/**
 * JkkForm:
 * @code: its short name, such as "KK2"
 * @number: as printed, such as "Formulir 3a KK 2"
 * @title: as printed
 * @template: the empty, fillable PDF
 * @fields: #JkkFormField, in the order of the paper
 * @pages: #JkkFormPage
 * @copy_word: (nullable): what its copies are called, such as "Lembar"
 * @copies: whom its copies are for, as printed on it; empty if it names nobody
 * @official: whether it is an office's own PDF with its own map; where its fields and pages are, only the PDF knows
 * @skipped: (nullable): of an official form, names of fields that stay empty
 * @mark_right: of an official form, the right edge of the mark, in points from the right edge of the page; 0 = no mark
 * @mark_bottom: its lower edge, in points from below
 *
 * A form: a PDF template and the map of its fields. Both are made from data/forms when the program is built, or lie in
 * the folder of an office (see jkk_form_use_folder()); a form lives as long as the program.
 */
typedef struct
{
  char *code;
  char *number;
  char *title;
  GBytes *template;
  GPtrArray *fields;
  GArray *pages;
  char *copy_word;
  GPtrArray *copies;
  gboolean official;
  GPtrArray *skipped;
  double mark_right;
  double mark_bottom;
} JkkForm;

void jkk_form_use_folder (const char *folder);
const char *const *jkk_form_codes (void);
const JkkForm *jkk_form_get_built_in (const char *code, GError **error);
const JkkForm *jkk_form_get (const char *code, GError **error);
const JkkFormField *jkk_form_find_field (const JkkForm *form, const char *name);
GPtrArray *jkk_form_check (const JkkForm *form);

JkkForm *jkk_form_parse (const char *code, const char *map, GBytes *template, GError **error);
JkkForm *jkk_form_new (const char *code, GBytes *template);
void jkk_form_field_free (JkkFormField *field);
void jkk_form_free (JkkForm *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkForm, jkk_form_free)

G_END_DECLS
