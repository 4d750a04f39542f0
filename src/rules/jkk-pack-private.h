#pragma once

#include "jkk-pack.h"

G_BEGIN_DECLS

#define JKK_MOST_BASES 8

/* A row of the table as an office has it from a day on. */
typedef struct
{
  JkkDay from;
  JkkTableRow *row;
} JkkAmendedRow;

/* A regulation as its file says it, and, once its set is complete, as it stands on each day. */
struct _JkkPack
{
  const char *id; /* interned, as title and version: sheets name them longer than the regulation may live */
  const char *title;
  const char *version; /* SHA-256 over its own bytes and the versions of what it extends, hexadecimal */
  char *xml;           /* its own bytes */
  char **extends;      /* names */
  char **segments;     /* names; empty for a regulation that only others extend */
  JkkPeriod window;
  JkkValue window_source; /* article and mark of the window */
  char *wordings[JKK_N_PARAMETERS];
  GPtrArray *values[JKK_N_PARAMETERS]; /* JkkValue by day; NULL when it does not state the parameter */
  JkkTableRow *rows[JKK_MAX_TABLE_ROW];
  GPtrArray *amended_rows; /* JkkAmendedRow by row and day; NULL when there is none */
  char *amendments;        /* the entries of the office that speak of it, as text; NULL when there is none */
  const JkkPack *bases[JKK_MOST_BASES];
  guint n_bases;
  GPtrArray *laws; /* JkkLaw by day */
};

/* The generated file that carries data/regulations and the schema. */
const char *jkk_rules_data (const char *name, gsize *length);

JkkPack *jkk_pack_read (const char *xml, GError **error);
void jkk_pack_free (JkkPack *pack);
gboolean jkk_pack_resolve (JkkPack *pack, GError **error);
gboolean jkk_pack_amend (JkkPack *pack, GPtrArray *in_force, GError **error);
const char *jkk_pack_figure_text (JkkParameter parameter, gint64 number);
gint64 jkk_pack_parse_figure (JkkParameter parameter, const char *text);
void jkk_value_free (JkkValue *value);
void jkk_table_row_free (JkkTableRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPack, jkk_pack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkValue, jkk_value_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkTableRow, jkk_table_row_free)

G_END_DECLS
