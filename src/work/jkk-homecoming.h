#pragma once

#include <gio/gio.h>

#include "jkk-documents.h"
#include "jkk-exchange.h"

G_BEGIN_DECLS

/**
 * JkkHomeVerdict:
 * @JKK_HOME_SAME: the page says what the case says today
 * @JKK_HOME_CHANGED: it was printed before a later change
 * @JKK_HOME_UNKNOWN: its case is here, but no state of it looks like this page
 * @JKK_HOME_NO_CASE: this office has no such case
 * @JKK_HOME_FOREIGN: the code on the page is none of ours
 */
typedef enum
{
  JKK_HOME_SAME,
  JKK_HOME_CHANGED,
  JKK_HOME_UNKNOWN,
  JKK_HOME_NO_CASE,
  JKK_HOME_FOREIGN,
} JkkHomeVerdict;

/**
 * JkkHomePage:
 * @page: number of the page in the file, from 0
 * @verdict: how it compares with the case
 * @case_id: its case, or 0
 * @number: number of the case as printed, or %NULL
 * @form: which paper, such as "KK2", or %NULL
 * @form_page: which page of it, from 1
 * @n_form_pages: how many it has
 * @changes: (element-type JkkChange): for %JKK_HOME_CHANGED, what the paper shows otherwise than the case (before = on
 *   paper, after = in the case); else %NULL
 * @text: translated sentence: what was found
 *
 * A page of a scan or photo that bears the mark of a printed paper.
 */
typedef struct
{
  guint page;
  JkkHomeVerdict verdict;
  gint64 case_id;
  char *number;
  char *form;
  guint form_page;
  guint n_form_pages;
  GPtrArray *changes;
  char *text;
} JkkHomePage;

/**
 * JkkHomecoming:
 * @path: the file, or %NULL
 * @bytes: its bytes, to be filed as a document
 * @media_type: what it is
 * @n_pages: how many pages it has
 * @pages: #JkkHomePage, of those pages that bear a mark
 * @incoming: (nullable): what its fields say, when it is a filled form
 * @case_id: the case to which all marked pages belong; 0 when there is none or more than one
 *
 * A paper that came back: recognised, but nothing of it is stored yet.
 */
typedef struct
{
  char *path;
  GBytes *bytes;
  char *media_type;
  guint n_pages;
  GPtrArray *pages;
  JkkIncoming *incoming;
  gint64 case_id;
} JkkHomecoming;

void jkk_home_page_free (JkkHomePage *page);
void jkk_homecoming_free (JkkHomecoming *home);

JkkHomecoming *jkk_homecoming_read (JkkOffice *office, const char *path, GCancellable *cancellable, GError **error);
void jkk_homecoming_read_async (
    JkkOffice *office, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JkkHomecoming *jkk_homecoming_read_finish (GAsyncResult *result, GError **error);
gboolean jkk_homecoming_is_paper (const char *path);

/* What is attached when the paper is filed to its case, and as which kind of document. */
JkkPaperFile *jkk_homecoming_get_file (const JkkHomecoming *home, const char **kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkHomePage, jkk_home_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkHomecoming, jkk_homecoming_free)

G_END_DECLS
