#pragma once

#include "jkk-case-list-model.h"
#include "jkk-list-blocks.h"
#include "jkk-list-look.h"

G_BEGIN_DECLS

/* So many rows are read at a time, and so many lines may lie in the cache before those that nobody shows go. */
#define JKK_LIST_CHUNK 64
#define JKK_LIST_CACHE 1024

/* The texts of so many first lines come with the list itself. */
#define JKK_LIST_FIRST_ROWS 64

/* So many lines of another list are told first, more than a screen holds; the rest when these have been drawn. */
#define JKK_LIST_SCREEN 36
#define JKK_LIST_SCREEN_MS 40

/* Places that are known in a long list are at most this far apart, so that any line is near one. */
#define JKK_LIST_APART 20000

/* So many parts may be known before those go that nobody shows. */
#define JKK_LIST_MOST_PARTS 8

/* What is looked at in the store. */
typedef enum
{
  JKK_LOOK_NONE,
  JKK_LOOK_LIST,    /* another list */
  JKK_LOOK_REFRESH, /* what is known, again */
  JKK_LOOK_PLACE,   /* around a line that came into sight */
  JKK_LOOK_APART,   /* for the next place in a long list */
} JkkLookKind;

struct _JkkCaseListModel
{
  GObject parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkCaseQuery query; /* with texts of its own */
  GHashTable *verifiers;
  GHashTable *others; /* id → who has the case open at other desks */
  GPtrArray *blocks;
  GHashTable *items;   /* id → JkkCaseItem */
  GHashTable *waiting; /* position → JkkCaseItem without an id */
  GHashTable *wanted;  /* ids whose texts are to be fetched */
  GHashTable *asked;
  GHashTable *sought; /* positions that came into sight, whose cases are not known */
  GError *error;
  guint fetch_source;
  guint untold; /* so many lines at its end nobody has been told of yet */
  guint rest_source;

  /* What is being looked at; one after the other */
  GCancellable *looking;
  JkkLookKind kind;
  guint index;        /* of the block that is looked at */
  GArray *refreshing; /* guint: the blocks that are */
  gboolean listed;    /* the first part of this list is here */
  gboolean list_due;
  gboolean refresh_due;
};

/* jkk-case-list-texts.c: the lines, and what stands in them */
JkkCaseItem *jkk_case_list_item (JkkCaseListModel *self, gint64 id);
gboolean jkk_case_list_is_held (gpointer item);
void jkk_case_list_mark (JkkCaseListModel *self, JkkCaseItem *item);
void jkk_case_list_mark_all (JkkCaseListModel *self);
void jkk_case_list_take_rows (JkkCaseListModel *self, GPtrArray *rows);
void jkk_case_list_drop_unused (JkkCaseListModel *self);
void jkk_case_list_want_id (JkkCaseListModel *self, gint64 id);
void jkk_case_list_fetch_soon (JkkCaseListModel *self);
void jkk_case_list_fetch_shown_again (JkkCaseListModel *self);

/* jkk-case-list-looking.c: what to look at next */
void jkk_case_list_look_on (JkkCaseListModel *self);
void jkk_case_list_stop_looking (JkkCaseListModel *self);

/* jkk-case-list-seen.c: what was seen; tells what has changed */
void jkk_case_list_empty (JkkCaseListModel *self);
void jkk_case_list_tell_rest (JkkCaseListModel *self);
void jkk_case_list_take (JkkCaseListModel *self, JkkLookKind kind, JkkListLook *look);

G_END_DECLS
