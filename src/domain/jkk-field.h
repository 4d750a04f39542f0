#pragma once

#include "jkk-code-list.h"
#include "jkk-money.h"

G_BEGIN_DECLS

/* How a field is kept in its struct: texts as char * (NULL = empty), all else as gint64 (JKK_NONE = empty). */
typedef enum
{
  JKK_KIND_TEXT,    /* one line */
  JKK_KIND_LONG,    /* several lines */
  JKK_KIND_CODE,    /* a term of the code list @codes; char * */
  JKK_KIND_DAY,     /* JkkDay */
  JKK_KIND_TIME,    /* minutes since midnight */
  JKK_KIND_MONEY,   /* whole rupiah */
  JKK_KIND_COUNT,   /* a whole number */
  JKK_KIND_PERCENT, /* hundredths of a percent */
  JKK_KIND_FLAG,    /* 0 no, 1 yes */
} JkkFieldKind;

typedef enum
{
  JKK_FIELD_NEEDED = 1 << 0,   /* a proposal needs it */
  JKK_FIELD_SYSTEM = 1 << 1,   /* kept by deeds; neither typed nor imported */
  JKK_FIELD_PERSONAL = 1 << 2, /* personal data; never in logs */
} JkkFieldFlags;

typedef struct _JkkField JkkField;
typedef struct _JkkRecordType JkkRecordType;

/* A further check of a text that already has the right kind; sets a translated sentence that says what to do. */
typedef gboolean (*JkkFieldCheck) (const char *text, GError **error);

/**
 * JkkField:
 * @name: its one name: struct member, column, XML element, part of a path
 * @kind: how it is kept
 * @offset: where it stands in the struct
 * @label: its English label, marked for translation
 * @place: form and item as printed, such as "KK 1 · 4"
 * @group: the heading that it stands under (marked for translation); fields of one group stand together
 * @codes: for %JKK_KIND_CODE, the name of the code list
 * @min: the smallest number, or 0
 * @max: the largest number, or the longest text in characters; 0 = the kind's own limit
 * @check: a further check, or %NULL
 * @flags: see #JkkFieldFlags
 *
 * Everything that the program knows of a field. Columns, XML elements, PDF names, editor rows, differences and history
 * are derived from this line.
 */
struct _JkkField
{
  const char *name;
  JkkFieldKind kind;
  gsize offset;
  const char *label;
  const char *place;
  const char *group;
  const char *codes;
  gint64 min;
  gint64 max;
  JkkFieldCheck check;
  JkkFieldFlags flags;
};

/**
 * JkkRecordType:
 * @name: table, XML element and first part of a path
 * @title: English title, marked for translation
 * @size: size of the struct
 * @fields: its fields
 * @n_fields: how many
 *
 * A struct described by its field table.
 */
struct _JkkRecordType
{
  const char *name;
  const char *title;
  gsize size;
  const JkkField *fields;
  guint n_fields;
};

/* A row of a field table: JKK_ROW (JkkAccident, accident_day, DAY, N_("Date"), "KK 1 · 4", GROUP, .flags = …) */
#define JKK_ROW(Struct, member, kind_, label_, place_, group_, ...)                                                    \
  {                                                                                                                    \
    .name = #member, .kind = JKK_KIND_##kind_, .offset = G_STRUCT_OFFSET (Struct, member), .label = label_,            \
    .place = place_, .group = group_, __VA_ARGS__                                                                      \
  }

#define JKK_RECORD_TYPE(name_, title_, Struct, rows)                                                                   \
  {                                                                                                                    \
    .name = name_, .title = title_, .size = sizeof (Struct), .fields = rows, .n_fields = G_N_ELEMENTS (rows)           \
  }

/* One field of one record */
gboolean jkk_field_is_text (const JkkField *field);
gint64 jkk_field_limit (const JkkField *field);
const char *jkk_field_label (const JkkField *field);
gboolean jkk_field_is_empty (const JkkField *field, gconstpointer record);
const char *jkk_field_get_string (const JkkField *field, gconstpointer record);
gint64 jkk_field_get_number (const JkkField *field, gconstpointer record);
void jkk_field_put_string (const JkkField *field, gpointer record, const char *text);
void jkk_field_put_number (const JkkField *field, gpointer record, gint64 number);
char *jkk_field_to_plain (const JkkField *field, gconstpointer record);
char *jkk_field_to_text (const JkkField *field, gconstpointer record);
char *jkk_field_show (const JkkField *field, const char *plain);
gboolean jkk_field_set_text (const JkkField *field, gpointer record, const char *text, GError **error);
gboolean jkk_field_check (const JkkField *field, gconstpointer record, GError **error);

G_END_DECLS
